// SPDX-License-Identifier: GPL-2.0-or-later
/* Runs scripts, command by command as common/lang/script.c parses them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "cmd/show/report.h"
#include "common/base/stop.h"
#include "prepare.h"
#include "words.h"

static void report(const struct shell *shell,
		   const struct script_command *command, char *const *words,
		   int status)
{
	char *where = shell_place(shell, command->line, command->column);
	char *text = shell_quote(command->count, words);

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
	int status = shell->status, expanded;
	char **words = shell_expand(shell, command, &expanded);

	if (words && names_commands(shell))
		report(shell, command, words, status);
	free(words);
}

static bool is_read(const char *word)
{
	const struct shell_command *known = shell_command_find(word);

	return known ? known->reads : !strchr(word, '=');
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
		     char **words)
{
	const struct shell_command *known =
		shell->unknown ? shell_command_find(words[0]) : NULL;
	bool varies = shell->is_volatile;
	int count = 0, status;
	char *where;

	if (!shell->unknown || (known && known->run == shell_let)) {
		while (words[count])
			count++;
		output_volatile(&shell->out, varies);
		status = shell_run_words(shell, count, words);
		output_stable(&shell->out, varies);
		return status;
	}
	where = shell_place(shell, command->line, command->column);
	print_info(where,
		   "not checked: it depends on a value that is not read yet");
	free(where);
	return 0;
}

static int run_command(struct shell *shell,
		       const struct script_command *command, char **words,
		       int status)
{
	/* The option parser reorders the words. */
	char **order = words + command->count + 1;
	bool reads = !status && is_read(*order);
	bool has_block = command->kind != SCRIPT_COMMAND;
	struct block block;

	if (!status && shell->trace)
		shell_trace(command->count, words);
	if (!status && has_block)
		status = block_begin(shell, command, words, &block);
	else if (!status)
		status = run_words(shell, command, order);
	if (!status && !has_block)
		remember(shell, reads, command->count, words);
	status = output_flush(&shell->out) ?: status;
	if (status && names_commands(shell))
		report(shell, command, words, status);
	if (status || !has_block)
		shell->status = status;
	/* Failures inside a block have already been reported there. */
	return status || !has_block ? status : block_run(shell, &block);
}

/* A command may remove its observer, which then does not see its end. */
static int run_observed(struct shell *shell,
			const struct script_command *command, char **words,
			int expanded)
{
	struct observer *observer = shell->out.record ? NULL : shell->observer;
	int status;

	if (observer && observer->skips && observer->skips(observer, command))
		return 0;
	if (!observer || !observer->begin(observer, command))
		return run_command(shell, command, words, expanded);
	if (output_record(&shell->out, observer->line, observer,
			  !observer->hides))
		return fail_memory();
	status = run_command(shell, command, words, expanded);
	if (!shell->out.record)
		return status;
	output_record_end(&shell->out);
	return observer->end(observer, status);
}

static int run_one(struct shell *shell, const struct script_command *command)
{
	int status;
	char **words = shell_expand(shell, command, &status);

	if (words)
		status = run_observed(shell, command, words, status);
	free(words);
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
		status = fail(err, NULL, "%s", uio_strerror(err));
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
