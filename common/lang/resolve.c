// SPDX-License-Identifier: GPL-2.0-or-later
#include "resolve.h"

#include <stdlib.h>
#include <string.h>

#include "common/access/access.h"
#include "common/base/error.h"
#include "common/regs/expand.h"

static bool is_swapped(enum reg_endian endian)
{
	enum reg_endian cpu = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
				      ? REG_LITTLE
				      : REG_BIG;

	return endian != REG_ENDIAN_UNSAID && endian != cpu;
}

/* Properties come from the register, else from the file, else from the caller. */
static struct unit register_unit(const struct reg *reg,
				 const struct resolve_context *by)
{
	enum reg_endian endian = reg->endian;

	if (endian == REG_ENDIAN_UNSAID)
		endian = by->regs->endian;
	if (endian == REG_ENDIAN_UNSAID)
		endian = by->endian;
	return (struct unit){ reg_access_width(reg), is_swapped(endian) };
}

unsigned int resolve_width(const struct resolve_context *by)
{
	if (by->width)
		return by->width;
	return by->regs && by->regs->width ? by->regs->width : 32;
}

static struct unit offset_unit(const struct resolve_context *by)
{
	enum reg_endian endian = by->endian;

	if (endian == REG_ENDIAN_UNSAID && by->regs)
		endian = by->regs->endian;
	return (struct unit){ resolve_width(by), is_swapped(endian) };
}

const struct reg_place *resolve_at(const struct resolve_context *by,
				   uint64_t offset, unsigned int width)
{
	const struct reg_place *place = NULL;

	while (by->regs &&
	       (place = regs_next(by->regs, place, offset, width / 8)))
		if (place->offset == offset && !place->alternate &&
		    reg_access_width(place->reg) == width)
			return place;
	return NULL;
}

const struct reg *resolve_register(const struct resolve_context *by,
				   uint64_t offset, unsigned int width)
{
	const struct reg_place *place = resolve_at(by, offset, width);

	return place ? place->reg : NULL;
}

bool resolve_volatile(const struct resolve_context *by, uint64_t offset,
		      uint64_t length)
{
	const struct reg_place *place = NULL;

	while (by->regs && (place = regs_next(by->regs, place, offset, length)))
		if (place->reg->is_volatile)
			return true;
	return false;
}

/*
 * The bytes are converted one by one, because the unit may have another width
 * or byte order.
 */
static void add_bits(unsigned char *bytes, uint64_t offset, unsigned int size,
		     const struct reg_place *place, uint64_t bits,
		     const struct resolve_context *by)
{
	struct unit unit = register_unit(place->reg, by);
	unsigned char own[8];

	if (unit.width > 64 || unit.width % 8)
		return;
	unit_to_bytes(own, bits, &unit);
	for (unsigned int i = 0; i < unit.width / 8; i++)
		if (place->offset + i - offset < size)
			bytes[place->offset + i - offset] |= own[i];
}

/*
 * Returns the bits of a unit that correspond to certain bits of the registers
 * in it.
 */
static uint64_t collect_bits(const struct resolve_context *by, uint64_t offset,
			     const struct unit *unit,
			     uint64_t (*bits_of)(const struct reg *reg))
{
	const struct reg_place *place = NULL;
	unsigned int size = unit->width / 8;
	unsigned char bytes[8] = { 0 };

	while (by->regs && (place = regs_next(by->regs, place, offset, size)))
		if (!place->alternate)
			add_bits(bytes, offset, size, place,
				 bits_of(place->reg), by);
	return unit_from_bytes(bytes, unit);
}

uint64_t resolved_write_one_bits(const struct resolved *found,
				 const struct resolve_context *by,
				 uint64_t offset)
{
	return found->named ? reg_write_one_bits(found->reg)
			    : collect_bits(by, offset, &found->access.unit,
					   reg_write_one_bits);
}

uint64_t resolved_write_zero_bits(const struct resolved *found,
				  const struct resolve_context *by,
				  uint64_t offset)
{
	return found->named ? reg_write_zero_bits(found->reg)
			    : collect_bits(by, offset, &found->access.unit,
					   reg_write_zero_bits);
}

/* A register that is narrower than its access has no bits beyond its width. */
static uint64_t all_bits(const struct resolved *found)
{
	unsigned int width = found->access.unit.width;

	if (found->reg && found->reg->width < width)
		width = found->reg->width;
	return reg_mask(width);
}

static int find_bits(const struct operand *op, struct resolved *found)
{
	if (found->field) {
		found->mask = reg_field_mask(found->field);
		found->shift = found->field->lsb;
	} else {
		found->mask = found->named ? all_bits(found)
					   : reg_mask(found->access.unit.width);
	}
	if (op->has_bits) {
		if (op->high >= resolved_bits(found))
			return -UIO_EBITS;
		found->shift += op->low;
		found->mask = reg_mask(op->high - op->low + 1) << found->shift;
	}
	return 0;
}

static int named_value(const struct operand *op, const struct resolved *found,
		       struct expression *value)
{
	const struct reg_value *named = NULL;
	char *name;

	if (!found->field || op->has_bits)
		return -UIO_ENOVALUE;
	name = strndup(op->value_name.start, op->value_name.length);
	if (name)
		named = reg_value_named(found->field, name);
	free(name);
	if (!named)
		return -UIO_ENOVALUE;
	value->value = named->value;
	return 0;
}

/* Shifts the value to its bits, and reduces the mask to the bits that change. */
static int place_value(const struct operand *op, struct resolved *found,
		       size_t *column)
{
	unsigned int bits = resolved_bits(found);
	struct expression value = op->value, mask = op->mask;
	int err = 0;

	*column = op->value_at;
	if (op->value_name.length)
		err = named_value(op, found, &value);
	if (!err)
		err = expression_fit(&value, bits);
	if (!err && op->masked)
		err = expression_fit(&mask, bits);
	if (err)
		return err;
	/* Only the bits that |= sets, &= clears or ^= inverts change. */
	if (op->change)
		mask.value = op->change == '&' ? ~value.value : value.value;
	if (op->change == '&')
		value.value = 0;
	if (op->masked || op->change)
		found->mask &= mask.value << found->shift;
	found->access.value = value.value << found->shift;
	found->change = op->change;
	return 0;
}

static int find_register(const struct operand *op,
			 const struct resolve_context *by,
			 struct reg_match *match, size_t *column)
{
	struct regs_several several;
	int err = -UIO_ENOREGISTER, not_several;

	*column = 0;
	if (!by->regs)
		return -UIO_ENOREGS;
	if (!op->pattern)
		err = regs_resolve(by->regs, op->name.start, op->name.length,
				   match, column);
	if (!err)
		return 0;
	if (!op->pattern) {
		not_several = regs_name_several(by->regs, &op->name, &several);
		if (not_several)
			return not_several == -UIO_EAMBIGUOUS ? not_several
							      : err;
	}
	*column = SIZE_MAX;
	return -UIO_ESEVERAL;
}

int resolve(const struct operand *op, const struct resolve_context *by,
	    struct resolved *found, size_t *column)
{
	struct reg_match match = { .offset = op->offset };
	int err = op->name.length ? find_register(op, by, &match, column) : 0;

	return err ? err : resolve_match(op, by, &match, found, column);
}

int resolve_match(const struct operand *op, const struct resolve_context *by,
		  const struct reg_match *match, struct resolved *found,
		  size_t *column)
{
	struct resolved result = { .reg = match->reg, .field = match->field };
	struct unit unit = match->reg ? register_unit(match->reg, by)
				      : offset_unit(by);
	int err = access_check(match->offset, op->length, &unit, by->region,
			       &result.access);

	*column = SIZE_MAX;
	if (err)
		return err;
	result.named = match->reg;
	if (!match->reg && !op->length)
		result.reg = resolve_register(by, op->offset, unit.width);
	err = find_bits(op, &result);
	if (!err && op->assigned)
		err = place_value(op, &result, column);
	if (!err)
		*found = result;
	return err;
}

bool resolved_whole(const struct resolved *found)
{
	return !found->change && !(all_bits(found) & ~found->mask);
}

/* The bits are contiguous, except in the mask of an assignment. */
unsigned int resolved_bits(const struct resolved *found)
{
	return found->mask ? 64 - __builtin_clzll(found->mask) - found->shift
			   : 0;
}

const struct reg *resolve_side_effect(const struct resolve_context *by,
				      uint64_t offset, uint64_t length)
{
	const struct reg_place *place = NULL;

	while (by->regs && (place = regs_next(by->regs, place, offset, length)))
		if (reg_has(place->reg, REG_RC) || place->reg->access == REG_WO)
			return place->reg;
	return NULL;
}

int resolve_place(const struct reg_place *place,
		  const struct resolve_context *by, struct resolved *found)
{
	struct unit unit = register_unit(place->reg, by);

	*found = (struct resolved){ .reg = place->reg, .named = true };
	found->access.unit = unit;
	found->mask = all_bits(found);
	return access_check(place->offset, 0, &unit, by->region,
			    &found->access);
}
