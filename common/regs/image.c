// SPDX-License-Identifier: GPL-2.0-or-later
#include "image.h"

#include <string.h>

uint64_t regs_end(const struct regs *regs)
{
	uint64_t end = 0;

	for (size_t i = 0; i < regs->place_count; i++)
		if (reg_place_end(&regs->places[i]) > end)
			end = reg_place_end(&regs->places[i]);
	return end;
}

static bool is_big(enum reg_endian endian)
{
	return endian == REG_BIG || (endian == REG_ENDIAN_UNSAID &&
				     __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
}

/* A register may be wider than 64 bits; its upper bytes are then 0. */
static void put(const struct reg *reg, unsigned char *bytes)
{
	uint64_t value = reg->reset & reg->reset_mask;
	size_t count = (reg->width + 7) / 8;

	memset(bytes, 0, count);
	for (size_t i = 0; i < count && i < sizeof(value); i++)
		bytes[is_big(reg->endian) ? count - 1 - i : i] = value >>
								 (8 * i);
}

static bool is_seen(const struct reg_place *place)
{
	return !place->alternate && place->reg->access != REG_WO;
}

static void put_all(const struct regs *regs, bool seen, unsigned char *image)
{
	for (size_t i = 0; i < regs->place_count; i++) {
		const struct reg_place *place = &regs->places[i];

		if (place->reg->has_reset && is_seen(place) == seen)
			put(place->reg, image + place->offset);
	}
}

void regs_image(const struct regs *regs, unsigned char *image)
{
	put_all(regs, false, image);
	put_all(regs, true, image);
}
