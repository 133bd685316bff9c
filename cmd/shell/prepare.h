/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Prepared commands: pokes and expects, the bulk of most scripts, are parsed
 * once although a block runs them many times. Special cases and errors are left
 * to the command itself.
 */
#ifndef UIO_CMD_SHELL_PREPARE_H
#define UIO_CMD_SHELL_PREPARE_H

#include "cmd/run/plan.h"
#include "shell.h"

#define PREPARED_STEPS 2
#define PREPARED_TEXT  128

/**
 * struct prepared - a command whose operands are resolved and checked
 * @steps: @count steps of a poke
 * @condition, @message: for an expect
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
 * Returns false unless it is a poke or an expect on the device in use, which
 * must be mapped, and has no options, quotes, variables or mistakes, and asks
 * no question. In a dry run the result is always false.
 */
bool shell_prepare(const struct shell *shell,
		   const struct script_command *command,
		   struct prepared *prepared);

/**
 * shell_prepare_block() - prepare all commands of a block
 *
 * Returns them in one piece, which the caller frees, or NULL. Only the
 * registers change from one turn of such a block to the next.
 */
struct prepared *shell_prepare_block(const struct shell *shell,
				     const struct script_command *body);

/*
 * Functions that prepare a command from the words after its name; see the table
 * of commands.
 */
bool prepare_poke(struct prepared *prepared, const struct script_word *words);
bool prepare_expect(struct prepared *prepared, const struct script_word *words);

#endif
