/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Prepared commands: pokes and expects, the bulk of most scripts, are parsed once
 * although a block runs them many times. Special cases and errors are left to the
 * command itself.
 */
#ifndef UIO_CMD_SHELL_PREPARE_H
#define UIO_CMD_SHELL_PREPARE_H

#include "cmd/run/plan.h"
#include "shell.h"

#define PREPARED_STEPS 2
#define PREPARED_TEXT  128

/**
 * struct prepared - a command whose operands are resolved and checked
 * @steps: @count of them, of a poke
 * @condition, @message: of an expect
 * @text: its operands, for messages
 */
struct prepared {
	int (*run)(struct prepared *prepared);
	struct target *target;
	struct resolve_context by;
	struct step steps[PREPARED_STEPS];
	size_t count;
	struct condition condition;
	const char *message;
	char text[PREPARED_TEXT];
};

/**
 * shell_prepare() - resolve and check the operands of a command
 *
 * Returns false unless it is a poke or an expect of the device in use, which is
 * mapped: not in a dry run. It has no options, quotes, variables or mistakes.
 */
bool shell_prepare(const struct shell *shell,
		   const struct script_command *command,
		   struct prepared *prepared);

/**
 * shell_prepare_block() - the same with all commands of a block
 *
 * Returns them in one piece, to be freed, or NULL. Nothing but the registers
 * changes from one turn of such a block to the next.
 */
struct prepared *shell_prepare_block(const struct shell *shell,
				     const struct script_command *body);

/* Prepare a command from the words after its name; see the table of commands. */
bool prepare_poke(struct prepared *prepared, const struct script_word *words);
bool prepare_expect(struct prepared *prepared, const struct script_word *words);

#endif
