/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing of registers. */
#ifndef UIO_CMD_RUN_WRITE_H
#define UIO_CMD_RUN_WRITE_H

#include "plan.h"
#include "registers.h"

/**
 * struct write_request - which registers to write
 * @pair: the operands are an operand and its value
 * @expect: conditions that must hold before the first write
 * @input: a file whose bytes are written, or NULL
 * @pad: fill up its last unit with zeros
 * @from: the value that partial writes start from, instead of a read, if
 *        @has_from
 * @delay_ns: time between two writes
 * @dry_run: print the accesses without making them; @json: as JSON
 * @typed: a person has typed it, who is asked before a long fill
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
 * run_write() - carry out a write request
 * @data: a struct write_request
 *
 * Returns, like all functions below, 0 or the exit status of an error that was
 * reported.
 */
int run_write(struct target *target, const void *data);

/**
 * struct content - the bytes of --input in the order of memory
 * @bytes: @size bytes, allocated
 * @padded: the size including the bytes that fill up the last unit
 * @more: the file has more bytes, which are not read
 */
struct content {
	unsigned char *bytes;
	uint64_t size;
	uint64_t padded;
	bool more;
};

/**
 * write_plan_input() - read the file of --input, and make it the only step of a
 * plan: its operand is the offset of the file's first byte, and may specify the
 * length
 * @content: @bytes must be freed also after a failure
 *
 * At most as many bytes are read as fit in the region, and one more. Free the
 * plan with plan_free() in either case.
 */
int write_plan_input(struct plan *plan, const struct target *target,
		     const struct write_request *request,
		     const struct resolve_context *by, struct content *content);

/**
 * write_objection() - the reason of a register file against a write; NULL if
 * there is none, or if --force overrides it
 */
const char *write_objection(const struct resolved *found,
			    const struct resolve_context *by,
			    const struct write_request *request);

/**
 * write_check() - check a plan against the advice of the register file
 */
int write_check(const struct target *target, const struct plan *plan,
		const struct resolve_context *by,
		const struct write_request *request);

/**
 * write_long_fill() - the number of bytes that the ranges of a plan fill, if a
 * person who typed it has to confirm that many; else 0
 */
uint64_t write_long_fill(const struct plan *plan);

/**
 * write_plan() - make the writes of a plan that was checked
 * @bytes: the bytes of --input; else NULL
 */
int write_plan(struct target *target, const struct plan *plan,
	       const struct resolve_context *by,
	       const struct write_request *request, const unsigned char *bytes);

/**
 * read_condition() - read the operand of a condition once
 * @reading: known, but unused, if the condition is about a value
 */
int read_condition(struct target *target, const struct condition *condition,
		   struct reading *reading);

/**
 * check_condition() - read the operand of a condition once, and report a
 * condition that does not hold; a dry run only prints the read
 * @text: the condition, for the message
 * @message: precedes the error; may be NULL
 *
 * Returns EXIT_CHECK_FAILED if it does not hold.
 */
int check_condition(struct target *target, const char *text,
		    const struct condition *condition, const char *message);

#endif
