// SPDX-License-Identifier: GPL-2.0-or-later
/* Line editing with readline, by its callback interface. */
#include "line.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/show/report.h"
#include "common/base/lib.h"
#include "common/base/stop.h"
#include "common/base/text.h"
#include "common/lang/script.h"

static line_completer *propose;

/* If a `$' was typed, it begins a variable. */
static bool needs_quote(const char *match, const char *typed)
{
	unsigned int variable = strchr(typed, '$') ? SCRIPT_DOLLAR : 0;

	return script_needs_quotes(match, SCRIPT_SPECIAL & ~variable);
}

/* readline asks for one match per call. */
static char *next_match(const char *text, int state)
{
	static char *list, *rest;
	char *word;

	if (!state) {
		const char *buffer = *lib_readline()->rl_line_buffer;
		char *line = strndup(buffer, *lib_readline()->rl_point);

		free(list);
		list = rest = line ? propose(line, text) : NULL;
		free(line);
	}
	do
		word = strsep(&rest, "\n");
	while (word && !*word);
	return word ? strdup(word) : NULL;
}

static char **complete(const char *text, int start, int end)
{
	const struct lib_readline *lib = lib_readline();
	char **matches = lib->rl_completion_matches(text, next_match);
	char quote, *quoted;
	bool open;

	(void)start, (void)end;
	*lib->rl_attempted_completion_over = 1;
	if (!matches)
		return NULL;
	/* A word that ends with one of these continues without a blank. */
	open = *matches[0] &&
	       strchr("=:[]./", matches[0][strlen(matches[0]) - 1]);
	*lib->rl_completion_suppress_append = open;
	*lib->rl_completion_suppress_quote = open;
	/*
	 * The first match is the common prefix of all others, or the only
	 * match.
	 */
	if (!needs_quote(matches[0], text) ||
	    *lib->rl_completion_quote_character)
		return matches;
	quote = strchr(matches[0], '\'') ? '"' : '\'';
	quoted =
		text_format("%c%s%.*s", quote, matches[0], !matches[1], &quote);
	if (quoted) {
		free(matches[0]);
		matches[0] = quoted;
	}
	return matches;
}

bool edit_open(line_completer *completer)
{
	const struct lib_readline *lib = lib_readline();

	if (!lib) {
		fail_library("line editing", LIB_READLINE_NAME, WITH_READLINE);
		return false;
	}
	use_locale();
	propose = completer;
	*lib->rl_readline_name = "uio-shell";
	*lib->rl_attempted_completion_function = complete;
	*lib->rl_completer_word_break_characters = " \t\n;{}";
	*lib->rl_completer_quote_characters = "'\"";
	/*
	 * readline's handlers restore the terminal even while this program waits
	 * for a key.
	 */
	*lib->rl_persistent_signal_handlers = 1;
	/* Programs that are run determine the size of the terminal themselves. */
	*lib->rl_change_environment = 0;
	lib->rl_initialize();
	return true;
}

/* readline passes the line to a function without a further argument. */
static char *edited;
static bool editing;

static void line_is_done(char *line)
{
	edited = line;
	editing = false;
	lib_readline()->rl_callback_handler_remove();
}

/* Signals are unblocked only while the program sleeps, so that none is missed. */
static int sleep_until_key(const struct lib_readline *lib, struct pollfd *fds)
{
	sigset_t all, before;
	int ready = -1;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	if (!lib->rl_pending_signal() && !stop_requested())
		ready = ppoll(fds, 2, NULL, &before);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ready;
}

/* readline caught the signal first, and handles it when asked to. */
static void take_signal(struct lines *lines, const struct lib_readline *lib)
{
	int sig = lib->rl_pending_signal();

	if (sig)
		lib->rl_check_signals();
	if (!stop_requested()) {
		/* After a stop the line has to be drawn again. */
		if (sig && sig != SIGWINCH)
			lib->rl_forced_update_display();
		return;
	}
	/* Ctrl-C drops the line; any other caught signal ends the shell. */
	sig = stop_take();
	lib->rl_callback_sigcleanup();
	lib->rl_crlf();
	line_is_done(NULL);
	lines->dropped = sig == SIGINT;
	if (lines->dropped)
		edited = strdup("");
	else
		lines->signal = sig;
}

char *edit_line(struct lines *lines, const char *prompt)
{
	const struct lib_readline *lib = lib_readline();
	struct pollfd fds[] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = lines->notify.fd, .events = POLLIN },
	};

	editing = true;
	/* The size of the window may have changed since the last line. */
	lib->rl_reset_screen_size();
	lib->rl_callback_handler_install(prompt, line_is_done);
	while (editing) {
		char *notices;

		if (sleep_until_key(lib, fds) <= 0) {
			take_signal(lines, lib);
			continue;
		}
		notices = fds[1].revents
				  ? lines->notify.take(lines->notify.data)
				  : NULL;
		/* Notices come above the prompt; the line is restored. */
		if (notices) {
			lib->rl_clear_visible_line();
			fputs(notices, stdout);
			fflush(stdout);
			lib->rl_forced_update_display();
		}
		free(notices);
		if (fds[0].revents)
			lib->rl_callback_read_char();
	}
	return edited;
}
