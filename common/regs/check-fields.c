// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check-part.h"
#include "common/base/array.h"

/**
 * struct spot - a field among those of its register
 * @order: its position in the file
 * @other: an earlier field in the file that it overlaps, or NULL
 * @is_wrong: the overlap is an error
 */
struct spot {
	const struct reg_field *field;
	size_t order;
	const struct reg_field *other;
	bool is_wrong;
};

static int by_name(const void *a, const void *b)
{
	const struct spot *left = a, *right = b;

	return strcmp(left->field->name, right->field->name)
		       ?: COMPARE(left->order, right->order);
}

static int by_lsb(const void *a, const void *b)
{
	const struct spot *left = a, *right = b;

	return COMPARE(left->field->lsb, right->field->lsb)
		       ?: COMPARE(left->order, right->order);
}

/* The finding is reported for the later field, with the more severe of two verdicts. */
static void note_overlap(const struct check *check, struct spot *a,
			 struct spot *b)
{
	bool same = a->field->lsb == b->field->lsb &&
		    a->field->width == b->field->width;
	bool is_wrong = overlap_is_wrong(check, same);
	struct spot *later = a->order > b->order ? a : b;

	if (later->other && later->is_wrong >= is_wrong)
		return;
	later->other = later == a ? b->field : a->field;
	later->is_wrong = is_wrong;
}

static unsigned int end_of(const struct spot *spot)
{
	return spot->field->lsb + spot->field->width;
}

/*
 * Only fields of one class must not share bits: some are read-only, some
 * write-only. Sorts by the lowest bit, and compares each field with the one of
 * each class that ends last.
 */
static void check_overlaps(struct check *check, const struct reg *reg,
			   struct spot *spots, size_t count)
{
	struct spot *last[CHECK_CLASSES] = { NULL };

	qsort(spots, count, sizeof(*spots), by_lsb);
	for (size_t i = 0; i < count; i++) {
		unsigned int class = check_class(spots[i].field->access);

		for (unsigned int c = 0; c < CHECK_CLASSES; c++)
			if (last[c] &&
			    !are_halves(check_classes[class],
					check_classes[c]) &&
			    spots[i].field->lsb < end_of(last[c]))
				note_overlap(check, &spots[i], last[c]);
		if (!last[class] || end_of(&spots[i]) > end_of(last[class]))
			last[class] = &spots[i];
	}
	for (size_t i = 0; i < count; i++)
		if (spots[i].other)
			regs_note(&check->notes, spots[i].field->line,
				  spots[i].is_wrong,
				  "%s: the fields %s and %s overlap",
				  check_name(check, reg), spots[i].other->name,
				  spots[i].field->name);
}

static int by_value_name(const void *a, const void *b)
{
	const struct reg_value *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name)
		       ?: COMPARE((*left)->line, (*right)->line);
}

static int check_values(struct check *check, const struct reg *reg,
			const struct reg_field *field)
{
	const struct reg_value **values;
	bool read = false, write = false;
	size_t count = 0;

	for (const struct reg_value *v = field->values; v; v = v->next) {
		count++;
		if (v->value & ~reg_mask(field->width))
			wrong(check, v->line,
			      "%s.%s: the value %s, 0x%" PRIx64 ", does not "
			      "fit in %u bits",
			      check_name(check, reg), field->name, v->name,
			      v->value, field->width);
		else if (v->value & ~v->mask)
			wrong(check, v->line,
			      "%s.%s: the value %s has bits outside its mask",
			      check_name(check, reg), field->name, v->name);
	}
	values = calloc(count + 1, sizeof(*values));
	if (!values)
		return -ENOMEM;
	count = 0;
	for (const struct reg_value *v = field->values; v; v = v->next)
		values[count++] = v;
	/* A name may occur twice, once for reading and once for writing. */
	qsort(values, count, sizeof(*values), by_value_name);
	for (size_t i = 0; i < count; i++) {
		const struct reg_value *v = values[i];

		if (!i || strcmp(v->name, values[i - 1]->name))
			read = write = false;
		if ((read && v->read) || (write && v->write))
			wrong(check, v->line, "%s.%s: duplicate value %s",
			      check_name(check, reg), field->name, v->name);
		read |= v->read;
		write |= v->write;
	}
	free(values);
	return 0;
}

void check_scale(struct check *check, const struct reg *reg,
		 const struct reg_field *field)
{
	const struct reg_scale *scale = field ? field->scale : reg->scale;
	const char *dot = field ? "." : "", *name = field ? field->name : "";
	unsigned int line = field ? field->line : reg->line;

	if (scale && !scale->factor)
		wrong(check, line, "%s%s%s: the factor of the scale is 0",
		      check_name(check, reg), dot, name);
	if (scale && (field ? field->width : reg->width) > 64)
		wrong(check, line,
		      "%s%s%s: a scale cannot apply to more "
		      "than 64 bits",
		      check_name(check, reg), dot, name);
}

int check_fields(struct check *check, const struct reg *reg)
{
	struct spot *spots;
	unsigned int beyond = 0;
	size_t count = 0;
	int err = 0;

	for (const struct reg_field *f = reg->fields; f && !err; f = f->next) {
		count++;
		/* The elements of an array of fields have the same line. */
		if (!reg_field_fits(reg, f) && f->line != beyond) {
			wrong(check, f->line,
			      "%s.%s: bit %u is beyond the %u bits of the "
			      "register",
			      check_name(check, reg), f->name,
			      f->lsb + f->width - 1, reg->width);
			beyond = f->line;
		}
		check_scale(check, reg, f);
		err = check_values(check, reg, f);
	}
	spots = calloc(count + 1, sizeof(*spots));
	if (!spots || err) {
		free(spots);
		return -ENOMEM;
	}
	count = 0;
	for (const struct reg_field *f = reg->fields; f; f = f->next) {
		spots[count].order = count;
		spots[count++].field = f;
	}
	qsort(spots, count, sizeof(*spots), by_name);
	for (size_t i = 1; i < count; i++)
		if (!strcmp(spots[i].field->name, spots[i - 1].field->name))
			wrong(check, spots[i].field->line,
			      "%s: duplicate field %s", check_name(check, reg),
			      spots[i].field->name);
	check_overlaps(check, reg, spots, count);
	free(spots);
	return 0;
}
