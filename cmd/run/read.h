/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading of registers: once, repeatedly, or until a condition holds. */
#ifndef UIO_CMD_RUN_READ_H
#define UIO_CMD_RUN_READ_H

#include "cmd/show/print.h"
#include "plan.h"

/**
 * struct read_request - which registers to read, and how to print them
 * @base: base of printed values
 * @typed: a person has typed it, who gets a pager, and may end @watch with a
 *         key
 * @all: read every register of the file, instead of operands
 * @decode: print the fields of registers
 * @csv: print a line of names, and one of values for each round
 * @watch: on a terminal each round replaces the previous one
 * @changes: rounds after the first print only changes
 * @rounds: number of rounds; 0 for no limit
 * @repeated: the rounds are numbered or watched, even if there is only one
 * @round_ns: time between two rounds
 * @interval_ns: time between two reads of @until
 * @timeout_ns: time limit for @until; CLOCK_NEVER for none
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
	bool repeated;
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
 * run_read() - carry out a read request
 * @data: a struct read_request
 *
 * Returns, like all functions below, 0 or the exit status of an error that was
 * reported.
 */
int run_read(struct target *target, const void *data);

/**
 * read_rounds() - read the registers of the plan, and print them, round by
 * round
 * @style: how to print; its colour is for rounds after the first
 */
int read_rounds(struct target *target, const struct plan *plan,
		const struct read_request *request,
		const struct resolve_context *by, const struct style *style);

/**
 * read_dry() - print the accesses of one round without making them
 */
int read_dry(struct target *target, const struct plan *plan,
	     const struct read_request *request,
	     const struct resolve_context *by);

/**
 * read_until() - read until a condition holds, and print the outcome
 */
int read_until(struct target *target, const struct read_request *request,
	       const struct condition *condition);

#endif
