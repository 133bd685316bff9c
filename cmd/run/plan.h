/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans accesses from operands: all operands are checked before the first access. */
#ifndef UIO_CMD_RUN_PLAN_H
#define UIO_CMD_RUN_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "common/base/arena.h"
#include "common/lang/condition.h"
#include "common/lang/resolve.h"
#include "request.h"
#include "target.h"

/**
 * struct plan - the steps of one command, in the order in which they were given
 * @steps: @count steps, and room for @room
 * @end: the offset after the last byte that they access
 * @several: an operand was a group or a pattern, which became several steps
 * @texts: the operands of these steps
 */
struct plan {
	struct step *steps;
	size_t count;
	size_t room;
	uint64_t end;
	bool several;
	struct arena *texts;
};

/**
 * plan_prepare() - choose the region, and load the register file if there is
 * one: it also says which accesses plain offsets must avoid
 * @needed: the command needs the file even if no operand of @args is a name
 * @by: the context to resolve operands with, for plan_make()
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int plan_prepare(struct target *target, const struct register_request *args,
		 bool needed, struct resolve_context *by);

/**
 * plan_make() - parse operands and check them against a region, without any
 * access
 * @assign: each operand must be an assignment; otherwise none may be one
 *
 * A group or a pattern becomes a step for each register that it names, each
 * with an operand of its own.
 *
 * Returns 0, or the exit status of an error that was reported. Free with
 * plan_free() in either case.
 */
int plan_make(struct plan *plan, const struct target *target,
	      const struct resolve_context *by, bool assign, char **texts,
	      size_t count);

/**
 * plan_request() - make a plan from the operands of a request
 */
int plan_request(struct plan *plan, const struct target *target,
		 const struct resolve_context *by, bool assign,
		 const struct register_request *request);

/**
 * plan_all() - make a plan of all registers of the register file, as if each
 * had been typed, but with only one of several views of a register
 *
 * A register outside of the region is reported, and left out. Returns the same
 * as plan_make(), and is freed in the same way.
 */
int plan_all(struct plan *plan, const struct target *target,
	     const struct resolve_context *by);

/**
 * plan_leave_out() - drop the steps of dumps that the caller does not need
 * @useful: whether a register must be kept
 */
void plan_leave_out(struct plan *plan, bool (*useful)(const struct reg *reg));

/**
 * plan_single() - refuse a plan that was made of a group or a pattern
 * @text: the only operand
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int plan_single(const struct plan *plan, const struct target *target,
		const char *text);

/**
 * plan_extend() - extend a plan of one register to a range
 * @bytes: the length of the range, which begins with the register
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int plan_extend(struct plan *plan, const struct target *target,
		const struct resolve_context *by, uint64_t bytes);

/**
 * plan_open() - choose the region, load the register file if an operand needs
 * it, make a plan of reads, and make the region accessible
 *
 * Returns the same as plan_make(), and is freed in the same way.
 */
int plan_open(struct plan *plan, struct target *target,
	      const struct register_request *request,
	      struct resolve_context *by);

void plan_free(struct plan *plan);

/**
 * plan_condition() - read and resolve a condition for --until or --expect
 */
int plan_condition(const struct target *target,
		   const struct resolve_context *by, const char *text,
		   struct condition *condition);

/**
 * plan_has_names() - whether any of these texts begins as a name does
 */
bool plan_has_names(char **texts, size_t count);

#endif
