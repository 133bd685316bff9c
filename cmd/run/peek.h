/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading registers, once or over and over: the work of uio-peek. */
#ifndef UIO_CMD_RUN_PEEK_H
#define UIO_CMD_RUN_PEEK_H

#include "cmd/show/print.h"
#include "plan.h"

/**
 * struct peek_args - what uio-peek is called with
 * @base: from --base, 0 where it was not given
 * @typed: by a person, who gets a pager, and may end @watch with a key
 * @all: every register of the file is read, instead of operands
 * @watch: on a terminal each round takes the place of the one before
 * @rounds: how many; 0: without end
 * @round_ns: between two rounds
 * @interval_ns: between two reads of @until
 * @timeout_ns: of @until; CLOCK_NEVER for none
 * @output: a file for the bytes, or NULL
 * @until: a condition to wait for, or NULL
 * @dry_run: say what would be read, and read nothing
 */
struct peek_args {
	struct register_args registers;
	struct style style;
	unsigned int base;
	bool typed;
	bool all;
	bool json;
	bool watch;
	uint64_t rounds; /* 0: without end */
	uint64_t round_ns;
	uint64_t interval_ns;
	uint64_t timeout_ns;
	const char *output;
	const char *until;
	bool dry_run;
};

/**
 * peek_typed() - all of uio-peek for a person at the terminal: long output goes
 * through a pager, and a key ends --watch
 * @held, @argc, @argv: as for an applet
 */
int peek_typed(struct target *held, int argc, char **argv);

/**
 * peek_rounds() - read what the plan says, and print it, round by round
 *
 * Return, as all below, 0 or the exit status of an error that was reported.
 */
int peek_rounds(struct target *target, const struct plan *plan,
		const struct peek_args *args, const struct resolve_by *by);

/**
 * peek_page() - the same, through a pager if it is longer than the window
 */
int peek_page(struct target *target, const struct plan *plan,
	      const struct peek_args *args, const struct resolve_by *by);

/**
 * peek_show() - say what peek_rounds() would read, in one round
 */
int peek_show(const struct target *target, const struct plan *plan,
	      const struct peek_args *args, const struct resolve_by *by);

/**
 * peek_until() - read until a condition holds, and say how that went
 */
int peek_until(struct target *target, const struct peek_args *args,
	       const struct condition *condition);

/**
 * peek_unit() - read one unit of an access, by its index
 */
int peek_unit(struct target *target, const struct access *access,
	      uint64_t index, uint64_t *value);

#endif
