// SPDX-License-Identifier: GPL-2.0-or-later
/* Operands and expressions of the shell's own commands. */
#include <ctype.h>
#include <stdlib.h>

#include "cmd/run/dry.h"
#include "cmd/run/poke.h"
#include "cmd/show/report.h"
#include "common/lang/expression.h"
#include "shell.h"
#include "words.h"

int shell_number(const char *text, uint64_t *value)
{
	size_t column;
	int err = expression_parse(text, value, &column);

	return err ? fail(err, NULL, "'%s': %s, at column %zu", text,
			  uio_strerror(err), column + 1)
		   : 0;
}

/**
 * struct reading - an operand, and where to leave what is wanted of it
 * @value: the value, and whether it changes by itself; NULL where it is the
 *         offset
 */
struct reading {
	const char *text;
	uint64_t *value;
	bool *moves;
	uint64_t *offset;
};

static int read_step(struct target *target, const struct step *step,
		     uint64_t *value)
{
	const struct resolved *found = &step->found;
	uint64_t unit;
	int status;

	if (target->dry_run) {
		print_read(target, &found->access, found->access.offset);
		*value = 0;
		return 0;
	}
	status = target_map(target, false);
	if (!status)
		status = target_read(target, found->access.offset,
				     &found->access.unit, &unit);
	if (!status)
		*value = (unit & found->mask) >> found->shift;
	return status;
}

static int reading_job(struct target *target, const void *data)
{
	const struct reading *reading = data;
	char *text = (char *)reading->text;
	struct register_args args = register_defaults(target);
	struct resolve_by by;
	struct plan plan = { 0 };
	int status;

	status = plan_prepare(target, &args, plan_has_names(&text, 1), &by);
	if (!status)
		status = plan_make(&plan, target, &by, false, &text, 1);
	if (!status && plan.steps[0].operand.length)
		status = fail(-UIO_ESYNTAX, target->selector,
			      "'%s' is no single register", text);
	if (!status && reading->value)
		status = read_step(target, &plan.steps[0], reading->value);
	else if (!status)
		*reading->offset = plan.steps[0].found.access.offset;
	if (!status && reading->moves)
		*reading->moves = resolve_volatile(
			&by, plan.steps[0].found.access.offset,
			plan.steps[0].found.access.unit.width / 8);
	plan_free(&plan);
	return status;
}

int shell_device(struct shell *shell, const char **operand,
		 struct target **target)
{
	const char *typed = *operand;

	*target = target_of(shell->target, operand);
	return *target ? 0
		       : fail(-UIO_ESYNTAX, NULL,
			      "'%s': no such device is open", typed);
}

int shell_read(struct shell *shell, const char *operand, uint64_t *value,
	       bool *moves)
{
	struct reading reading = { operand, value, moves, NULL };
	struct target *target;

	return shell_device(shell, &reading.text, &target)
		       ?: with_target(target, NULL, NULL, reading_job,
				      &reading);
}

int shell_offset(struct target *target, const char *text, uint64_t *offset)
{
	struct reading reading = { .text = text, .offset = offset };

	if (!plan_has_names((char **)&text, 1))
		return shell_number(text, offset);
	return with_target(target, NULL, NULL, reading_job, &reading);
}

bool shell_is_register(const struct target *target, const char *word)
{
	struct reg_match match;
	struct operand op;
	size_t column;

	if (isdigit((unsigned char)*word))
		return true;
	return target->regs && !operand_parse(word, &op, &column) &&
	       !regs_resolve(target->regs, op.name.start, op.name.length,
			     &match, &column);
}

static int expect_job(struct target *target, const void *data)
{
	char *text = (char *)data;
	struct register_args args = register_defaults(target);
	struct condition condition;
	struct resolve_by by;
	int status;

	status = plan_prepare(target, &args, plan_has_names(&text, 1), &by);
	if (!status)
		status = plan_condition(target, &by, text, &condition);
	if (!status && target->dry_run) {
		print_read(target, &condition.found.access,
			   condition.found.access.offset);
		return 0;
	}
	if (!status)
		status = target_map(target, false);
	return status ?: poke_expect(target, text, &condition);
}

/* Needs no device. */
static int expect_value(struct target *target, const char *text)
{
	const struct resolve_by by = { 0 };
	struct condition condition;
	int status = plan_condition(target, &by, text, &condition);

	if (status || target->dry_run)
		return status;
	return poke_expect(target, text, &condition);
}

int shell_expect(struct shell *shell, int count, char **words)
{
	char *text = shell_join(count - 1, words + 1);
	const char *condition = text;
	struct target *target;
	int status = EXIT_FAILURE;

	if (text && condition_is_value(text))
		status = expect_value(shell->target, text);
	else if (text)
		status = shell_device(shell, &condition, &target)
				 ?: with_target(target, NULL, NULL, expect_job,
						condition);
	free(text);
	return status;
}
