// SPDX-License-Identifier: GPL-2.0-or-later
#include "block.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/base/stop.h"
#include "common/lang/expression.h"
#include "prepare.h"
#include "regs.h"
#include "words.h"

/* Evaluates the words as one expression. */
static int number_of(int count, char *const *words, uint64_t *value)
{
	char *text = shell_join(count, words);
	int status = text ? shell_number(text, value) : EXIT_FAILURE;

	free(text);
	return status;
}

/* In a dry run the number of turns may be unknown: a single turn shows enough. */
static int begin_repeat(struct shell *shell,
			const struct script_command *command, char **words,
			struct block *block)
{
	if (shell->unknown)
		return 0;
	return number_of(command->count - 1, words + 1, &block->times);
}

static int begin_range(int count, char **words, struct block *block)
{
	const char *dots = strstr(*words, "..");
	char *first = strndup(*words, dots - *words);
	uint64_t last = 0, step = 1, span;
	int status = first ? shell_number(first, &block->first) : fail_memory();

	free(first);
	if (!status)
		status = shell_number(dots + 2, &last);
	if (!status && count > 2 && !strcmp(words[1], "step"))
		status = number_of(count - 2, words + 2, &step);
	else if (!status && count > 1)
		status = fail(-UIO_ESYNTAX, NULL,
			      "expected `step N' or nothing after '%s', not "
			      "'%s'",
			      words[0], words[1]);
	if (status)
		return status;
	if (!step)
		return fail(-UIO_EVALUE, NULL, "the step must not be 0");
	span = last > block->first ? last - block->first : block->first - last;
	block->step = last < block->first ? -step : step;
	block->times = span / step;
	block->times += block->times < UINT64_MAX;
	return 0;
}

static int begin_for(struct shell *shell, const struct script_command *command,
		     char **words, struct block *block)
{
	const char *range = words[3];

	if (!variable_is_name(words[1]))
		return fail(-UIO_ESYNTAX, NULL,
			    "'%s' is not a variable name: use letters, "
			    "digits and _, and begin with no digit",
			    words[1]);
	block->variable = (struct variable){
		.name = words[1],
		.unknown = shell->unknown,
		.is_volatile = shell->is_volatile,
	};
	if (shell->unknown)
		return 0;
	/* Names of registers never begin like a range. */
	if ((isdigit((unsigned char)*range) || *range == '(' ||
	     *range == '~') &&
	    strstr(range, ".."))
		return begin_range(command->count - 3, words + 3, block);
	block->values = words + 3;
	block->times = command->count - 3;
	return 0;
}

static int begin_if(struct shell *shell, const struct script_command *command,
		    char **words, struct block *block)
{
	bool holds = false, known = false;
	char *text;
	int status = shell_open(shell, command->count - 1, words + 1);

	if (status)
		return status;
	text = shell_join(command->count - 1, words + 1);
	if (!text)
		return EXIT_FAILURE;
	if (!shell->unknown)
		status = shell_test(shell, text, &known, &holds);
	free(text);
	if (known && !holds)
		block->body = command->otherwise;
	block->both = !known;
	block->otherwise = command->otherwise;
	return status;
}

typedef int (*begin_fn)(struct shell *shell,
			const struct script_command *command, char **words,
			struct block *block);

int block_begin(struct shell *shell, const struct script_command *command,
		char **words, struct block *block)
{
	static const begin_fn begin[] = {
		[SCRIPT_REPEAT] = begin_repeat,
		[SCRIPT_FOR] = begin_for,
		[SCRIPT_IF] = begin_if,
	};

	*block = (struct block){ .body = command->body, .times = 1 };
	return begin[command->kind](shell, command, words, block);
}

/* A word that is a number becomes a number, as with `let`. */
static void set_variable(struct block *block, uint64_t turn)
{
	struct variable *variable = &block->variable;
	struct expression number;
	size_t column;

	if (variable->unknown && !turn)
		return;
	variable->unknown = false;
	variable->value = block->first + turn * block->step;
	variable->text = block->values ? block->values[turn] : NULL;
	if (!variable->text ||
	    expression_parse(variable->text, NULL, &number, &column))
		return;
	variable->value = number.value;
	variable->open = number.open && number.value >> 63;
	variable->text = NULL;
}

static int run_turn(struct shell *shell, const struct script_command *command,
		    struct prepared *prepared)
{
	int status = 0;

	for (; command && shell_goes_on(shell, status);
	     command = command->next) {
		int failed = shell_run_prepared(shell, command, prepared++);

		status = status ?: failed;
	}
	return status;
}

/* The first turn reports whatever is wrong with the commands. */
static int run_turns(struct shell *shell, struct block *block)
{
	struct prepared *prepared = NULL;
	int status = 0;

	for (uint64_t i = 0; i < block->times && shell_goes_on(shell, status);
	     i++) {
		int failed;

		if (block->variable.name)
			set_variable(block, i);
		failed = prepared ? run_turn(shell, block->body, prepared)
				  : shell_run_body(shell, block->body);
		status = status ?: failed;
		if (!i && !status && block->times > 1)
			prepared = shell_prepare_block(shell, block->body);
	}
	free(prepared);
	return status;
}

/*
 * The condition is unknown in a dry run, so the results of either branch are,
 * too. The commands after it find the device in use, its registers and the
 * settings of before.
 */
static int run_undecided(struct shell *shell, const struct script_command *body)
{
	const struct settings settings = shell->settings;
	struct target *target = shell->target;
	bool before = shell->undecided;
	struct regs_choice choice;
	int status = shell_regs_copy(&target->choice, &choice), late = 0;

	if (status)
		return status;
	shell->undecided = true;
	status = shell_run_body(shell, body);
	variables_forget(shell);
	shell->undecided = before;
	shell->settings = settings;
	shell->target = target;
	shell->quit = false;
	if (target->device && !shell_regs_same(&target->choice, &choice))
		late = shell_regs_choose(target, &choice);
	shell_regs_free(&choice);
	return status ?: late;
}

int block_run(struct shell *shell, struct block *block)
{
	int status, late = 0;

	if (block->variable.name)
		variable_push(shell, &block->variable);
	status = block->both ? run_undecided(shell, block->body)
			     : run_turns(shell, block);
	if (block->both && shell_goes_on(shell, status))
		late = run_undecided(shell, block->otherwise);
	status = status ?: late;
	if (block->variable.name)
		variable_pop(shell, &block->variable);
	if (!status && stop_requested())
		status = fail_error(-EINTR, NULL);
	return status;
}
