// SPDX-License-Identifier: GPL-2.0-or-later
#include "pager.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/base/program.h"
#include "common/base/text.h"
#include "terminal.h"

/* Leaves the alternate screen, and resets the keypad. */
#define LEAVE_SCREEN "\033[?1049l\033[?1l\033>"

/* Returns NULL for no pager. */
static const char *find_command(void)
{
	const char *command = getenv("PAGER") ?: "less -R";
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

static bool fits(uint64_t lines, const struct output *out)
{
	struct winsize window = { 0 };

	return !terminal_shows(out) || terminal_is_dumb() ||
	       !isatty(STDIN_FILENO) ||
	       ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) || !window.ws_row ||
	       lines < window.ws_row;
}

/*
 * The pager starts with default signal handling, and replaces its shell, so that
 * its own exit is seen.
 */
static FILE *start(const char *command)
{
	char *line = text_format("exec %s", command);
	FILE *program;

	fflush(stdout);
	signal(SIGPIPE, SIG_DFL);
	program = line ? popen(line, "we") : NULL;
	signal(SIGPIPE, SIG_IGN);
	free(line);
	return program;
}

bool pager_open(struct pager *pager, uint64_t lines, const struct output *out)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	const char *command = fits(lines, out) ? NULL : find_command();

	if (!command || tcgetattr(STDOUT_FILENO, &pager->modes))
		return false;
	pager->out = start(command);
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
	status = pclose(pager->out);
	if (status < 0 || !WIFEXITED(status) || WEXITSTATUS(status) > 128)
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
