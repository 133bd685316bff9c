/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands with blocks: repeat, for and if. */
#ifndef UIO_CMD_SHELL_BLOCK_H
#define UIO_CMD_SHELL_BLOCK_H

#include "cmd/show/report.h"
#include "common/base/stop.h"
#include "prepare.h"
#include "shell.h"

/**
 * struct block - which of the commands in blocks are to run, and how often
 * @body: NULL for none
 * @times: turns
 * @otherwise: run after @body, as a dry run cannot decide between the two, if @both
 * @variable: of `for`; else it has no name
 * @values: of it, one for each turn (borrowed); NULL for a range of numbers, which
 *          begins with @first and goes on by @step, which wraps to go down; and
 *          where they are not known
 */
struct block {
	const struct script_command *body;
	uint64_t times;
	const struct script_command *otherwise;
	bool both;
	struct variable variable;
	char **values;
	uint64_t first;
	uint64_t step;
};

/**
 * block_begin() - work out what the words before the brace say
 * @words: must stay until the block was run
 */
int block_begin(struct shell *shell, const struct script_command *command,
		char **words, struct block *block);

/**
 * block_run() - run the commands; those that fail have been reported
 */
int block_run(struct shell *shell, struct block *block);

/**
 * shell_run_body() - run commands one after the other
 */
int shell_run_body(struct shell *shell, const struct script_command *command);

/**
 * shell_run_prepared() - run a command that is prepared
 * shell_report_prepared() - say that it failed
 *
 * This and the next one are a good part of what such a command takes.
 */
void shell_report_prepared(struct shell *shell,
			   const struct script_command *command);

static inline int shell_run_prepared(struct shell *shell,
				     const struct script_command *command,
				     struct prepared *prepared)
{
	shell->status = prepared->run(prepared);
	if (shell->status && shell->source)
		shell_report_prepared(shell, command);
	return shell->status;
}

/**
 * shell_goes_on() - whether the next command is to run
 * @status: of those before
 */
static inline bool shell_goes_on(const struct shell *shell, int status)
{
	return !shell->quit && !stop_requested() &&
	       (!status || (shell->keep_going && status != EXIT_INTERRUPTED));
}

#endif
