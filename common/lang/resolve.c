// SPDX-License-Identifier: GPL-2.0-or-later
#include "resolve.h"

#include <stdlib.h>
#include <string.h>

#include "common/access/access.h"
#include "common/base/error.h"
#include "common/regs/expand.h"

unsigned int resolve_width(const struct resolve_context *by)
{
	if (by->width)
		return by->width;
	return by->regs && by->regs->width ? by->regs->width : 32;
}

enum reg_endian resolve_endian(const struct resolve_context *by)
{
	return by->endian
		       ?: by->regs && by->regs->endian ? by->regs->endian
						       : REG_CPU;
}

/*
 * The properties of a register come from itself, else from the file, else from
 * the caller; those of an offset, without a register, from the caller, else
 * from the file.
 */
static struct unit unit_of(const struct reg *reg,
			   const struct resolve_context *by)
{
	enum reg_endian own = reg ? reg->endian : REG_ENDIAN_UNSAID;

	if (reg && !own && by->regs)
		own = by->regs->endian;
	return (struct unit){
		.width = reg ? reg_access_width(reg) : resolve_width(by),
		.swap = (own ?: resolve_endian(by)) != REG_CPU,
	};
}

const struct reg_place *resolve_at(const struct resolve_context *by,
				   uint64_t offset, unsigned int width)
{
	const struct reg_place *place = NULL, *unreadable = NULL;

	while (by->regs &&
	       (place = regs_next(by->regs, place, offset, width / 8))) {
		if (place->offset != offset || place->alternate ||
		    reg_access_width(place->reg) != width)
			continue;
		if (!reg_read_has_effect(place->reg))
			return place;
		unreadable = unreadable ?: place;
	}
	return unreadable;
}

/* The bits of a register with another byte order are not those of the unit. */
static const struct reg *register_of_unit(const struct resolve_context *by,
					  uint64_t offset,
					  const struct unit *unit)
{
	const struct reg_place *place = resolve_at(by, offset, unit->width);

	if (!place ||
	    (unit->width > 8 && unit_of(place->reg, by).swap != unit->swap))
		return NULL;
	return place->reg;
}

/*
 * Returns the bits of a unit that correspond to certain bits of the registers
 * in it. The bytes are converted one by one, because the unit may have another
 * width or byte order.
 */
static uint64_t collect_bits(const struct resolve_context *by, uint64_t offset,
			     const struct unit *unit,
			     uint64_t (*bits_of)(const struct reg *reg))
{
	const struct reg_place *place = NULL;
	unsigned int size = unit->width / 8;
	unsigned char bytes[8] = { 0 }, own[8];

	while (by->regs && (place = regs_next(by->regs, place, offset, size))) {
		struct unit reg = unit_of(place->reg, by);
		unsigned int length = (reg.width + 7) / 8;

		/* The fields of a wider register are not known to its mask. */
		if (place->alternate || (reg.width > 64 && place->reg->fields))
			continue;
		reg.width = length < 8 ? 8 * length : 64;
		unit_to_bytes(own, bits_of(place->reg), &reg);
		for (unsigned int i = 0; i < length; i++)
			if (place->offset + i - offset < size)
				bytes[place->offset + i - offset] |= own[i % 8];
	}
	return unit_from_bytes(bytes, unit);
}

uint64_t resolved_kind_bits(const struct resolved *found,
			    const struct resolve_context *by, uint64_t offset,
			    uint64_t (*bits_of)(const struct reg *reg))
{
	return found->named
		       ? bits_of(found->reg)
		       : collect_bits(by, offset, &found->access.unit, bits_of);
}

/* A register that is narrower than its access has no bits beyond its width. */
static uint64_t all_bits(const struct resolved *found)
{
	unsigned int width = found->access.unit.width;

	if (found->reg && found->reg->width < width)
		width = found->reg->width;
	return reg_mask(width);
}

/* The mask is that of the bits that a value must have in common with a named one. */
static int named_value(const struct operand *op, const struct resolved *found,
		       struct expression *value, struct expression *mask)
{
	const struct reg_value *named = NULL;
	char *name;

	if (!found->field || op->has_bits)
		return -UIO_ENOVALUE;
	name = strndup(op->value_name.start, op->value_name.length);
	if (name)
		named = reg_value_named(found->field, name, op->compared);
	free(name);
	if (!named)
		return -UIO_ENOVALUE;
	value->value = named->value;
	mask->value = named->mask;
	return 0;
}

static int note_field(void *found, const struct reg_place *place,
		      const struct reg_field *field)
{
	(void)place;
	*(bool *)found = field;
	return field != NULL;
}

bool resolve_value_name(const char *text, const struct resolve_context *by,
			struct operand *op)
{
	size_t length = strlen(text), column;
	struct reg_match match = { 0 };
	struct regs_several several;
	bool known = false;
	char *name;

	while (length && strchr(" \t", text[length - 1]))
		length--;
	if (!by->regs || op->has_bits || !op->name.length)
		return false;
	if (!regs_resolve(by->regs, op->name.start, op->name.length, &match,
			  &column) &&
	    match.field) {
		name = strndup(text, length);
		known = name &&
			reg_value_named(match.field, name, op->compared);
		free(name);
	}
	/* Each field that a pattern names looks for the value itself. */
	if (op->pattern && !regs_name_several(by->regs, &op->name, &several))
		regs_expand(by->regs, &several, note_field, &known);
	if (!known)
		return false;
	op->assigned = true;
	op->masked = false;
	op->value_at = text - op->text;
	op->value_name = (struct slice){ text, length };
	return true;
}

bool resolve_named_assignment(const char *text,
			      const struct resolve_context *by,
			      struct operand *op)
{
	struct operand named = { .text = text };
	const char *cursor = text;

	if (operand_scan(&cursor, &named) ||
	    !operand_assignment_scan(&cursor, &named) ||
	    !resolve_value_name(cursor, by, &named))
		return false;
	*op = named;
	return true;
}

/* Shifts the value to its bits, and reduces the mask to the bits that change. */
static int place_value(const struct operand *op, struct resolved *found,
		       size_t *column)
{
	unsigned int bits = resolved_bits(found);
	struct expression value = op->value, mask = op->mask;
	bool masked = op->masked || op->change ||
		      (op->compared && op->value_name.length);
	int err = 0;

	*column = op->value_at;
	if (op->value_name.length)
		err = named_value(op, found, &value, &mask);
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
	if (masked)
		found->mask &= mask.value << found->shift;
	found->access.value = value.value << found->shift;
	found->change = op->change;
	return 0;
}

int resolve(const struct operand *op, const struct resolve_context *by,
	    struct resolved *found, size_t *column)
{
	struct reg_match match = { .offset = op->offset };
	struct regs_several several;
	int err, not_several;

	if (!op->name.length)
		return resolve_match(op, by, &match, found, column);
	*column = 0;
	if (!by->regs)
		return -UIO_ENOREGS;
	if (!op->pattern) {
		err = regs_resolve(by->regs, op->name.start, op->name.length,
				   &match, column);
		if (!err)
			return resolve_match(op, by, &match, found, column);
		not_several = regs_name_several(by->regs, &op->name, &several);
		if (not_several)
			return not_several == -UIO_EAMBIGUOUS ? not_several
							      : err;
	}
	*column = SIZE_MAX;
	return -UIO_ESEVERAL;
}

int resolve_match(const struct operand *op, const struct resolve_context *by,
		  const struct reg_match *match, struct resolved *found,
		  size_t *column)
{
	struct resolved result = { .reg = match->reg, .field = match->field };
	struct unit unit = unit_of(match->reg, by);
	int err = access_check(match->offset, op->length, &unit, by->region,
			       &result.access);

	*column = SIZE_MAX;
	if (err)
		return err;
	result.named = match->reg;
	if (!match->reg && !op->length)
		result.reg = register_of_unit(by, op->offset, &unit);
	if (match->reg && result.field &&
	    !reg_field_fits(match->reg, result.field))
		return -UIO_EBITS;
	if (result.field) {
		result.mask = reg_field_mask(result.field);
		result.shift = result.field->lsb;
	} else {
		result.mask = result.named ? all_bits(&result)
					   : reg_mask(unit.width);
	}
	if (op->has_bits) {
		if (op->high >= resolved_bits(&result))
			return -UIO_EBITS;
		result.shift += op->low;
		result.mask = reg_mask(op->high - op->low + 1) << result.shift;
	}
	if (op->assigned)
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

static const struct reg *find_register(const struct resolve_context *by,
				       uint64_t offset, uint64_t length,
				       bool (*is_wanted)(const struct reg *reg))
{
	const struct reg_place *place = NULL;

	while (by->regs && (place = regs_next(by->regs, place, offset, length)))
		if (is_wanted(place->reg))
			return place->reg;
	return NULL;
}

/* Whether another register that contains a write-only one can be read. */
static bool is_covered(const struct resolve_context *by,
		       const struct reg_place *hidden)
{
	const struct reg_place *place = NULL;

	while ((place = regs_next(by->regs, place, hidden->offset, 1)))
		if (place->offset <= hidden->offset &&
		    reg_place_end(place) >= reg_place_end(hidden) &&
		    !reg_read_has_effect(place->reg))
			return true;
	return false;
}

const struct reg *resolve_side_effect(const struct resolve_context *by,
				      uint64_t offset, uint64_t length)
{
	const struct reg_place *place = NULL;

	while (by->regs && (place = regs_next(by->regs, place, offset, length)))
		if (reg_has(place->reg, REG_RC) ||
		    (place->reg->access == REG_WO && !is_covered(by, place)))
			return place->reg;
	return NULL;
}

bool resolved_read_has_effect(const struct resolved *found,
			      const struct resolve_context *by, uint64_t offset)
{
	return found->named ? reg_read_has_effect(found->reg)
			    : !!resolve_side_effect(
				      by, offset, found->access.unit.width / 8);
}

static bool is_volatile(const struct reg *reg)
{
	return reg->is_volatile;
}

bool resolve_volatile(const struct resolve_context *by, uint64_t offset,
		      uint64_t length)
{
	return find_register(by, offset, length, is_volatile);
}

static bool is_unreadable(const struct reg *reg)
{
	return reg_has(reg, REG_RC) || reg_has(reg, REG_WO);
}

const struct reg *resolve_unreadable(const struct resolve_context *by,
				     uint64_t offset, uint64_t length)
{
	return find_register(by, offset, length, is_unreadable);
}

int resolve_place(const struct reg_place *place,
		  const struct resolve_context *by, struct resolved *found)
{
	struct unit unit = unit_of(place->reg, by);

	*found = (struct resolved){ .reg = place->reg, .named = true };
	found->access.unit = unit;
	found->mask = all_bits(found);
	return access_check(place->offset, 0, &unit, by->region,
			    &found->access);
}
