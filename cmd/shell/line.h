/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Input lines of the shell: from a person, with readline, or from a pipe. */
#ifndef UIO_CMD_SHELL_LINE_H
#define UIO_CMD_SHELL_LINE_H

#include <stdbool.h>

/**
 * line_completer - propose words for the one at the cursor
 * @line: the text before the cursor, including that word
 * @start: the text of the word so far, without an open quote
 *
 * Returns an allocated text with one word per line that begins with @start, or
 * NULL.
 */
typedef char *line_completer(const char *line, const char *start);

/**
 * struct line_notify - notices that may come while a line is typed
 * @fd: readable when there may be a notice; -1 for never
 * @take: returns the notices as allocated lines, or NULL; it reads @fd empty
 */
struct line_notify {
	int fd;
	char *(*take)(void *data);
	void *data;
};

/**
 * struct lines - the source of lines
 * @number: number of the line that was read last, from 1
 * @interactive: a person types, and gets a prompt
 * @readline: with line editing
 * @dropped: Ctrl-C came before the line that was read last
 * @signal: the signal that ended the lines, or 0
 * @err: a negative errno that ended them, unless a person types, or 0;
 *       -UIO_ESYNTAX for a line that contains a NUL byte
 * @history: the file that keeps the lines, or NULL
 * @notify: notices that are printed above the prompt
 */
struct lines {
	unsigned int number;
	bool interactive;
	bool readline;
	bool dropped;
	int signal;
	int err;
	char *history;
	struct line_notify notify;
};

/**
 * lines_open() - begin to read from standard input
 *
 * A person's lines are kept in $XDG_STATE_HOME/uio/history. If that file cannot
 * be written, a warning is printed once, and nothing is kept.
 */
void lines_open(struct lines *lines, line_completer *completer);

/**
 * lines_next() - read the next line, without its newline
 *
 * Returns an allocated string, or NULL at the end, or after a signal other than
 * SIGINT that asks to stop.
 */
char *lines_next(struct lines *lines, const char *prompt);

void lines_close(struct lines *lines);

#endif
