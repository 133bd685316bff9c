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

bool terminal_confirm(const char *question, ...)
{
	char *answer = NULL;
	size_t size = 0;
	va_list args;
	bool yes;

	va_start(args, question);
	vfprintf(stderr, question, args);
	va_end(args);
	fputs(" [y/N] ", stderr);
	yes = getline(&answer, &size, stdin) > 0 &&
	      (!strcasecmp(answer, "y\n") || !strcasecmp(answer, "yes\n"));
	free(answer);
	clearerr(stdin);
	return yes;
}
