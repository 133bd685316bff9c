// SPDX-License-Identifier: GPL-2.0-or-later
/* Whole script files: all of a file is parsed before any of it runs. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/run/files.h"
#include "cmd/show/report.h"
#include "common/base/text.h"
#include "shell.h"

/* The limit stops a file that runs itself. */
#define DEPTH_MAX 32

int shell_read_file(const char *path, char **text)
{
	const char *name = input_name(path);
	FILE *in = input_open(path);
	size_t size = 0;
	ssize_t length;
	int status = 0;

	*text = NULL;
	if (!in)
		return fail(-errno, name, "%s", strerror(errno));
	length = getdelim(text, &size, '\0', in);
	/*
	 * If memory is short, neither the error nor the end of the stream is
	 * set.
	 */
	if (!*text || (length < 0 && !feof(in)))
		status = fail(-errno, name, "%s", strerror(errno));
	else if (length > 0 && !(*text)[length - 1])
		status = fail(-UIO_ESYNTAX, name,
			      "the file contains a NUL byte");
	else if (length <= 0)
		**text = '\0';
	input_close(in);
	if (status)
		free(*text);
	return status;
}

int shell_run_file(struct shell *shell, const char *path)
{
	char *text;
	int status = shell_read_file(path, &text);

	if (status)
		return status;
	status = shell_run_text(shell, text, 1);
	free(text);
	return status;
}

int shell_source(struct shell *shell, int count, char **words)
{
	const char *source = shell->source;
	int status;

	(void)count;
	if (shell->depth == DEPTH_MAX)
		return fail(-UIO_ESYNTAX, words[1],
			    "files are nested more than %d deep", DEPTH_MAX);
	shell->depth++;
	shell->source = input_name(words[1]);
	status = shell_run_file(shell, words[1]);
	shell->source = source;
	shell->depth--;
	return status;
}

void shell_run_startup(struct shell *shell)
{
	char *path =
		text_user_path("XDG_CONFIG_HOME", ".config", "uio/shellrc");
	bool keep_going = shell->keep_going;

	if (path && !access(path, F_OK)) {
		shell->source = path;
		shell->keep_going = true;
		shell_run_file(shell, path);
		shell->keep_going = keep_going;
		shell->source = NULL;
	}
	free(path);
}
