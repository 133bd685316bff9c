// SPDX-License-Identifier: GPL-2.0-or-later
#include "line.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/stop.h"

void lines_open(struct lines *lines, line_completer *completer)
{
	*lines = (struct lines){
		.notify.fd = -1,
		.interactive = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO),
	};
	if (!lines->interactive || !edit_open(completer))
		return;
	lines->readline = true;
	lines->history = history_open();
}

static char *plain_line(struct lines *lines, const char *prompt)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	int sig;

	if (lines->interactive) {
		fputs(prompt, stdout);
		fflush(stdout);
	}
	length = getline(&line, &size, stdin);
	if (length >= 0) {
		if (length && line[length - 1] == '\n')
			line[--length] = '\0';
		if (lines->interactive || strlen(line) == (size_t)length)
			return line;
		free(line);
		lines->err = -UIO_ESYNTAX;
		return NULL;
	}
	if (!lines->interactive && !feof(stdin) && errno != EINTR)
		lines->err = -errno;
	free(line);
	sig = lines->interactive ? stop_take() : 0;
	if (sig != SIGINT) {
		lines->signal = sig;
		return NULL;
	}
	/* Ctrl-C drops the line that the terminal itself has kept. */
	clearerr(stdin);
	putchar('\n');
	lines->dropped = true;
	return strdup("");
}

char *lines_next(struct lines *lines, const char *prompt)
{
	int sig = lines->interactive ? stop_take() : 0;
	char *notices, *line;

	lines->number++;
	lines->dropped = false;
	/* The signal that ended the last command may have to end the shell. */
	lines->signal = sig == SIGINT ? 0 : sig;
	if (lines->signal)
		return NULL;
	if (lines->notify.fd >= 0) {
		notices = lines->notify.take(lines->notify.data);
		fputs(notices ?: "", stdout);
		free(notices);
	}
	line = lines->readline ? edit_line(lines, prompt)
			       : plain_line(lines, prompt);
	if (line && lines->readline)
		history_keep(lines->history, line);
	if (!line && lines->interactive && !lines->signal)
		putchar('\n');
	return line;
}

void lines_close(struct lines *lines)
{
	if (lines->readline)
		history_close(lines->history);
}
