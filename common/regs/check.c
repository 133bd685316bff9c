// SPDX-License-Identifier: GPL-2.0-or-later
/* Checks of register files for errors that their readers accept. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check-part.h"
#include "common/base/array.h"

/* For reading and writing, for reading, and for writing. */
const enum reg_access check_classes[] = { REG_RW, REG_RO, REG_WO };

unsigned int check_class(enum reg_access access)
{
	return access == REG_RW ? 0 : access == REG_WO ? 2 : 1;
}

const char *check_name(const struct check *check, const struct reg *reg)
{
	const char *name =
		reg->count ? reg_put_index(check->notes.arena, reg->name, "*")
			   : reg->name;

	return name ?: reg->name;
}

/**
 * struct complaint - a fault of a register at its place
 * @kind: the message
 * @is_wrong: the fault is an error
 * @other: the other register involved, or NULL
 */
struct complaint {
	enum {
		OVERLAPS,
		OUTSIDE,
		MISALIGNED,
		ANOTHER,
	} kind;
	bool is_wrong;
	const struct reg_place *place;
	const struct reg_place *other;
};

/* There is room for one complaint of each kind about each place. */
struct complaints {
	struct complaint *list;
	size_t count;
};

static void complain(struct complaints *complaints, int kind, bool is_wrong,
		     const struct reg_place *place,
		     const struct reg_place *other)
{
	complaints->list[complaints->count++] =
		(struct complaint){ kind, is_wrong, place, other };
}

/*
 * Two registers at one offset may be halves. Of each class, the register that
 * ends last can overlap the next ones.
 */
static void find_overlap(const struct check *check,
			 struct complaints *complaints,
			 const struct reg_place *place,
			 const struct reg_place *last[CHECK_CLASSES])
{
	unsigned int class = check_class(place->reg->access);
	const struct reg_place *other = NULL;

	for (unsigned int c = 0; c < CHECK_CLASSES; c++) {
		bool halves =
			last[c] && place->offset == last[c]->offset &&
			are_halves(check_classes[class], check_classes[c]);

		if (last[c] && !halves &&
		    place->offset < reg_place_end(last[c]) &&
		    (!other || last[c] > other))
			other = last[c];
	}
	if (other)
		complain(complaints, OVERLAPS,
			 overlap_is_wrong(check,
					  place->offset == other->offset &&
						  place->reg->width ==
							  other->reg->width),
			 place, other);
	if (!last[class] || reg_place_end(place) >= reg_place_end(last[class]))
		last[class] = place;
}

static void find_misplaced(const struct check *check,
			   struct complaints *complaints)
{
	const struct reg_place *place = check->regs->places;
	const struct reg_place *last[CHECK_CLASSES] = { NULL };
	uint64_t size = check->regs->size;

	for (size_t i = 0; i < check->regs->place_count; i++, place++) {
		const struct reg *reg = place->reg;

		if (size && reg_place_end(place) > size)
			complain(complaints, OUTSIDE, true, place, NULL);
		if (place->offset % ((reg->width + 7) / 8))
			complain(complaints, MISALIGNED, true, place, NULL);
		if (!place->alternate)
			find_overlap(check, complaints, place, last);
	}
}

static int by_name(const void *a, const void *b)
{
	const struct reg_place *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name)
		       ?: COMPARE((*left)->reg->line, (*right)->reg->line);
}

static int find_doubles(const struct check *check,
			struct complaints *complaints)
{
	size_t count = check->regs->place_count;
	const struct reg_place **sorted = calloc(count + 1, sizeof(*sorted));

	if (!sorted)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++)
		sorted[i] = &check->regs->places[i];
	qsort(sorted, count, sizeof(*sorted), by_name);
	for (size_t i = 1; i < count; i++)
		if (!strcmp(sorted[i]->name, sorted[i - 1]->name))
			complain(complaints, ANOTHER, true, sorted[i], NULL);
	free(sorted);
	return 0;
}

/* Sorts by register, then by severity, then by place. */
static int by_register(const void *a, const void *b)
{
	const struct complaint *left = a, *right = b;
	uintptr_t one = (uintptr_t)left->place->reg;
	uintptr_t other = (uintptr_t)right->place->reg;

	return COMPARE(left->kind, right->kind)
		       ?: COMPARE(one, other)
		       ?: COMPARE(right->is_wrong, left->is_wrong)
		       ?: COMPARE(left->place, right->place);
}

static void note_complaint(struct check *check,
			   const struct complaint *complaint)
{
	const struct reg_place *place = complaint->place;
	const struct reg *reg = place->reg;

	switch (complaint->kind) {
	case OVERLAPS:
		regs_note(&check->notes, reg->line, complaint->is_wrong,
			  "%s overlaps %s", place->name,
			  complaint->other->name);
		break;
	case OUTSIDE:
		wrong(check, reg->line,
		      "%s at 0x%" PRIx64 " is outside the region of %" PRIu64
		      " bytes",
		      place->name, place->offset, check->regs->size);
		break;
	case MISALIGNED:
		wrong(check, reg->line,
		      "%s at 0x%" PRIx64 " is not aligned to its %u bytes",
		      place->name, place->offset, (reg->width + 7) / 8);
		break;
	case ANOTHER:
		wrong(check, reg->line, "duplicate %s", place->name);
	}
}

/* A complaint about many elements of an array is reported once, for the array. */
static int check_places(struct check *check)
{
	struct complaints complaints = {
		.list = calloc(check->regs->place_count + 1,
			       4 * sizeof(*complaints.list)),
	};
	const struct complaint *last = NULL;
	int err = complaints.list ? find_doubles(check, &complaints) : -ENOMEM;

	if (!err) {
		find_misplaced(check, &complaints);
		qsort(complaints.list, complaints.count,
		      sizeof(*complaints.list), by_register);
	}
	for (size_t i = 0; i < complaints.count && !err; i++) {
		const struct complaint *complaint = &complaints.list[i];

		if (!last || last->kind != complaint->kind ||
		    last->place->reg != complaint->place->reg)
			note_complaint(check, complaint);
		last = complaint;
	}
	free(complaints.list);
	return err;
}

static int by_own_name(const void *a, const void *b)
{
	const struct reg *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name)
		       ?: COMPARE((*left)->line, (*right)->line);
}

/* An item with the same name as an earlier group cannot be reached. */
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
			wrong(check, sorted[i]->line, "duplicate %s",
			      check_name(check, sorted[i]));
	free(sorted);
	return 0;
}

/* Returns the offset after the last byte of the items, within their group. */
static uint64_t end_of(const struct reg *items)
{
	uint64_t last = 0;

	for (; items; items = items->next) {
		uint64_t end = items->group ? end_of(items->items)
					    : (items->width + 7) / 8;

		end += items->offset;
		if (items->count)
			end += (items->count - 1) * items->stride;
		if (end > last)
			last = end;
	}
	return last;
}

static int check_items(struct check *check, const struct reg *items)
{
	int err = check_groups(check, items);

	for (const struct reg *reg = items; reg && !err; reg = reg->next) {
		uint64_t end = reg->block ? end_of(reg->items) : 0;

		if (reg->block && reg->size && end > reg->size)
			wrong(check, reg->line,
			      "the registers of %s end at 0x%" PRIx64
			      ", beyond its %" PRIu64 " bytes",
			      reg->name, end, reg->size);
		if (reg->group) {
			err = check_items(check, reg->items);
			continue;
		}
		if (reg->width > 8 && reg->width != 16 && reg->width != 32 &&
		    reg->width != 64)
			wrong(check, reg->line,
			      "%s: %u bits is not a possible "
			      "access width",
			      check_name(check, reg), reg->width);
		if (reg->has_reset && reg->reset & ~reg_mask(reg->width))
			wrong(check, reg->line,
			      "%s: the reset value 0x%" PRIx64 " does not fit "
			      "in %u bits",
			      check_name(check, reg), reg->reset, reg->width);
		check_scale(check, reg, NULL);
		err = check_fields(check, reg);
	}
	return err;
}

int regs_findings_check(struct regs_findings *findings, const struct regs *regs,
			const char *block, enum regs_overlaps overlaps)
{
	struct check check = { .regs = regs, .overlaps = overlaps };
	int err;

	check.notes.arena = arena_new();
	if (!check.notes.arena)
		return -ENOMEM;
	if (!regs->place_count)
		regs_note(&check.notes, 0, false, "no registers");
	err = check_items(&check, regs->items) ?: check_places(&check);
	if (!err && (regs->findings_lost || check.notes.findings_lost))
		err = -ENOMEM;
	if (!err)
		err = regs_findings_add(findings, block, check.notes.findings)
			      ?: regs_findings_add(findings, block,
						   regs->findings);
	arena_free(check.notes.arena);
	return err;
}
