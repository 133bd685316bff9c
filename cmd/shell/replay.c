// SPDX-License-Identifier: GPL-2.0-or-later
/* Replay of a log: runs it again and compares the results. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/base/text.h"
#include "shell.h"

/**
 * struct result - a line that a command printed
 */
struct result {
	char *text;
	bool varies;
};

/**
 * struct replay - the state of a replay
 * @command: the command that runs
 * @results: the @count lines that it has printed so far
 * @commands, @differences: their numbers so far
 */
struct replay {
	struct observer observer;
	const struct shell *shell;
	const struct script_command *command;
	struct result *results;
	size_t count;
	unsigned int commands;
	unsigned int differences;
	bool failed;
};

#define RESULTS "=~"

/**
 * struct logged - an iterator over the lines after a command in the log
 * @kind: `=`, `~` or `!` of the current line; 0 after the last
 * @text: its @length characters
 * @next: start of the next line; @end is the end of the last
 */
struct logged {
	char kind;
	const char *text;
	int length;
	unsigned int line;
	const char *next;
	const char *end;
};

static void next_logged(struct logged *logged, const char *kinds)
{
	logged->kind = 0;
	while (!logged->kind && logged->next < logged->end) {
		const char *line = logged->next;
		size_t length = strcspn(line, "\n");
		size_t skipped = length > 2 && line[2] == ' ' ? 3 : 2;

		logged->line++;
		logged->next += length + (line[length] == '\n');
		if (length < 2 || line[0] != '#' || !line[1] ||
		    !strchr(kinds, line[1]))
			continue;
		logged->kind = line[1];
		logged->text = line + skipped;
		logged->length = length < skipped ? 0 : length - skipped;
	}
}

/*
 * The logged results of a command begin on the line after it, and end before the
 * next.
 */
static void first_logged(const struct script_command *command,
			 struct logged *logged, const char *kinds)
{
	const char *after = command->text + command->length;

	*logged = (struct logged){
		.line = command->line,
		.next = after + strcspn(after, "\n"),
		.end = command->after,
	};
	for (const char *c = command->text; c < after; c++)
		logged->line += *c == '\n';
	logged->next += *logged->next == '\n';
	next_logged(logged, kinds);
}

/* Returns the exit status in the log for a command; 0 if it succeeded. */
static int logged_status(const struct script_command *command,
			 unsigned int *line)
{
	struct logged logged;

	*line = command->line;
	first_logged(command, &logged, "!");
	if (!logged.kind)
		return 0;
	*line = logged.line;
	return atoi(logged.text);
}

static bool begin(struct observer *observer,
		  const struct script_command *command)
{
	struct replay *replay = (struct replay *)observer;

	replay->command = command;
	replay->commands++;
	return true;
}

static void take_line(void *context, const char *line, bool varies)
{
	struct replay *replay = context;
	struct result *results = reallocarray(
		replay->results, replay->count + 1, sizeof(*results));
	char *text = results ? strdup(line) : NULL;

	if (results)
		replay->results = results;
	if (text)
		results[replay->count++] = (struct result){ text, varies };
	else
		replay->failed = true;
}

/* A command that was interrupted may never end, or must not be repeated. */
static bool skips(struct observer *observer,
		  const struct script_command *command)
{
	unsigned int line;
	char *where;

	if (logged_status(command, &line) != EXIT_INTERRUPTED)
		return false;
	where = text_format("%s:%u", ((struct replay *)observer)->shell->source,
			    command->line);
	print_info(where, "not run again because it was interrupted");
	free(where);
	return true;
}

/*
 * Either of the two may be missing. Differences of volatile lines are reported
 * only with --trace.
 */
static void compare(struct replay *replay, const struct logged *logged,
		    const struct result *result)
{
	bool varies = logged->kind == '~' || (result && result->varies);
	bool same = logged->kind && result &&
		    strlen(result->text) == (size_t)logged->length &&
		    !strncmp(result->text, logged->text, logged->length);
	const char *note = varies ? " (volatile)" : "";
	char *where;

	if (same || (varies && !replay->shell->trace))
		return;
	where = text_format("%s:%u", replay->shell->source,
			    logged->kind ? logged->line
					 : replay->command->line);
	if (logged->kind && result)
		print_info(where, "expected '%.*s', found '%s'%s",
			   logged->length, logged->text, result->text, note);
	else if (logged->kind)
		print_info(where, "expected '%.*s', found no such line%s",
			   logged->length, logged->text, note);
	else
		print_info(where, "expected no more lines, found '%s'%s",
			   result->text, note);
	free(where);
	replay->differences += !varies;
}

/*
 * Compares line by line. The numbers of volatile lines in a row may differ, so
 * all of them are compared before the line that follows.
 */
static void compare_results(struct replay *replay)
{
	const struct result *result = replay->results;
	const struct result *last = result + replay->count;
	bool together = false;
	struct logged logged;

	first_logged(replay->command, &logged, RESULTS);
	while (logged.kind || result < last) {
		const struct result *found = result < last ? result : NULL;
		bool varies = found && found->varies;
		bool varied = logged.kind == '~';
		struct logged wanted = logged;

		if (together && varies && !varied)
			wanted.kind = 0;
		else
			next_logged(&logged, RESULTS);
		if (together && varied && !varies)
			found = NULL;
		result += found != NULL;
		together = (varied && varies) ||
			   (together && (varied || varies));
		compare(replay, &wanted, found);
	}
}

/* The replay continues after a command that fails, unless it was interrupted. */
static int end(struct observer *observer, int status)
{
	struct replay *replay = (struct replay *)observer;
	unsigned int line;
	int wanted = logged_status(replay->command, &line);

	if (status != EXIT_INTERRUPTED)
		compare_results(replay);
	if (status != EXIT_INTERRUPTED && status != wanted) {
		char *where = text_format("%s:%u", replay->shell->source, line);

		print_info(where, "expected exit status %d, found %d", wanted,
			   status);
		free(where);
		replay->differences++;
	}
	while (replay->count)
		free(replay->results[--replay->count].text);
	return status == EXIT_INTERRUPTED ? status : 0;
}

int shell_replay(struct shell *shell, const char *path)
{
	struct replay replay = {
		.observer = {
			.begin = begin,
			.skips = skips,
			.line = take_line,
			.end = end,
			.hides = true,
		},
		.shell = shell,
	};
	FILE *out = shell->out.file;
	int status;

	shell->observer = &replay.observer;
	status = shell_run_file(shell, path);
	shell->observer = NULL;
	free(replay.results);
	if (status)
		return status;
	if (replay.failed)
		return fail_memory();
	print_text(out, shell->source);
	fprintf(out, ": %u command%s, %u difference%s\n", replay.commands,
		replay.commands == 1 ? "" : "s", replay.differences,
		replay.differences == 1 ? "" : "s");
	return replay.differences ? EXIT_CHECK_FAILED : 0;
}
