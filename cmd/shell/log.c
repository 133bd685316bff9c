// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * `log`: records commands and their output as a script with the results in
 * comments: `#=` for a line that has to be the same each time, `#~` for a line
 * that may vary, `#!` for the exit status of a command that failed.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/run/device-state.h"
#include "cmd/run/files.h"
#include "cmd/show/report.h"
#include "common/base/array.h"
#include "shell.h"
#include "variables.h"

struct log {
	struct observer observer;
	FILE *out;
	char *path;
};

/* Returns whether a command concerns only this session. */
static bool is_personal(const struct shell_command *called,
			const struct script_command *command)
{
	static const char *const names[] = { "help", "history", "log",
					     "watch" };

	for (size_t i = 0; called && i < ARRAY_SIZE(names); i++)
		if (!strcmp(called->name, names[i]))
			return true;
	return called && !strcmp(called->name, "irq") &&
	       script_word_is(command->words->next, "notify");
}

static bool begin(struct observer *observer,
		  const struct script_command *command)
{
	struct log *log = (struct log *)observer;
	char *name = strndup(command->words->text, command->words->length);
	const struct shell_command *called = name ? shell_command_find(name)
						  : NULL;

	free(name);
	/* mm asks for values, which are recorded as commands of their own. */
	if (is_personal(called, command) ||
	    (command->count == 2 && called && called->run == shell_mm))
		return false;
	fprintf(log->out, "%.*s\n", (int)command->length, command->text);
	return true;
}

static void take_line(void *context, const char *line, bool is_volatile)
{
	struct log *log = context;

	fprintf(log->out, "#%c %s\n", is_volatile ? '~' : '=', line);
}

/* Each command is written to disk before the next one, which may be the last. */
static int end(struct observer *observer, int status)
{
	struct log *log = (struct log *)observer;

	if (status)
		fprintf(log->out, "#! %d\n", status);
	if (!fflush(log->out) && !ferror(log->out))
		return status;
	clearerr(log->out);
	return fail(-EIO, log->path, "the log is incomplete: %s",
		    strerror(errno));
}

static void put_text(FILE *out, const char *key, const char *text)
{
	if (!text || !*text)
		return;
	fprintf(out, " %s ", key);
	print_text(out, text);
}

/* This line is for people: a replay uses the device that it is given. */
static int describe(FILE *out, struct target *target)
{
	struct resolve_context by = { 0 };
	struct state state = { 0 };
	int status = state_identify(&state, target, &by);

	fputs("# ", out);
	print_text(out, target->selector);
	fputs(" is", out);
	put_text(out, "device", state.device);
	put_text(out, "version", state.version);
	put_text(out, "region", state.region);
	put_text(out, "driver", state.driver);
	put_text(out, "parent", state.parent);
	put_text(out, "regs", state.regs);
	fputc('\n', out);
	state_free(&state);
	return status;
}

static int close_log(struct log *log)
{
	int status = 0;

	if (log->out && fclose(log->out))
		status = fail(-errno, log->path, "%s", strerror(errno));
	free(log->path);
	free(log);
	return status;
}

static FILE *open_file(const char *path)
{
	int fd;

	if (!is_standard(path))
		return fopen(path, "we");
	fflush(stdout);
	fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
	return fd < 0 ? NULL : fdopen(fd, "w");
}

static int open_log(struct shell *shell, const char *path)
{
	struct log *log = calloc(1, sizeof(*log));
	int status = 0;

	if (!log)
		return fail_memory();
	/*
	 * A log on standard output also has the results, which are not printed
	 * twice.
	 */
	log->observer = (struct observer){
		.begin = begin,
		.line = take_line,
		.end = end,
		.hides = is_standard(path),
	};
	log->path = strdup(path);
	log->out = log->path ? open_file(path) : NULL;
	if (!log->out) {
		status = fail(-errno, path, "%s", strerror(errno));
		close_log(log);
		return status;
	}
	fputs("# uio-shell log 1\n", log->out);
	for (struct target *t = shell->targets; t && !status; t = t->next)
		status = describe(log->out, t);
	/* The following commands depend on the settings and variables. */
	shell_put_settings(shell, log->out);
	variables_put(shell->variables, log->out);
	/* A log that cannot begin leaves the present one as it is. */
	status = status ?: shell_log_close(shell);
	if (status)
		close_log(log);
	else
		shell->observer = &log->observer;
	return status;
}

int shell_log_close(struct shell *shell)
{
	struct log *log = (struct log *)shell->observer;

	if (!log)
		return 0;
	output_record_end(&shell->out);
	shell->observer = NULL;
	return close_log(log);
}

int shell_log(struct shell *shell, int count, char **words)
{
	const struct log *log = (const struct log *)shell->observer;

	/* A log may contain this command in a block or in a file. */
	if (log && log->observer.begin != begin)
		return 0;
	if (count == 1) {
		print_text(shell->out.file, log ? log->path : "off");
		fputc('\n', shell->out.file);
		return 0;
	}
	if (shell->machine)
		return fail(-UIO_ESYNTAX, NULL,
			    "log: cannot be used with --machine");
	if (shell->dry_run)
		return 0;
	return strcmp(words[1], "off") ? open_log(shell, words[1])
				       : shell_log_close(shell);
}
