// SPDX-License-Identifier: GPL-2.0-or-later
/* Runs scripts, command by command as common/lang/script.c parses them. */
#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "cmd/show/report.h"
#include "prepare.h"
#include "words.h"

static void report(const struct shell *shell,
		   const struct script_command *command, char *const *words,
		   int status)
{
	char *where = shell_place(shell, command->line, command->column);
	/* Words that could not be expanded are shown as they were written. */
	char *text = words[command->count - 1]
			     ? shell_quote(command->count, words)
			     : strndup(command->text, command->length);

	print_info(where, "command '%s' failed (exit %d)", text ?: "", status);
	free(text);
	free(where);
}

/* The answer to a line of a program already names the command. */
static bool names_commands(const struct shell *shell)
{
	return shell->source && (!shell->machine || shell->depth);
}

void shell_report_prepared(struct shell *shell,
			   const struct script_command *command)
{
	struct expansion line;
	int status = shell->status;

	shell_expand(shell, command, &line);
	if (line.words && names_commands(shell))
		report(shell, command, line.words, status);
	free(line.words);
}

void shell_remember(struct shell *shell, char *command)
{
	free(shell->again);
	shell->again = command;
}

/* At a prompt an empty line repeats a read that has no effect. */
static void remember(struct shell *shell, bool reads, int count,
		     char *const *words)
{
	bool affected = false;

	for (struct target *t = shell->targets; t; t = t->next) {
		affected |= t->affected;
		t->affected = false;
	}
	if (affected)
		shell_remember(shell, NULL);
	else if (!shell->source && reads)
		shell_remember(shell, shell_quote(count, words));
}

static int run_words(struct shell *shell, const struct script_command *command,
		     const struct expansion *line)
{
	const struct shell_command *called = line->called;
	bool varies = shell->is_volatile;
	char *where;
	int status;

	if (!shell->unknown || (called && called->run == shell_let)) {
		output_volatile(&shell->out, varies);
		status = shell_run_words(shell, called, line->count, line->run);
		output_stable(&shell->out, varies);
		return status;
	}
	where = shell_place(shell, command->line, command->column);
	print_info(where,
		   "not checked: it depends on a value that is not read yet");
	free(where);
	return 0;
}

static void trace(int count, char *const *words)
{
	char *text = shell_quote(count, words);

	fflush(stdout);
	fputs("+ ", stderr);
	print_text(stderr, text ?: "");
	fputc('\n', stderr);
	free(text);
}

static int run_command(struct shell *shell,
		       const struct script_command *command,
		       const struct expansion *line, int status)
{
	/* The option parser reorders the words to run. */
	bool reads = !status && (line->called ? line->called->reads
					      : !strchr(*line->run, '='));
	bool has_block = command->kind != SCRIPT_COMMAND;
	struct block block;

	if (!status && shell->trace)
		trace(command->count, line->words);
	if (!status && has_block)
		status = block_begin(shell, command, line->words, &block);
	else if (!status)
		status = run_words(shell, command, line);
	if (!status && !has_block)
		remember(shell, reads, command->count, line->words);
	status = output_flush(&shell->out) ?: status;
	if (status && names_commands(shell))
		report(shell, command, line->words, status);
	/* Failures inside a block have already been reported there. */
	if (!status && has_block)
		status = block_run(shell, &block);
	return shell->status = status;
}

/* A command may remove its observer, which then does not see its end. */
static int run_observed(struct shell *shell,
			const struct script_command *command,
			const struct expansion *line, int expanded)
{
	struct observer *observer = shell->out.record ? NULL : shell->observer;
	int status;

	if (observer && observer->skips && observer->skips(observer, command))
		return 0;
	if (!observer || !observer->begin(observer, command))
		return run_command(shell, command, line, expanded);
	if (output_record(&shell->out, observer->line, observer,
			  !observer->hides))
		return fail_memory();
	status = run_command(shell, command, line, expanded);
	if (!shell->out.record)
		return status;
	output_record_end(&shell->out);
	return observer->end(observer, status);
}

static int run_one(struct shell *shell, const struct script_command *command)
{
	struct expansion line;
	int status = shell_expand(shell, command, &line);

	if (line.words)
		status = run_observed(shell, command, &line, status);
	free(line.words);
	return status;
}

int shell_run_body(struct shell *shell, const struct script_command *command)
{
	int status = 0;

	for (; command && shell_goes_on(shell, status);
	     command = command->next) {
		int failed = run_one(shell, command);

		status = status ?: failed;
	}
	return status;
}

int shell_run_text(struct shell *shell, const char *text, unsigned int line)
{
	struct script_command *command;
	struct script_error error;
	struct prepared prepared;
	struct script script;
	int err = script_check(text, line, &error), status = 0;

	if (err == -UIO_ESYNTAX) {
		char *where = shell_place(shell, error.line, error.column);

		status = fail(err, where, "%s", error.reason);
		free(where);
	} else if (err) {
		status = fail_error(err, NULL);
	}
	if (err)
		return shell->status = status;
	script_open(&script, text, line, &error);
	while (*script.at && shell_goes_on(shell, status)) {
		int failed;

		/* Typed commands are remembered; observers see all. */
		if (script_next(&script, &command))
			failed = fail_memory();
		else if (shell->source && !shell->observer &&
			 shell_prepare(shell, command, &prepared))
			failed = shell_run_prepared(shell, command, &prepared);
		else
			failed = run_one(shell, command);
		status = status ?: failed;
	}
	script_close(&script);
	return status;
}
