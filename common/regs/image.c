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

/* A register may be wider than 64 bits; its upper bytes are then 0. */
static void put_all(const struct regs *regs, bool seen, unsigned char *image)
{
	for (size_t i = 0; i < regs->place_count; i++) {
		const struct reg_place *place = &regs->places[i];
		const struct reg *reg = place->reg;
		bool is_seen = !place->alternate && reg->access != REG_WO;
		bool big = (reg->endian ?: REG_CPU) == REG_BIG;
		uint64_t value = reg->reset & reg->reset_mask;
		size_t count = (reg->width + 7) / 8;
		unsigned char *bytes = image + place->offset;

		if (!reg->has_reset || is_seen != seen)
			continue;
		memset(bytes, 0, count);
		for (size_t n = 0; n < count && n < sizeof(value); n++)
			bytes[big ? count - 1 - n : n] = value >> (8 * n);
	}
}

void regs_image(const struct regs *regs, unsigned char *image)
{
	put_all(regs, false, image);
	put_all(regs, true, image);
}
