/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of a command. */
#ifndef UIO_CMD_SHELL_WORDS_H
#define UIO_CMD_SHELL_WORDS_H

#include "shell.h"

/**
 * shell_place() - describe a position in the source, for messages; allocated,
 * or NULL
 */
char *shell_place(const struct shell *shell, unsigned int line,
		  unsigned int column);

/**
 * struct expansion - the words of a command, with the values of variables in
 * them
 * @words: the words as they were written, and NULL; allocated, in one piece with
 *         the others
 * @run: the words to run, where those of an assignment are joined, and NULL;
 *       their order may change
 * @count: number of words to run
 * @called: the command of the table that they call; NULL for a short form
 */
struct expansion {
	char **words;
	char **run;
	int count;
	const struct shell_command *called;
};

/**
 * shell_expand() - make the words of a command
 *
 * Returns 0, or the exit status of an error that was reported. After an error
 * @run is NULL, and so are the remaining words; @words itself is NULL if memory
 * is short. The caller frees @words.
 */
int shell_expand(struct shell *shell, const struct script_command *command,
		 struct expansion *line);

/**
 * shell_join_assignments() - join the words of an assignment that was typed
 * with blanks: before or after a blank, a sign or an operator joins them
 * @text: words up to @end, a NUL after each; a blank takes its place
 */
void shell_join_assignments(char *text, const char *end);

/**
 * shell_join() - join words with blanks between them, as one allocated text;
 * NULL after a failure that was reported
 * shell_quote() - join words like shell_join(), with quotes around words that
 * would not be read as one again
 */
char *shell_join(int count, char *const *words);
char *shell_quote(int count, char *const *words);

#endif
