// SPDX-License-Identifier: GPL-2.0-or-later
#include "record.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * There is one stdout for all that print, and so there is one record.
 * @shown: the stdout that this one stands in for; NULL while nothing is recorded
 * @text: the line so far, and whether part of it moves
 * @moving: how many that print say so now
 */
static struct {
	record_line *line;
	void *context;
	FILE *shown;
	bool show;
	FILE *text;
	char *buffer;
	size_t length;
	bool moves;
	unsigned int moving;
} record;

static void end_line(void)
{
	fputc('\0', record.text);
	fflush(record.text);
	record.line(record.context, record.buffer, record.moves);
	rewind(record.text);
	record.moves = false;
}

static void take(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		record.moves |= record.moving;
		if (bytes[i] == '\n')
			end_line();
		else
			fputc(bytes[i], record.text);
	}
}

/* Whoever printed learns at once that it could not be shown. */
static ssize_t write_both(void *cookie, const char *bytes, size_t size)
{
	(void)cookie;
	take(bytes, size);
	if (record.show && (fwrite(bytes, 1, size, record.shown) != size ||
			    fflush(record.shown)))
		return 0;
	return size;
}

int record_begin(record_line *line, void *context, bool show)
{
	static const cookie_io_functions_t functions = { .write = write_both };
	FILE *text = open_memstream(&record.buffer, &record.length);
	FILE *out = text ? fopencookie(NULL, "w", functions) : NULL;

	if (!out) {
		if (text)
			fclose(text);
		free(record.buffer);
		return -ENOMEM;
	}
	fflush(stdout);
	if (isatty(STDOUT_FILENO))
		setvbuf(out, NULL, _IOLBF, 0);
	record.line = line;
	record.context = context;
	record.show = show;
	record.text = text;
	record.shown = stdout;
	record.moving = 0;
	record.moves = false;
	stdout = out;
	return 0;
}

void record_end(void)
{
	if (!record.shown)
		return;
	fclose(stdout);
	stdout = record.shown;
	record.shown = NULL;
	if (ftell(record.text) > 0)
		end_line();
	fclose(record.text);
	free(record.buffer);
	record.buffer = NULL;
}

bool record_is_on(void)
{
	return record.shown;
}

/* What was printed before is handed on as what it was then. */
static void set_moving(unsigned int moving)
{
	if (!record.shown)
		return;
	fflush(stdout);
	record.moving = moving;
}

void moving_begin(bool moves)
{
	if (moves)
		set_moving(record.moving + 1);
}

void moving_end(bool moves)
{
	if (moves)
		set_moving(record.moving - 1);
}
