// SPDX-License-Identifier: GPL-2.0-or-later
#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "build.h"
#include "common/base/array.h"
#include "common/base/closest.h"
#include "common/base/error.h"
#include "common/base/number.h"
#include "common/base/text.h"

size_t regs_path_length(const char *text)
{
	return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "abcdefghijklmnopqrstuvwxyz0123456789_.[]*?");
}

bool reg_find_index(const struct reg *reg, const struct slice *part,
		    uint64_t *element)
{
	char text[70], number[24];
	uint64_t value;

	if (reg->indexes) {
		for (*element = 0; *element < reg->count; ++*element)
			if (slice_is(part, reg->indexes[*element]))
				return true;
		return false;
	}
	if (part->length >= sizeof(text))
		return false;
	memcpy(text, part->start, part->length);
	text[part->length] = '\0';
	if (number_parse(text, &value) || value < reg->first ||
	    value - reg->first >= reg->count)
		return false;
	*element = value - reg->first;
	/* Without brackets the end of a name is not an index: PIN01 is not PIN1. */
	return strstr(reg->name, "[%s]") ||
	       slice_is(part, reg_index(reg, *element, number));
}

bool reg_is_item(const struct reg *reg, const struct slice *part,
		 uint64_t *element)
{
	const char *hole = reg->count ? strstr(reg->name, "%s") : NULL;
	size_t before, after;
	struct slice index;

	*element = 0;
	if (!hole)
		return slice_is(part, reg->name);
	before = hole - reg->name;
	after = strlen(hole + 2);
	if (part->length <= before + after ||
	    memcmp(part->start, reg->name, before) ||
	    memcmp(part->start + part->length - after, hole + 2, after))
		return false;
	index.start = part->start + before;
	index.length = part->length - before - after;
	return reg_find_index(reg, &index, element);
}

static const struct reg_field *find_field(const struct reg *reg,
					  const struct slice *part)
{
	const struct reg_field *field = reg->fields;

	while (field && !slice_is(part, field->name))
		field = field->next;
	return field;
}

static const struct reg *find_item(const struct reg *items,
				   const struct slice *part, uint64_t *element)
{
	while (items && !reg_is_item(items, part, element))
		items = items->next;
	return items;
}

/*
 * Matches the start of a path that is not an item: the name of the file, or a
 * block left out, which must be the only one that contains an item of this name.
 */
static int find_short(const struct regs *regs, const struct slice *part,
		      bool last, const struct reg **items,
		      struct reg_match *found, size_t *column)
{
	const struct reg *block = NULL;
	uint64_t element;

	if (!last && regs->name && slice_is(part, regs->name)) {
		*column = part->length + 1;
		return 0;
	}
	for (const struct reg *item = regs->items; item; item = item->next) {
		if (!item->block || !find_item(item->items, part, &element))
			continue;
		if (block)
			return -UIO_EAMBIGUOUS;
		block = item;
	}
	if (!block)
		return -UIO_ENOREGISTER;
	*items = block->items;
	found->offset = block->offset;
	return 0;
}

int regs_resolve(const struct regs *regs, const char *path, size_t length,
		 struct reg_match *match, size_t *column)
{
	const struct reg *items = regs->items, *item;
	struct reg_match found = { 0 };

	*column = 0;
	while (*column < length) {
		const char *start = path + *column, *end = path + length;
		const char *dot = memchr(start, '.', end - start) ?: end;
		struct slice part = { start, dot - start };
		bool last = dot == end;
		uint64_t element;

		if (found.reg) {
			found.field = find_field(found.reg, &part);
			if (!found.field || !last)
				return -UIO_ENOREGISTER;
			*match = found;
			return 0;
		}
		item = find_item(items, &part, &element);
		if (!item && !*column) {
			int err = find_short(regs, &part, last, &items, &found,
					     column);

			if (err)
				return err;
			continue;
		}
		if (!item)
			return -UIO_ENOREGISTER;
		found.offset += item->offset + element * item->stride;
		*column += part.length + !last;
		if (!item->group)
			found.reg = item;
		items = item->items;
	}
	if (!found.reg || path[length - 1] == '.')
		return -UIO_ENOREGISTER;
	*match = found;
	return 0;
}

char *regs_nearest(const struct regs *regs, const char *path, size_t length)
{
	char *word = strndup(path, length), *nearest = NULL;
	struct closest closest = { .word = word };
	struct reg_match match;
	size_t column, known;

	if (!word)
		return NULL;
	/* The register may be correct, and only the field wrong. */
	if (regs_resolve(regs, path, length, &match, &column) && column &&
	    !regs_resolve(regs, path, column - 1, &match, &known)) {
		closest.word = word + column;
		for (const struct reg_field *field = match.reg->fields; field;
		     field = field->next)
			closest_offer(&closest, field->name);
		if (closest.name && asprintf(&nearest, "%.*s%s", (int)column,
					     path, closest.name) < 0)
			nearest = NULL;
	}
	if (!closest.name) {
		closest = (struct closest){ .word = word };
		for (size_t i = 0; i < regs->place_count; i++)
			closest_offer(&closest, regs->places[i].name);
		/* A register of a block is also offered without the block. */
		for (const struct reg *item = regs->items; item;
		     item = item->next)
			for (const struct reg *reg = item->block ? item->items
								 : NULL;
			     reg; reg = reg->next)
				if (!reg->count)
					closest_offer(&closest, reg->name);
		nearest = closest.name ? strdup(closest.name) : NULL;
	}
	free(word);
	return nearest;
}

uint64_t reg_place_end(const struct reg_place *place)
{
	return place->offset + (place->reg->width + 7) / 8;
}

const struct reg_place *regs_next(const struct regs *regs,
				  const struct reg_place *place,
				  uint64_t offset, uint64_t length)
{
	const struct reg_place *end = regs->places + regs->place_count;
	size_t low = 0, high = regs->place_count;

	/*
	 * Finds the first place that could reach into the range with the
	 * largest width.
	 */
	while (!place && low < high) {
		size_t middle = low + (high - low) / 2;

		if (regs->places[middle].offset + REGS_MAX_WIDTH / 8 <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	for (place = place ? place + 1 : regs->places + low; place < end;
	     place++) {
		if (place->offset >= offset && place->offset - offset >= length)
			return NULL;
		if (reg_place_end(place) > offset)
			return place;
	}
	return NULL;
}

bool reg_has(const struct reg *reg, enum reg_access access)
{
	const struct reg_field *field = reg->fields;

	while (field && field->access != access)
		field = field->next;
	return field || reg->access == access;
}

bool reg_read_has_effect(const struct reg *reg)
{
	return reg_has(reg, REG_RC) || reg->access == REG_WO;
}

#define KIND(access) (1u << (access))

/*
 * Returns the bits that have one of these kinds of access: if several fields
 * describe a bit, one of them is enough.
 */
static uint64_t bits_of(const struct reg *reg, unsigned int kinds)
{
	uint64_t own = 0, other = 0;

	for (const struct reg_field *field = reg->fields; field;
	     field = field->next)
		*(KIND(field->access) & kinds ? &own : &other) |=
			reg_field_mask(field);
	if (KIND(reg->access) & kinds)
		own |= reg_mask(reg->width) & ~other;
	return own;
}

uint64_t reg_write_one_bits(const struct reg *reg)
{
	return bits_of(reg, KIND(REG_W1C) | KIND(REG_PULSE));
}

uint64_t reg_write_zero_bits(const struct reg *reg)
{
	return bits_of(reg, KIND(REG_W0C));
}

uint64_t reg_read_only_bits(const struct reg *reg)
{
	return bits_of(reg, KIND(REG_RO)) & ~bits_of(reg, ~KIND(REG_RO));
}

uint64_t reg_writable_bits(const struct reg *reg)
{
	return reg_mask(reg->width) & ~reg_read_only_bits(reg);
}

uint64_t reg_plain_bits(const struct reg *reg)
{
	return bits_of(reg, KIND(REG_RW)) & reg_mask(reg->width);
}

uint64_t reg_other_bits(const struct reg *reg)
{
	return reg_mask(reg->width) & ~reg_plain_bits(reg);
}

const struct reg_value *reg_value_named(const struct reg_field *field,
					const char *name, bool read)
{
	const struct reg_value *value = field->values;

	while (value && (!(read ? value->read : value->write) || !value->mask ||
			 strcmp(value->name, name)))
		value = value->next;
	return value;
}

/* A named single value takes precedence over a name that leaves bits open. */
const struct reg_value *reg_value_of(const struct reg_field *field,
				     uint64_t value)
{
	const struct reg_value *best = NULL;

	for (const struct reg_value *named = field->values; named;
	     named = named->next) {
		if (!named->read || (value & named->mask) != named->value)
			continue;
		if (!best || __builtin_popcountll(named->mask) >
				     __builtin_popcountll(best->mask))
			best = named;
	}
	return best;
}

static const char *const access_names[] = {
	[REG_RW] = "rw",   [REG_RO] = "ro", [REG_WO] = "wo",
	[REG_W1C] = "w1c", [REG_RC] = "rc", [REG_PULSE] = "pulse",
	[REG_W0C] = "w0c",
};

const char *reg_access_name(enum reg_access access)
{
	return access_names[access];
}

bool reg_access_find(const char *name, enum reg_access *access)
{
	for (size_t i = 0; i < ARRAY_SIZE(access_names); i++)
		if (!strcmp(name, access_names[i])) {
			*access = i;
			return true;
		}
	return false;
}
