// SPDX-License-Identifier: GPL-2.0-or-later
#include "pager.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/base/child.h"
#include "common/base/text.h"
#include "terminal.h"

/* Leaves the alternate screen, and resets the keypad. */
#define LEAVE_SCREEN "\033[?1049l\033[?1l\033>"

/* Returns NULL for no pager. */
static const char *find_command(void)
{
	const char *command = secure_getenv("PAGER") ?: "less -R";
	char *name;
	bool there;

	command += strspn(command, " ");
	if (!*command || !strcmp(command, "cat"))
		return NULL;
	name = strndup(command, strcspn(command, " "));
	there = name && program_exists(name);
	free(name);
	return there ? command : NULL;
}

/* The pager replaces its shell, so that its own exit is seen. */
static int spawn(const char *command, int input, pid_t *child)
{
	char *line = text_format("exec %s", command);
	char *words[] = { "/bin/sh", "-c", line, NULL };
	int err = line ? child_start(words, input, NULL, child) : -ENOMEM;

	free(line);
	return err;
}

/* Returns the stream that the pager reads, or NULL if it cannot be started. */
static FILE *start(const char *command, pid_t *child)
{
	FILE *out = NULL;
	int ends[2];

	fflush(stdout);
	signal(SIGPIPE, SIG_IGN);
	if (pipe2(ends, O_CLOEXEC))
		return NULL;
	out = fdopen(ends[1], "w");
	if (out && spawn(command, ends[0], child)) {
		fclose(out);
		out = NULL;
	} else if (!out) {
		close(ends[1]);
	}
	close(ends[0]);
	return out;
}

bool pager_open(struct pager *pager, uint64_t lines, const struct output *out)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct winsize window;
	const char *command;

	/* Output that fits in the window needs no pager. */
	if (!terminal_shows(out) || terminal_is_dumb() ||
	    !isatty(STDIN_FILENO) ||
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) || !window.ws_row ||
	    lines < window.ws_row)
		return false;
	command = find_command();
	if (!command || tcgetattr(STDOUT_FILENO, &pager->modes))
		return false;
	pager->out = start(command, &pager->child);
	if (!pager->out)
		return false;
	setvbuf(pager->out, NULL, _IOLBF, 0);
	pager->messages = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	dup2(fileno(pager->out), STDERR_FILENO);
	sigaction(SIGINT, &ignore, &pager->interrupt);
	return true;
}

/* A pager that was killed does not restore the terminal. */
bool pager_close(struct pager *pager)
{
	bool left = ferror(pager->out);
	int status;

	dup2(pager->messages, STDERR_FILENO);
	close(pager->messages);
	fclose(pager->out);
	status = child_wait(pager->child);
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 128)
		fputs(LEAVE_SCREEN, stdout);
	tcsetattr(STDOUT_FILENO, TCSADRAIN, &pager->modes);
	sigaction(SIGINT, &pager->interrupt, NULL);
	return left;
}

void pager_print(const char *text, const struct output *out)
{
	struct pager pager;
	uint64_t lines = 0;

	for (const char *end = text; (end = strchr(end, '\n')); end++)
		lines++;
	if (!pager_open(&pager, lines, out)) {
		fputs(text, out->file);
		return;
	}
	fputs(text, pager.out);
	pager_close(&pager);
}
