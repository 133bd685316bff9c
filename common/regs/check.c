// SPDX-License-Identifier: GPL-2.0-or-later
/* What cannot be right in a register file that could be read. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "build.h"

/* @notes takes the findings, as a model in the making does. */
struct check {
	const struct regs *regs;
	struct regs notes;
};

#define wrong(check, line, ...) \
	regs_note(&(check)->notes, line, true, __VA_ARGS__)

/* One is for reading, the other for writing: both can have the same bits. */
static bool are_halves(enum reg_access a, enum reg_access b)
{
	return (a == REG_WO) != (b == REG_WO) && a != REG_RW && b != REG_RW;
}

static bool may_overlap(const struct reg_place *a, const struct reg_place *b)
{
	return a->offset == b->offset &&
	       are_halves(a->reg->access, b->reg->access);
}

/* Arrays are told once, not once for each element. */
static void check_overlaps(struct check *check)
{
	const struct reg_place *place = check->regs->places, *last = NULL;
	const struct reg *told[2] = { NULL, NULL };

	for (size_t i = 0; i < check->regs->place_count; i++, place++) {
		if (place->alternate)
			continue;
		if (last && place->offset < reg_place_end(last) &&
		    !may_overlap(place, last) &&
		    (told[0] != place->reg || told[1] != last->reg)) {
			wrong(check, place->reg->line, "%s overlaps %s",
			      place->name, last->name);
			told[0] = place->reg;
			told[1] = last->reg;
		}
		if (!last || reg_place_end(place) >= reg_place_end(last))
			last = place;
	}
}

static void check_places(struct check *check)
{
	const struct reg_place *place = check->regs->places;
	const struct reg *outside = NULL, *misaligned = NULL;
	uint64_t size = check->regs->size;

	for (size_t i = 0; i < check->regs->place_count; i++, place++) {
		const struct reg *reg = place->reg;
		unsigned int bytes = (reg->width + 7) / 8;

		if (size && reg_place_end(place) > size && reg != outside) {
			outside = reg;
			wrong(check, reg->line,
			      "%s at 0x%" PRIx64
			      " is outside the region of %" PRIu64 " bytes",
			      place->name, place->offset, size);
		}
		if (place->offset % bytes && reg != misaligned) {
			misaligned = reg;
			wrong(check, reg->line,
			      "%s at 0x%" PRIx64
			      " is not aligned to its %u bytes",
			      place->name, place->offset, bytes);
		}
	}
}

static int by_name(const void *a, const void *b)
{
	const struct reg_place *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static int check_full_names(struct check *check)
{
	size_t count = check->regs->place_count;
	const struct reg_place **sorted = calloc(count + 1, sizeof(*sorted));

	if (!sorted)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++)
		sorted[i] = &check->regs->places[i];
	qsort(sorted, count, sizeof(*sorted), by_name);
	for (size_t i = 1; i < count; i++) {
		const struct reg *reg = sorted[i]->reg;
		const struct reg *before = sorted[i - 1]->reg;

		if (!strcmp(sorted[i]->name, sorted[i - 1]->name))
			wrong(check,
			      reg->line > before->line ? reg->line
						       : before->line,
			      "there is another %s", sorted[i]->name);
	}
	free(sorted);
	return 0;
}

static void check_values(struct check *check, const struct reg *reg,
			 const struct reg_field *field)
{
	for (const struct reg_value *value = field->values; value;
	     value = value->next) {
		const struct reg_value *other = field->values;

		if (value->value & ~reg_mask(field->width))
			wrong(check, value->line,
			      "%s.%s: the value %s, 0x%" PRIx64
			      ", has more than %u bits",
			      reg->name, field->name, value->name, value->value,
			      field->width);
		while (other != value && (strcmp(other->name, value->name) ||
					  !((other->read && value->read) ||
					    (other->write && value->write))))
			other = other->next;
		if (other != value)
			wrong(check, value->line,
			      "%s.%s: there is another value %s", reg->name,
			      field->name, value->name);
	}
}

static void check_pair(struct check *check, const struct reg *reg,
		       const struct reg_field *field,
		       const struct reg_field *before)
{
	if (!strcmp(field->name, before->name))
		wrong(check, field->line, "%s: there is another field %s",
		      reg->name, field->name);
	if (field->lsb < before->lsb + before->width &&
	    before->lsb < field->lsb + field->width &&
	    !are_halves(field->access, before->access))
		wrong(check, field->line, "%s: the fields %s and %s overlap",
		      reg->name, before->name, field->name);
}

static void check_fields(struct check *check, const struct reg *reg)
{
	for (const struct reg_field *field = reg->fields; field;
	     field = field->next) {
		if (field->lsb + field->width > reg->width)
			wrong(check, field->line,
			      "%s.%s: bit %u is past the %u bits of the register",
			      reg->name, field->name,
			      field->lsb + field->width - 1, reg->width);
		check_values(check, reg, field);
		for (const struct reg_field *before = reg->fields;
		     before != field; before = before->next)
			check_pair(check, reg, field, before);
	}
}

static void check_register(struct check *check, const struct reg *reg)
{
	if (reg->width > 8 && reg->width != 16 && reg->width != 32 &&
	    reg->width != 64)
		wrong(check, reg->line, "%s: no access has %u bits", reg->name,
		      reg->width);
	if (reg->has_reset && reg->reset & ~reg_mask(reg->width))
		wrong(check, reg->line,
		      "%s: the reset value 0x%" PRIx64 " has more than %u bits",
		      reg->name, reg->reset, reg->width);
	check_fields(check, reg);
}

static int by_own_name(const void *a, const void *b)
{
	const struct reg *const *left = a, *const *right = b;
	int order = strcmp((*left)->name, (*right)->name);

	return order ? order
		     : ((*left)->line > (*right)->line) -
			       ((*left)->line < (*right)->line);
}

/* What shares a name with a group before it cannot be named. */
static int check_groups(struct check *check, const struct reg *items)
{
	const struct reg **sorted;
	size_t count = 0;

	for (const struct reg *reg = items; reg; reg = reg->next)
		count++;
	sorted = calloc(count + 1, sizeof(*sorted));
	if (!sorted)
		return -ENOMEM;
	count = 0;
	for (const struct reg *reg = items; reg; reg = reg->next)
		sorted[count++] = reg;
	qsort(sorted, count, sizeof(*sorted), by_own_name);
	for (size_t i = 1; i < count; i++)
		if (!strcmp(sorted[i]->name, sorted[i - 1]->name) &&
		    (sorted[i]->group || sorted[i - 1]->group))
			wrong(check, sorted[i]->line, "there is another %s",
			      sorted[i]->name);
	free(sorted);
	return 0;
}

static int check_items(struct check *check, const struct reg *items)
{
	int err = check_groups(check, items);

	for (; items && !err; items = items->next) {
		if (items->group)
			err = check_items(check, items->items);
		else
			check_register(check, items);
	}
	return err;
}

static int by_line(const void *a, const void *b)
{
	const struct reg_finding *const *left = a, *const *right = b;

	if ((*left)->line != (*right)->line)
		return (*left)->line < (*right)->line ? -1 : 1;
	return strcmp((*left)->text, (*right)->text);
}

static int tell(const struct check *check,
		void (*finding)(void *context,
				const struct reg_finding *finding),
		void *context)
{
	const struct reg_finding *lists[2] = { check->notes.findings,
					       check->regs->findings };
	const struct reg_finding **sorted;
	size_t count = 0;

	for (int i = 0; i < 2; i++)
		for (const struct reg_finding *f = lists[i]; f; f = f->next)
			count++;
	sorted = calloc(count + 1, sizeof(*sorted));
	if (!sorted)
		return -ENOMEM;
	count = 0;
	for (int i = 0; i < 2; i++)
		for (const struct reg_finding *f = lists[i]; f; f = f->next)
			sorted[count++] = f;
	qsort(sorted, count, sizeof(*sorted), by_line);
	for (size_t i = 0; i < count; i++)
		finding(context, sorted[i]);
	free(sorted);
	return 0;
}

int regs_check(const struct regs *regs,
	       void (*finding)(void *context,
			       const struct reg_finding *finding),
	       void *context)
{
	struct check check = { .regs = regs };
	int err;

	check.notes.arena = arena_new();
	if (!check.notes.arena)
		return -ENOMEM;
	if (!regs->place_count)
		regs_note(&check.notes, 0, false, "it has no registers");
	err = check_items(&check, regs->items);
	if (!err)
		err = check_full_names(&check);
	check_overlaps(&check);
	check_places(&check);
	if (!err)
		err = tell(&check, finding, context);
	arena_free(check.notes.arena);
	return err;
}
