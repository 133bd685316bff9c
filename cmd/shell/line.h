/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Input lines of the shell: from a person, with readline, or from a pipe. */
#ifndef UIO_CMD_SHELL_LINE_H
#define UIO_CMD_SHELL_LINE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "common/base/error.h"

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

/* Line editing and history, which need readline. */
#if WITH_READLINE

/**
 * edit_open() - prepare line editing
 *
 * Returns whether the library is available; if it is not, a message says so.
 */
bool edit_open(line_completer *completer);

/**
 * edit_line() - let a person edit a line; like lines_next()
 */
char *edit_line(struct lines *lines, const char *prompt);

/**
 * history_open() - load the lines of earlier shells
 *
 * Returns the file name, allocated, or NULL if the file cannot be written,
 * which is reported.
 */
char *history_open(void);

/**
 * history_keep() - add a line, and write it to the file at once
 * @path: from history_open()
 */
void history_keep(const char *path, const char *line);

/**
 * history_print() - print the lines that were kept, the latest last
 * @count: the maximum number of lines
 *
 * Returns 0, or -UIO_ENOLIB without line editing.
 */
int history_print(FILE *out, uint64_t count);

void history_close(char *path);

#else

static inline bool edit_open(line_completer *completer)
{
	(void)completer;
	return false;
}

static inline char *edit_line(struct lines *lines, const char *prompt)
{
	(void)lines, (void)prompt;
	return NULL;
}

static inline char *history_open(void)
{
	return NULL;
}

static inline void history_keep(const char *path, const char *line)
{
	(void)path, (void)line;
}

static inline int history_print(FILE *out, uint64_t count)
{
	(void)out, (void)count;
	return -UIO_ENOLIB;
}

static inline void history_close(char *path)
{
	(void)path;
}

#endif

#endif
