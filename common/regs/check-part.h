/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared definitions of the checks of a model. */
#ifndef UIO_REGS_CHECK_PART_H
#define UIO_REGS_CHECK_PART_H

#include "build.h"
#include "check.h"

/**
 * struct check - the check of a model
 * @notes: collects the findings, as a model under construction does
 */
struct check {
	const struct regs *regs;
	enum regs_overlaps overlaps;
	struct regs notes;
};

#define wrong(check, line, ...) \
	regs_note(&(check)->notes, line, true, __VA_ARGS__)

/**
 * check_name() - the name of a register or group for messages: all elements of
 * an array are `CH[*]`
 */
const char *check_name(const struct check *check, const struct reg *reg);

/* Only items of one class must not share bits. */
enum {
	CHECK_CLASSES = 3
};
extern const enum reg_access check_classes[CHECK_CLASSES];

/**
 * check_class() - the index of a kind of access in check_classes
 */
unsigned int check_class(enum reg_access access);

/**
 * are_halves() - whether one is for reading and the other for writing, so that
 * both can have the same bits
 */
static inline bool are_halves(enum reg_access a, enum reg_access b)
{
	return (a == REG_WO) != (b == REG_WO) && a != REG_RW && b != REG_RW;
}

/**
 * overlap_is_wrong() - whether an overlap is an error
 * @same: both have exactly the same bits
 */
static inline bool overlap_is_wrong(const struct check *check, bool same)
{
	return check->overlaps == REGS_OVERLAPS_WRONG ||
	       (check->overlaps == REGS_OVERLAPS_PARTLY_WRONG && !same);
}

/**
 * check_scale() - check the scale of a field or, without a field, of the
 * register
 */
void check_scale(struct check *check, const struct reg *reg,
		 const struct reg_field *field);

/**
 * check_fields() - check the fields of a register, and the names of their
 * values
 *
 * Returns 0 or -ENOMEM.
 */
int check_fields(struct check *check, const struct reg *reg);

#endif
