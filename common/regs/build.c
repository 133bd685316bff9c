// SPDX-License-Identifier: GPL-2.0-or-later
#include "build.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"

#define MAX_NAME 512

struct regs *regs_new(struct arena *arena)
{
	struct regs *regs = arena ? arena_take(arena, sizeof(*regs)) : NULL;

	if (!regs) {
		arena_free(arena);
		return NULL;
	}
	regs->arena = arena;
	regs->width = 32;
	return regs;
}

void regs_free(struct regs *regs)
{
	if (regs)
		arena_free(regs->arena);
}

int regs_wrong(struct regs_error *error, unsigned int line, unsigned int column,
	       const char *fmt, ...)
{
	va_list args;

	error->line = line;
	error->column = column;
	va_start(args, fmt);
	vsnprintf(error->reason, sizeof(error->reason), fmt, args);
	va_end(args);
	return -UIO_EREGS;
}

int regs_failed(struct regs_error *error, int err)
{
	if (err == -UIO_EREGS || err == -UIO_ENOBLOCK)
		return err;
	regs_wrong(error, 0, 0, "%s", uio_strerror(err));
	return err;
}

void regs_note(struct regs *regs, unsigned int line, bool error,
	       const char *fmt, ...)
{
	struct reg_finding *finding = arena_take(regs->arena, sizeof(*finding));
	va_list args;

	if (!finding)
		return;
	va_start(args, fmt);
	finding->text = arena_vprint(regs->arena, fmt, args);
	va_end(args);
	if (!finding->text)
		return;
	finding->line = line;
	finding->error = error;
	finding->next = regs->findings;
	regs->findings = finding;
}

int regs_add_field_array(struct regs *regs, struct regs_error *error,
			 struct reg_field ***tail,
			 const struct reg_field *field, const struct reg *array)
{
	uint64_t lsb = field->lsb;

	for (uint64_t i = 0; i < array->count; i++) {
		struct reg_field *copy;
		char name[MAX_NAME], number[24];

		if (lsb > REGS_MAX_WIDTH - field->width)
			return regs_wrong(error, field->line, 0,
					  "%.100s: fields beyond bit %d",
					  array->name, REGS_MAX_WIDTH - 1);
		copy = arena_take(regs->arena, sizeof(*copy));
		if (!copy)
			return -ENOMEM;
		*copy = *field;
		reg_element_name(array, i, name, sizeof(name));
		copy->name = arena_text(regs->arena, name, strlen(name));
		copy->description = reg_put_index(regs->arena,
						  field->description,
						  reg_index(array, i, number));
		if (!copy->name || (field->description && !copy->description))
			return -ENOMEM;
		copy->lsb = lsb;
		**tail = copy;
		*tail = &copy->next;
		if (__builtin_add_overflow(lsb, array->stride, &lsb))
			lsb = UINT64_MAX;
	}
	return 0;
}

/*
 * Counts the elements of items and of the groups in them; UINT64_MAX means too
 * many.
 */
static uint64_t count_elements(const struct reg *items)
{
	uint64_t sum = 0;

	for (; items; items = items->next) {
		uint64_t all = 1;

		if (items->group &&
		    __builtin_add_overflow(all, count_elements(items->items),
					   &all))
			return UINT64_MAX;
		if (__builtin_mul_overflow(all, items->count ?: 1, &all) ||
		    __builtin_add_overflow(sum, all, &sum))
			return UINT64_MAX;
	}
	return sum;
}

/* The walk that assigns the places; `name` holds the names of the groups so far. */
struct walk {
	struct regs *regs;
	struct regs_error *error;
	char name[MAX_NAME];
};

static int place_items(struct walk *walk, const struct reg *items,
		       uint64_t base, size_t length, bool alternate);

/* Puts an element's index into the description that all elements share. */
static int describe(struct regs *regs, struct reg_place *place,
		    uint64_t element)
{
	const char *text = place->description;
	char number[24];

	place->description = reg_put_index(
		regs->arena, text, reg_index(place->reg, element, number));
	return text && !place->description ? -ENOMEM : 0;
}

static int place_element(struct walk *walk, const struct reg *reg,
			 uint64_t element, uint64_t base, size_t length,
			 bool alternate)
{
	struct regs *regs = walk->regs;
	struct reg_place *place;
	const char *name = NULL;
	uint64_t offset;

	if (__builtin_mul_overflow(element, reg->stride, &offset) ||
	    __builtin_add_overflow(offset, reg->offset, &offset) ||
	    __builtin_add_overflow(offset, base, &offset) ||
	    offset > UINT64_MAX - REGS_MAX_WIDTH / 8)
		return regs_wrong(walk->error, reg->line, 0,
				  "%s: its offset does not fit in 64 bits",
				  reg->name);
	if (!length && !reg->count && !reg->group) {
		name = reg->name;
		length = strlen(name);
	} else {
		length += reg_element_name(reg, element, walk->name + length,
					   sizeof(walk->name) - length);
	}
	if (length + 1 >= sizeof(walk->name))
		return regs_wrong(walk->error, reg->line, 0,
				  "a full name is longer than %d characters",
				  MAX_NAME - 2);
	alternate |= reg->alternate;
	if (reg->group) {
		walk->name[length] = '.';
		return place_items(walk, reg->items, offset, length + 1,
				   alternate);
	}
	if (!name)
		name = arena_text(regs->arena, walk->name, length);
	if (!name)
		return -ENOMEM;
	place = &regs->places[regs->place_count++];
	*place = (struct reg_place){
		.offset = offset,
		.name = name,
		.description = reg->description,
		.alternate = alternate,
		.reg = reg,
	};
	return reg->count ? describe(regs, place, element) : 0;
}

static int place_items(struct walk *walk, const struct reg *items,
		       uint64_t base, size_t length, bool alternate)
{
	for (; items; items = items->next)
		for (uint64_t i = 0; i < (items->count ?: 1); i++) {
			int err = place_element(walk, items, i, base, length,
						alternate);

			if (err)
				return err;
		}
	return 0;
}

static int by_offset(const void *a, const void *b)
{
	const struct reg_place *left = a, *right = b;

	if (left->offset != right->offset)
		return left->offset < right->offset ? -1 : 1;
	if (left->reg->line != right->reg->line)
		return left->reg->line < right->reg->line ? -1 : 1;
	return strcmp(left->name, right->name);
}

int regs_finish(struct regs *regs, struct regs_error *error)
{
	struct walk walk = { .regs = regs, .error = error };
	uint64_t elements = count_elements(regs->items);
	size_t sorted = 0;
	int err;

	if (elements > REGS_MAX_PLACES)
		return regs_wrong(error, 0, 0,
				  "too many registers and groups: at most %u "
				  "are possible",
				  REGS_MAX_PLACES);
	regs->places =
		arena_take(regs->arena, elements * sizeof(*regs->places));
	if (!regs->places)
		return -ENOMEM;
	err = place_items(&walk, regs->items, 0, 0, false);
	/* Most files are in order, and need no sorting. */
	while (!err && ++sorted < regs->place_count &&
	       by_offset(&regs->places[sorted - 1], &regs->places[sorted]) <= 0)
		;
	if (!err && sorted < regs->place_count)
		qsort(regs->places, regs->place_count, sizeof(*regs->places),
		      by_offset);
	return err;
}
