/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading of registers: once, repeatedly, or until a condition holds. */
#ifndef UIO_CMD_RUN_READ_H
#define UIO_CMD_RUN_READ_H

#include "cmd/show/print.h"
#include "plan.h"

/**
 * struct read_request - what is to be read, and how it is shown
 * @base: to print values in
 * @typed: by a person, who gets a pager, and may end @watch with a key
 * @all: every register of the file is read, instead of operands
 * @decode: print the fields of registers
 * @csv: print a line of names, and one of values for each round
 * @watch: on a terminal each round takes the place of the one before
 * @changes: rounds after the first print what changed
 * @rounds: how many; 0: without end
 * @round_ns: between two rounds
 * @interval_ns: between two reads of @until
 * @timeout_ns: of @until; CLOCK_NEVER for none
 * @output: a file for the bytes, or NULL
 * @until: a condition to wait for, or NULL
 */
struct read_request {
	struct register_request registers;
	int base;
	bool typed;
	bool all;
	bool decode;
	bool json;
	bool csv;
	bool watch;
	bool changes;
	uint64_t rounds;
	uint64_t round_ns;
	uint64_t interval_ns;
	uint64_t timeout_ns;
	const char *output;
	const char *until;
};

/**
 * read_defaults() - a request to read once, before its operands are known
 */
struct read_request read_defaults(const struct context *context);

/**
 * run_read() - do what is asked
 * @request: a struct read_request
 *
 * Returns, as all below, 0 or the exit status of an error that was reported.
 */
int run_read(struct target *target, const void *request);

/**
 * read_rounds() - read what the plan says, and print it, round by round
 * @style: how; its colour is for rounds after the first
 */
int read_rounds(struct target *target, const struct plan *plan,
		const struct read_request *request,
		const struct resolve_context *by, const struct style *style);

/**
 * read_until() - read until a condition holds, and print how that went
 */
int read_until(struct target *target, const struct read_request *request,
	       const struct condition *condition);

#endif
