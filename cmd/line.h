/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines for the shell: from a person, with readline, or from a pipe. */
#ifndef UIO_LINE_H
#define UIO_LINE_H

#include <stdbool.h>
#include <stdio.h>

/**
 * line_completer - propose words, one a call
 * @line: what was typed before the cursor, that word with it
 * @start: what was typed of the word
 * @index: 0, 1, 2... until it returns NULL
 *
 * Returns an allocated word that begins with @start.
 */
typedef char *line_completer(const char *line, const char *start, int index);

/**
 * struct lines - where lines come from
 * @number: of the line read last, from 1
 * @interactive: a person types, and is prompted
 * @readline: with line editing
 * @dropped: Ctrl-C came before the line that was read last
 * @history: where the lines are kept, NULL for nowhere
 */
struct lines {
	unsigned int number;
	bool interactive;
	bool readline;
	bool dropped;
	char *history;
};

/**
 * lines_open() - read from standard input
 *
 * A person's lines are kept in $XDG_STATE_HOME/uio/history. Where that cannot
 * be written a warning says so, once, and nothing is kept.
 */
void lines_open(struct lines *lines, line_completer *completer);

/**
 * lines_next() - the next line, without its newline
 *
 * Returns an allocated string, or NULL at the end.
 */
char *lines_next(struct lines *lines, const char *prompt);

void lines_close(struct lines *lines);

#endif
