// SPDX-License-Identifier: GPL-2.0-or-later
#include "line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib.h"
#include "report.h"
#include "sysfs.h"
#include "target.h"

#if WITH_READLINE

#define HISTORY_LINES 1000

static line_completer *propose;

static char *next_match(const char *text, int state)
{
	static int index;
	const char *buffer = *lib_readline()->rl_line_buffer;
	char *line = strndup(buffer, *lib_readline()->rl_point);
	char *match = NULL;

	/* readline's state is only 0 at first, and not 0 then. */
	index = state ? index + 1 : 0;
	if (line)
		match = propose(line, text, index);
	free(line);
	return match;
}

static char **complete(const char *text, int start, int end)
{
	const struct lib_readline *lib = lib_readline();

	(void)start;
	(void)end;
	*lib->rl_attempted_completion_over = 1;
	return lib->rl_completion_matches(text, next_match);
}

static char *history_path(void)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");

	if (state && *state == '/')
		return attr_path("%s/uio/history", state);
	return home ? attr_path("%s/.local/state/uio/history", home) : NULL;
}

static int make_parents(const char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		char *dir = strndup(path, slash - path);
		int err = !dir ? -ENOMEM : mkdir(dir, 0700) ? -errno : 0;

		free(dir);
		if (err && err != -EEXIST)
			return err;
	}
	return 0;
}

/* The file must be there for append_history(), and for us to know it can. */
static int history_create(const char *path)
{
	int err = make_parents(path), fd;

	if (err)
		return err;
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (fd < 0)
		return -errno;
	close(fd);
	return 0;
}

static void history_open(struct lines *lines, const struct lib_readline *lib)
{
	char *path = history_path();
	int err = path ? history_create(path) : -ENOENT;

	lib->using_history();
	lib->stifle_history(HISTORY_LINES);
	if (err) {
		fail(err, path ? path : "history", "%s; lines are not kept",
		     uio_strerror(err));
		free(path);
		return;
	}
	lib->read_history(path);
	lines->history = path;
}

static void readline_open(struct lines *lines, line_completer *completer)
{
	const struct lib_readline *lib = lib_readline();

	if (!lib) {
		fail_library("line editing", LIB_READLINE_NAME, WITH_READLINE);
		return;
	}
	propose = completer;
	*lib->rl_readline_name = "uio-shell";
	*lib->rl_attempted_completion_function = complete;
	/* Its handlers put the terminal right also while we wait for a key. */
	*lib->rl_persistent_signal_handlers = 1;
	history_open(lines, lib);
	lines->readline = true;
}

/* readline hands the line to a function without an argument for us. */
static char *edited;
static bool editing;

static void line_is_done(char *line)
{
	edited = line;
	editing = false;
	lib_readline()->rl_callback_handler_remove();
}

/* Ctrl-C at the prompt: a fresh line, as shells give it. */
static void drop_line(const struct lib_readline *lib)
{
	lib->rl_callback_sigcleanup();
	lib->rl_crlf();
	lib->rl_replace_line("", 0);
	lib->rl_on_new_line();
	lib->rl_redisplay();
}

static char *edit_line(struct lines *lines, const char *prompt)
{
	const struct lib_readline *lib = lib_readline();
	struct pollfd key = { .fd = STDIN_FILENO, .events = POLLIN };

	editing = true;
	lines->dropped = false;
	target_interrupted();
	lib->rl_callback_handler_install(prompt, line_is_done);
	while (editing) {
		if (poll(&key, 1, -1) > 0) {
			lib->rl_callback_read_char();
		} else {
			/* After a stop the line is gone from the screen. */
			lib->rl_check_signals();
			lib->rl_forced_update_display();
		}
		if (target_interrupted() && editing) {
			drop_line(lib);
			lines->dropped = true;
		}
	}
	if (edited && edited[strspn(edited, " \t")]) {
		lib->add_history(edited);
		if (lines->history)
			lib->append_history(1, lines->history);
	}
	return edited;
}

static void readline_close(struct lines *lines)
{
	if (lines->history)
		lib_readline()->history_truncate_file(lines->history,
						      HISTORY_LINES);
	free(lines->history);
}

#else

static void readline_open(struct lines *lines, line_completer *completer)
{
	(void)lines, (void)completer;
}

static char *edit_line(struct lines *lines, const char *prompt)
{
	(void)lines, (void)prompt;
	return NULL;
}

static void readline_close(struct lines *lines)
{
	(void)lines;
}

#endif

void lines_open(struct lines *lines, line_completer *completer)
{
	*lines = (struct lines){
		.interactive = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO),
	};
	if (lines->interactive)
		readline_open(lines, completer);
}

static char *plain_line(struct lines *lines, const char *prompt)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	if (lines->interactive) {
		fputs(prompt, stdout);
		fflush(stdout);
	}
	len = getline(&line, &size, stdin);
	if (len < 0) {
		free(line);
		return NULL;
	}
	if (len && line[len - 1] == '\n')
		line[len - 1] = '\0';
	return line;
}

char *lines_next(struct lines *lines, const char *prompt)
{
	char *line = lines->readline ? edit_line(lines, prompt)
				     : plain_line(lines, prompt);

	lines->number++;
	if (!line && lines->interactive)
		putchar('\n');
	return line;
}

void lines_close(struct lines *lines)
{
	readline_close(lines);
}
