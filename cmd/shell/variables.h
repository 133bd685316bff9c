/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Variables of the shell. */
#ifndef UIO_CMD_SHELL_VARIABLES_H
#define UIO_CMD_SHELL_VARIABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct shell;

/**
 * struct variable - a number, or a word of `for`, with a name
 * @text: the word (borrowed); NULL for a number
 * @open: it fits the width that it is written in, as ~0 does
 * @unknown: it was read from a register in a dry run, which reads nothing
 * @is_volatile: it was read from a register that changes by itself
 * @undecided: it was set by a command that may not run
 */
struct variable {
	struct variable *next;
	char *name;
	uint64_t value;
	const char *text;
	bool open;
	bool unknown;
	bool is_volatile;
	bool undecided;
};

/**
 * variable_find() - find a variable, or return NULL
 * @name: @length characters
 */
const struct variable *variable_find(const struct shell *shell,
				     const char *name, size_t length);
void variables_free(struct shell *shell);
bool variable_is_name(const char *text);

/**
 * variable_push(), variable_pop() - add a variable while a block runs; it hides
 * one of the same name
 * @variable: borrowed
 */
void variable_push(struct shell *shell, struct variable *variable);
void variable_pop(struct shell *shell, const struct variable *variable);

/**
 * variables_put() - write the commands that restore a variable and those that
 * are older
 * @v: NULL for none
 */
void variables_put(const struct variable *v, FILE *out);

/**
 * variables_forget() - make variables unknown that were set while @undecided
 */
void variables_forget(struct shell *shell);

#endif
