/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing registers: the work of uio-poke, done or only shown. */
#ifndef UIO_CMD_RUN_POKE_H
#define UIO_CMD_RUN_POKE_H

#include "plan.h"

/**
 * struct poke_args - what uio-poke is called with
 * @expect: conditions that must hold before the first write
 * @input: a file whose bytes are written, or NULL
 * @pad: its last unit is filled up with zeros
 * @from: what partial writes start from, instead of a read, if @has_from
 * @delay_ns: between two writes
 */
struct poke_args {
	struct register_args registers;
	struct option_texts expect;
	const char *input;
	bool pad;
	bool verify;
	bool dry_run;
	bool has_from;
	uint64_t from;
	uint64_t delay_ns;
};

/**
 * poke_plan() - read the operands of @args and hold them against a region
 * @joined: is set where OPERAND VALUE was typed; the plan borrows from it, and
 *          it is to be freed behind the plan
 *
 * Returns 0, or the exit status of an error that was reported. Free with
 * plan_free() in either case.
 */
int poke_plan(struct plan *plan, const struct target *target,
	      const struct poke_args *args, const struct resolve_by *by,
	      char **joined);

/**
 * poke_plan_input() - read the file of --input, and make it the one step of a
 * plan: its operand says where the file begins, and may say how long it is
 * @bytes: of the file, allocated; to be freed also after a failure
 *
 * No more is read than fits in the region, and one byte. Returns as poke_plan().
 */
int poke_plan_input(struct plan *plan, const struct target *target,
		    const struct poke_args *args, const struct resolve_by *by,
		    unsigned char **bytes);

/**
 * poke_objection() - the reason of a register file against a write; --force asks
 * for none
 *
 * Returns NULL where there is none.
 */
const char *poke_objection(const struct resolved *found,
			   const struct resolve_by *by,
			   const struct poke_args *args);

/**
 * poke_check() - hold a plan against what the register file advises
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int poke_check(const struct target *target, const struct plan *plan,
	       const struct resolve_by *by, const struct poke_args *args);

/**
 * poke_write() - do what the plan says, or show it where that is asked
 * @bytes: of @input, as they are to be in memory; else NULL
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int poke_write(struct target *target, const struct plan *plan,
	       const struct resolve_by *by, const struct poke_args *args,
	       const unsigned char *bytes);

/**
 * poke_expect() - read what a condition is about
 * @text: the condition, for the message
 *
 * Returns 0, or the exit status of an error that was reported:
 * EXIT_CHECK_FAILED where it does not hold.
 */
int poke_expect(struct target *target, const char *text,
		const struct condition *condition);

#endif
