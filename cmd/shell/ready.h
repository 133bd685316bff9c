/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pokes and expects of which all is worked out but the accesses. Scripts are
 * mostly made of them, and blocks repeat them: so they come by a short way, and
 * what is special about one, or wrong with it, is left to the command itself.
 */
#ifndef UIO_CMD_SHELL_READY_H
#define UIO_CMD_SHELL_READY_H

#include "cmd/run/plan.h"
#include "shell.h"

#define READY_STEPS 2
#define READY_TEXT  128

/**
 * struct ready - such a command
 * @steps: @count of them, of a poke
 * @condition: of an expect
 * @text: its operands, for messages
 */
struct ready {
	int (*run)(struct ready *ready);
	struct target *target;
	struct resolve_context by;
	struct step steps[READY_STEPS];
	size_t count;
	struct condition condition;
	char text[READY_TEXT];
};

/**
 * shell_ready() - make a command ready
 * @text: a script; the command is what it begins with
 *
 * Returns where the command ends, or NULL unless it is a poke or an expect of
 * the device in use, which is mapped: not in a dry run. It has no options, quotes,
 * variables or mistakes.
 */
const char *shell_ready(const struct shell *shell, const char *text,
			struct ready *ready);

/**
 * shell_ready_block() - make all commands of a block ready
 *
 * Returns them in one piece, to be freed, or NULL. Nothing but the registers
 * changes from one turn of such a block to the next.
 */
struct ready *shell_ready_block(const struct shell *shell,
				const struct script_command *body);

/* By the lines of the table that have it: from the words behind the name. */
const char *ready_poke(struct ready *ready, const char *words);
const char *ready_expect(struct ready *ready, const char *words);

#endif
