// SPDX-License-Identifier: GPL-2.0-or-later
#include "bytes.h"

/* Where in memory the byte of a value is whose lowest bit is 8 * index. */
static unsigned int place_of(unsigned int index, const struct unit *unit)
{
	bool little = (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) != unit->swap;

	return little ? index : unit->width / 8 - 1 - index;
}

void unit_to_bytes(unsigned char *bytes, uint64_t value,
		   const struct unit *unit)
{
	for (unsigned int i = 0; i < unit->width / 8; i++)
		bytes[place_of(i, unit)] = value >> (8 * i);
}

uint64_t unit_from_bytes(const unsigned char *bytes, const struct unit *unit)
{
	uint64_t value = 0;

	for (unsigned int i = 0; i < unit->width / 8; i++)
		value |= (uint64_t)bytes[place_of(i, unit)] << (8 * i);
	return value;
}
