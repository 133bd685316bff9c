/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Input lines of the shell: from a person, with readline, or from a pipe. */
#ifndef UIO_CMD_SHELL_LINE_H
#define UIO_CMD_SHELL_LINE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/**
 * line_completer - propose words for the one at the cursor
 * @line: what was typed before the cursor, that word with it
 * @start: what was typed of the word, without an open quote
 *
 * Returns an allocated text, a word that begins with @start a line, or NULL.
 */
typedef char *line_completer(const char *line, const char *start);

/**
 * struct line_notify - what may happen while a line is typed
 * @fd: there may be some when it can be read; -1 for never
 * @tell: returns the news as allocated lines, or NULL; it reads @fd
 *        empty
 */
struct line_notify {
	int fd;
	char *(*tell)(void *data);
	void *data;
};

/**
 * struct lines - where lines come from
 * @number: of the line read last, from 1
 * @interactive: a person types, and is prompted
 * @readline: with line editing
 * @dropped: Ctrl-C came before the line that was read last
 * @signal: that ended the lines, or 0
 * @err: a negative errno that ended them, where no person types, or 0
 * @history: where the lines are kept, NULL for nowhere
 * @news: said above the prompt
 */
struct lines {
	unsigned int number;
	bool interactive;
	bool readline;
	bool dropped;
	int signal;
	int err;
	char *history;
	struct line_notify news;
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
 * Returns an allocated string, or NULL at the end, or after a signal other than
 * SIGINT, which stop_request() is to have caught.
 */
char *lines_next(struct lines *lines, const char *prompt);

/**
 * lines_print() - print the lines that were kept, the latest last
 * @count: of them, at most
 *
 * Returns 0, or -UIO_ENOLIB if there is no line editing.
 */
int lines_print(FILE *out, uint64_t count);

void lines_close(struct lines *lines);

#endif
