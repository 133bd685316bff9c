// SPDX-License-Identifier: GPL-2.0-or-later
/* Operands and expressions of the shell's own commands. */
#include <ctype.h>
#include <stdlib.h>

#include "cmd/run/registers.h"
#include "cmd/run/write.h"
#include "cmd/show/report.h"
#include "common/lang/expression.h"
#include "shell.h"
#include "words.h"

int shell_value(const char *text, struct expression *result)
{
	size_t column;
	int err = expression_parse(text, result, &column);

	return err ? fail(err, NULL, "'%s': %s, at column %zu", text,
			  uio_strerror(err), column + 1)
		   : 0;
}

int shell_number(const char *text, uint64_t *value)
{
	struct expression result;
	int status = shell_value(text, &result);

	if (!status)
		*value = result.value;
	return status;
}

/**
 * struct wanted - an operand, and where to leave what is wanted of it
 * @value: the value, and whether it changes by itself; NULL where it is the
 *         offset
 */
struct wanted {
	const char *text;
	uint64_t *value;
	bool *is_volatile;
	uint64_t *offset;
};

static int reading_job(struct target *target, const void *data)
{
	const struct wanted *wanted = data;
	char *text = (char *)wanted->text;
	struct register_request request = register_defaults(target);
	const struct resolved *found;
	struct reading reading;
	struct resolve_context by;
	struct plan plan;
	int status;

	request.operands = &text;
	request.count = 1;
	status = plan_open(&plan, target, &request, false, &by);
	if (!status)
		status = plan_single(&plan, target, text);
	found = status ? NULL : &plan.steps[0].found;
	if (!status && plan.steps[0].operand.length)
		status = fail(-UIO_ESYNTAX, target->selector,
			      "'%s' is no single register", text);
	if (!status && wanted->value) {
		status = registers_read(target, found->access.offset,
					&found->access.unit, &reading);
		*wanted->value = (reading.unit & found->mask) >> found->shift;
		*wanted->is_volatile =
			resolve_volatile(&by, found->access.offset,
					 found->access.unit.width / 8);
	} else if (!status) {
		*wanted->offset = found->access.offset;
	}
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
	       bool *is_volatile)
{
	struct wanted wanted = { operand, value, is_volatile, NULL };
	struct target *target;

	return shell_device(shell, &wanted.text, &target)
		       ?: with_target(&shell->out, target, NULL, NULL,
				      reading_job, &wanted);
}

int shell_offset(struct target *target, const char *text, uint64_t *offset)
{
	struct wanted wanted = { .text = text, .offset = offset };

	if (!plan_has_names((char **)&text, 1))
		return shell_number(text, offset);
	return with_target(target->out, target, NULL, NULL, reading_job,
			   &wanted);
}

bool shell_is_register(const struct target *target, const char *word)
{
	struct regs_several several;
	struct reg_match match;
	struct operand op;
	size_t column;

	if (isdigit((unsigned char)*word))
		return true;
	return target->regs && !operand_parse(word, &op, &column) &&
	       (op.pattern ||
		!regs_resolve(target->regs, op.name.start, op.name.length,
			      &match, &column) ||
		!regs_name_several(target->regs, &op.name, &several));
}

static int expect_job(struct target *target, const void *data)
{
	char *text = (char *)data;
	struct register_request request = register_defaults(target);
	struct condition condition;
	struct resolve_context by;

	return plan_prepare(target, &request, plan_has_names(&text, 1), &by)
		       ?: plan_condition(target, &by, text, &condition)
		       ?: registers_ready(target, false)
		       ?: check_condition(target, text, &condition);
}

/* Needs no device. */
static int expect_value(struct target *target, const char *text)
{
	const struct resolve_context by = { 0 };
	struct condition condition;

	return plan_condition(target, &by, text, &condition)
		       ?: check_condition(target, text, &condition);
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
				 ?: with_target(&shell->out, target, NULL, NULL,
						expect_job, condition);
	free(text);
	return status;
}
