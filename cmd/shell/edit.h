/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Line editing and history, which need readline; empty in a build without it.
 */
#ifndef UIO_CMD_SHELL_EDIT_H
#define UIO_CMD_SHELL_EDIT_H

#include <stdint.h>
#include <stdio.h>

#include "common/base/error.h"
#include "line.h"

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
