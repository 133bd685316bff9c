// SPDX-License-Identifier: GPL-2.0-or-later
#include "terminal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "common/base/number.h"

bool terminal_is_dumb(void)
{
	const char *term = getenv("TERM");

	return term && !strcmp(term, "dumb");
}

static bool allows_colour(void)
{
	const char *no_color = getenv("NO_COLOR");

	return !(no_color && *no_color) && !terminal_is_dumb();
}

bool terminal_shows(const struct output *out)
{
	return !out->record && isatty(STDOUT_FILENO);
}

bool terminal_has_colour(const struct output *out)
{
	return terminal_shows(out) && allows_colour();
}

bool terminal_has_bars(void)
{
	return isatty(STDERR_FILENO) && allows_colour();
}

/* COLUMNS may be the only source of the width of a serial terminal. */
unsigned int terminal_columns(void)
{
	const char *variable = getenv("COLUMNS");
	struct winsize size;
	uint64_t number;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		return 80;
	if (size.ws_col)
		return size.ws_col;
	if (variable && !number_parse(variable, &number) && number <= 1000)
		return number;
	return 80;
}

/*
 * What was typed before the question, while readline had the terminal, may have
 * several lines, each with a carriage return at its end. Reading byte by byte
 * leaves the others to the next question and to readline.
 */
char *terminal_answer(void)
{
	char *answer = NULL, byte;
	size_t length = 0;
	FILE *line = open_memstream(&answer, &length);
	ssize_t got = 0;

	while (line && (got = read(STDIN_FILENO, &byte, 1)) > 0 &&
	       byte != '\n' && byte != '\r')
		fputc(byte, line);
	if (line)
		fclose(line);
	if (got > 0 || length)
		return answer;
	free(answer);
	return NULL;
}

bool terminal_confirm(const char *question, ...)
{
	char *answer;
	va_list args;
	bool yes;

	va_start(args, question);
	vfprintf(stderr, question, args);
	va_end(args);
	fputs(" [y/N] ", stderr);
	answer = terminal_answer();
	yes = answer &&
	      (!strcasecmp(answer, "y") || !strcasecmp(answer, "yes"));
	free(answer);
	return yes;
}
