// SPDX-License-Identifier: GPL-2.0-or-later
/* Operands and expressions of the shell's commands. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/run/registers.h"
#include "cmd/run/write.h"
#include "cmd/show/report.h"
#include "common/lang/expression.h"
#include "common/regs/expand.h"
#include "shell.h"
#include "words.h"

int shell_fail_expression(const char *text, int err, size_t column)
{
	return fail(err, NULL, "'%s': %s at column %zu", text,
		    uio_strerror(err), column + 1);
}

int shell_number(const char *text, uint64_t *value)
{
	struct expression result;
	size_t column;
	int err = expression_parse(text, NULL, &result, &column);

	if (err)
		return shell_fail_expression(text, err, column);
	*value = result.value;
	return 0;
}

/**
 * struct wanted - an operand, and the variables for its value
 * @value, @is_volatile: receive the value, and whether it changes by itself;
 *                       NULL if the offset is wanted
 * @offset: receives the offset; all are NULL if the operand is only checked
 */
struct wanted {
	const char *text;
	uint64_t *value;
	bool *is_volatile;
	uint64_t *offset;
};

static int take_wanted(struct target *target, const struct wanted *wanted)
{
	char *text = (char *)wanted->text;
	struct register_request request = register_defaults(target);
	const struct resolved *found;
	struct reading reading;
	struct resolve_context by;
	struct plan plan;
	int status;

	request.operands = &text;
	request.count = 1;
	status = plan_open(&plan, target, &request, &by)
			 ?: plan_single(&plan, target, text);
	found = status ? NULL : &plan.steps[0].found;
	if (!status && wanted->value) {
		status = target->ops->read(target, found->access.offset,
					   &found->access.unit, &reading);
		*wanted->value = (reading.unit & found->mask) >> found->shift;
		*wanted->is_volatile =
			resolve_volatile(&by, found->access.offset,
					 access_unit_size(&found->access));
	} else if (!status && wanted->offset) {
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
			      "'%s': no open device has that name", typed);
}

/**
 * struct reads - the operands of an expression
 * @checks: they are only checked
 * @is_volatile: one of them changes by itself
 * @status: exit status of the operand that failed
 */
struct reads {
	struct shell *shell;
	bool checks;
	size_t count;
	bool is_volatile;
	int status;
};

/* Returns the length of an operand that is more than a number; else 0. */
static size_t operand_length(const char *text)
{
	size_t word = strcspn(text, " \t()");
	const char *colons = strstr(text, "::");
	const char *begin =
		colons && (size_t)(colons - text) < word ? colons + 2 : text;
	struct operand op = { .text = begin };
	const char *end = begin;

	/* An error in the operand is reported when it is read. */
	if (operand_single_scan(&end, &op))
		end = text + word;
	return begin != text || op.name.length || op.has_bits ? end - text : 0;
}

static int take_operand(void *context, const char **cursor,
			struct expression *result)
{
	struct reads *reads = context;
	struct shell *shell = reads->shell;
	size_t length = operand_length(*cursor);
	char *text = strndup(*cursor, length);
	bool is_volatile = false;

	if (text && *text) {
		struct wanted wanted = { text,
					 reads->checks ? NULL : &result->value,
					 &is_volatile, NULL };
		struct target *target;

		reads->status = shell_device(shell, &wanted.text, &target)
				?: target_check(target)
				?: take_wanted(target, &wanted);
		reads->is_volatile |= is_volatile;
	} else if (!text) {
		reads->status = fail_memory();
	}
	free(text);
	if (!length)
		return -ENOENT;
	*cursor += length;
	reads->count++;
	result->unknown = reads->checks || shell->dry_run;
	return reads->status ? -ECANCELED : 0;
}

static int parse_reads(struct reads *reads, const char *text,
		       struct expression *result)
{
	const struct expression_operands operands = { take_operand, reads };
	size_t column;
	int err = expression_parse(text, &operands, result, &column);

	if (!err || reads->status)
		return reads->status;
	return shell_fail_expression(text, err, column);
}

int shell_expression(struct shell *shell, const char *text,
		     struct expression *result, bool *is_volatile)
{
	struct reads reads = { .shell = shell, .checks = true };
	int status = parse_reads(&reads, text, result);

	reads.checks = false;
	if (!status && reads.count)
		status = parse_reads(&reads, text, result);
	*is_volatile = reads.is_volatile;
	return status;
}

int shell_offset(struct target *target, const char *text, uint64_t *offset)
{
	struct wanted wanted = { .text = text, .offset = offset };

	return target_check(target) ?: take_wanted(target, &wanted);
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

/*
 * Resolves a condition for the device whose name the text may begin with. A constant
 * needs no device.
 */
static int resolve_condition(struct shell *shell, const char **text,
			     struct target **target,
			     struct condition *condition)
{
	struct resolve_context by = { 0 };
	struct register_request request;
	int status;

	*target = shell->target;
	if (condition_is_value(*text))
		return plan_condition(*target, &by, *text, condition);
	status = shell_device(shell, text, target) ?: target_check(*target);
	if (status)
		return status;
	request = register_defaults(*target);
	return plan_prepare(*target, &request, plan_has_names((char **)text, 1),
			    &by)
		       ?: plan_condition(*target, &by, *text, condition)
		       ?: (*target)->ops->ready(*target, UIO_MAP_ALL, false);
}

int shell_test(struct shell *shell, const char *text, bool *known, bool *holds)
{
	struct condition condition;
	struct reading reading;
	struct target *target;
	int status = resolve_condition(shell, &text, &target, &condition)
			     ?: read_condition(target, &condition, &reading);

	if (status)
		return status;
	*known = reading.known;
	*holds = condition_holds(&condition, reading.unit);
	return 0;
}

/* The colon of a mask has no blanks around it, unlike that before a message. */
const char *shell_cut_message(char *text)
{
	char *colon = strstr(text, " : ");

	if (!colon)
		return NULL;
	*colon = '\0';
	return colon + 3;
}

int shell_expect(struct shell *shell, int count, char **words)
{
	char *joined = shell_join(count - 1, words + 1);
	const char *text = joined, *message;
	struct condition condition;
	struct target *target;
	int status;

	if (!joined)
		return EXIT_FAILURE;
	message = shell_cut_message(joined);
	status = resolve_condition(shell, &text, &target, &condition)
			 ?: check_condition(target, text, &condition, message);
	free(joined);
	return status;
}
