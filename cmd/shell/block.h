/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands with blocks: repeat, for and if. */
#ifndef UIO_CMD_SHELL_BLOCK_H
#define UIO_CMD_SHELL_BLOCK_H

#include "cmd/show/report.h"
#include "common/base/stop.h"
#include "prepare.h"
#include "shell.h"
#include "variables.h"

/**
 * struct block - which of the commands in blocks run, and how often
 * @body: the commands, or NULL
 * @times: number of turns
 * @otherwise: commands that run after @body if @both, as a dry run cannot
 *             decide between the two
 * @variable: the variable of `for`; else it has no name
 * @values: its values, one for each turn (borrowed); NULL if they are not
 *          known, or for a range of numbers, which begins with @first and
 *          continues by @step, which wraps to count down
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
 * block_begin() - evaluate the words before the brace
 * @words: must remain until the block has run
 */
int block_begin(struct shell *shell, const struct script_command *command,
		char **words, struct block *block);

/**
 * block_run() - run the commands; errors have been reported
 */
int block_run(struct shell *shell, struct block *block);

/**
 * shell_run_body() - run a list of commands in order
 */
int shell_run_body(struct shell *shell, const struct script_command *command);

/**
 * shell_run_prepared() - run a prepared command
 * shell_report_prepared() - report that it failed
 *
 * This function and the next one are a good part of the cost of such a command.
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
 * shell_goes_on() - whether the next command runs
 * @status: the status of the previous commands
 */
static inline bool shell_goes_on(const struct shell *shell, int status)
{
	return !shell->quit && !stop_requested() &&
	       (!status || (shell->keep_going && status != EXIT_INTERRUPTED));
}

#endif
