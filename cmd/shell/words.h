/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of a command. */
#ifndef UIO_CMD_SHELL_WORDS_H
#define UIO_CMD_SHELL_WORDS_H

#include "shell.h"

/**
 * shell_place() - a position in the source, for messages; allocated,
 * or NULL
 */
char *shell_place(const struct shell *shell, unsigned int line,
		  unsigned int column);

/**
 * shell_expand() - the words of a command, with the values of variables in them
 * @status: 0, or the exit status of an error that was reported
 *
 * Returns them and NULL after them, up to the count of the command; then, unless
 * there was an error, the words to run and NULL: those of an assignment are one, and
 * they may change their order. All is in one piece to be freed. What comes after an
 * error is NULL. Without memory, returns NULL.
 */
char **shell_expand(struct shell *shell, const struct script_command *command,
		    int *status);

/**
 * shell_join_assignments() - make one word of those of an assignment with blanks:
 * a sign, or an operator before or after a blank, joins them
 * @text: words up to @end, a NUL after each; a blank takes its place
 */
void shell_join_assignments(char *text, const char *end);

/**
 * shell_join() - words with blanks between them, as one allocated text; NULL
 * after a failure that was reported
 */
char *shell_join(int count, char *const *words);

/**
 * shell_quote() - the same, in quotes where a word would not be read as one again
 */
char *shell_quote(int count, char *const *words);

/**
 * shell_trace() - print a command before it runs
 */
void shell_trace(int count, char *const *words);

#endif
