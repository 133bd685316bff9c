/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing of registers. */
#ifndef UIO_CMD_RUN_WRITE_H
#define UIO_CMD_RUN_WRITE_H

#include "plan.h"
#include "registers.h"

/**
 * struct write_request - what is to be written
 * @pair: the operands are an operand and its value
 * @expect: conditions that must hold before the first write
 * @input: a file whose bytes are written, or NULL
 * @pad: its last unit is filled up with zeros
 * @from: what partial writes start from, instead of a read, if @has_from
 * @delay_ns: between two writes
 * @dry_run: print the accesses, and touch nothing; @json: as JSON
 * @typed: by a person, who is asked before a long fill
 */
struct write_request {
	struct register_request registers;
	bool pair;
	struct strings expect;
	const char *input;
	bool pad;
	bool verify;
	bool dry_run;
	bool typed;
	bool json;
	bool has_from;
	uint64_t from;
	uint64_t delay_ns;
};

/**
 * run_write() - do what is asked
 * @request: a struct write_request
 *
 * Returns, as all below, 0 or the exit status of an error that was reported.
 */
int run_write(struct target *target, const void *request);

/**
 * struct content - the bytes of --input, as they are to be in memory
 * @bytes: @size of them, allocated
 * @padded: the same with what fills up the last unit
 * @more: the file has more than that, which are not read
 */
struct content {
	unsigned char *bytes;
	uint64_t size;
	uint64_t padded;
	bool more;
};

/**
 * write_plan_input() - read the file of --input, and make it the one step of a
 * plan: its operand says where the file begins, and may say how long it is
 * @content: @bytes are to be freed also after a failure
 *
 * No more is read than fits in the region, and one byte. Free the plan with
 * plan_free() in either case.
 */
int write_plan_input(struct plan *plan, const struct target *target,
		     const struct write_request *request,
		     const struct resolve_context *by, struct content *content);

/**
 * write_objection() - the reason of a register file against a write; NULL where
 * there is no reason, or --force asks for none
 */
const char *write_objection(const struct resolved *found,
			    const struct resolve_context *by,
			    const struct write_request *request);

/**
 * write_check() - hold a plan against what the register file advises
 */
int write_check(const struct target *target, const struct plan *plan,
		const struct resolve_context *by,
		const struct write_request *request);

/**
 * write_plan() - write what a plan that was checked says
 * @bytes: of --input; else NULL
 */
int write_plan(struct target *target, const struct plan *plan,
	       const struct resolve_context *by,
	       const struct write_request *request, const unsigned char *bytes);

/**
 * read_condition() - read what a condition is about, once
 * @reading: known, and nothing, where that is a value
 */
int read_condition(struct target *target, const struct condition *condition,
		   struct reading *reading);

/**
 * check_condition() - the same, and see whether it holds; a dry run does not
 * @text: the condition, for the message
 * @message: precedes the error; NULL for none
 *
 * Returns EXIT_CHECK_FAILED where it does not hold.
 */
int check_condition(struct target *target, const char *text,
		    const struct condition *condition, const char *message);

#endif
