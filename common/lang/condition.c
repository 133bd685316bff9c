// SPDX-License-Identifier: GPL-2.0-or-later
#include "condition.h"

#include <string.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "expression.h"

#define COMPARISON(name, holds)                         \
	static bool name(uint64_t read, uint64_t value) \
	{                                               \
		return holds;                           \
	}

COMPARISON(is_equal, read == value)
COMPARISON(is_not_equal, read != value)
COMPARISON(is_less, read < value)
COMPARISON(is_less_or_equal, read <= value)
COMPARISON(is_greater, read > value)
COMPARISON(is_greater_or_equal, read >= value)
COMPARISON(has_bits, read &value)

/* Longer operators come first, because < is a prefix of <=. */
static const struct comparison {
	const char *text;
	bool (*compare)(uint64_t read, uint64_t value);
} operators[] = {
	{ "==", is_equal },	    { "!=", is_not_equal },
	{ "<=", is_less_or_equal }, { ">=", is_greater_or_equal },
	{ "<", is_less },	    { ">", is_greater },
	{ "&", has_bits },
};

static int scan_operator(const char **cursor, const struct comparison **found)
{
	*cursor = expression_blanks(*cursor);
	for (size_t i = 0; i < ARRAY_SIZE(operators); i++) {
		size_t length = strlen(operators[i].text);

		if (strncmp(*cursor, operators[i].text, length))
			continue;
		*found = &operators[i];
		*cursor = expression_blanks(*cursor + length);
		return 0;
	}
	return -UIO_ESYNTAX;
}

/* VALUE is scanned like an assigned value, with the same names and limits. */
static int scan(const char **cursor, struct operand *op,
		struct condition *condition)
{
	const struct comparison *comparison;
	const char *mask;
	int err;

	*condition = (struct condition){ .is_value = **cursor == '(' };
	err = condition->is_value
		      ? expression_group_scan(cursor, &condition->left)
		      : operand_scan(cursor, op);
	if (err)
		return err;
	condition->operand = (struct slice){ op->text, *cursor - op->text };
	if (op->length)
		return -UIO_ESYNTAX;
	err = scan_operator(cursor, &comparison);
	if (err)
		return err;
	condition->compare = comparison->compare;
	op->compared = true;
	err = operand_value_scan(cursor, op);
	/* A mask makes sense only for == and !=. */
	if (err || (condition->compare != is_equal &&
		    condition->compare != is_not_equal))
		return err;
	mask = *cursor;
	err = operand_mask_scan(cursor, op);
	if (!err && op->masked && !op->mask.value) {
		*cursor = mask;
		err = -UIO_ESYNTAX;
	}
	return err;
}

static int parse_at(const char **cursor, const struct resolve_context *by,
		    struct condition *condition, size_t *column)
{
	struct operand op = { .text = *cursor };
	int err = scan(cursor, &op, condition);

	if ((err || *expression_blanks(*cursor)) && op.assigned &&
	    resolve_value_name(op.text + op.value_at, by, &op)) {
		*cursor += strlen(*cursor);
		err = 0;
	}
	*column = *cursor - op.text;
	if (err)
		return err;
	if (condition->is_value) {
		/* A constant has 64 bits and no named values. */
		*column = op.value_at;
		condition->value = op.value.value;
		condition->mask = op.masked ? op.mask.value : UINT64_MAX;
		return op.value_name.length ? -UIO_ENOVALUE : 0;
	}
	err = resolve(&op, by, &condition->found, column);
	if (err)
		return err;
	condition->value = condition->found.access.value >>
			   condition->found.shift;
	condition->mask = condition->found.mask >> condition->found.shift;
	return 0;
}

bool condition_is_value(const char *text)
{
	return *expression_blanks(text) == '(';
}

int condition_parse(const char *text, const struct resolve_context *by,
		    struct condition *condition, size_t *column)
{
	const char *begin = expression_blanks(text), *cursor = begin;
	int err = parse_at(&cursor, by, condition, column);

	cursor = expression_blanks(cursor);
	if (!err && *cursor) {
		*column = cursor - begin;
		err = -UIO_ESYNTAX;
	}
	if (*column != SIZE_MAX)
		*column += begin - text;
	return err;
}

uint64_t condition_operand(const struct condition *condition, uint64_t unit)
{
	uint64_t value = condition->is_value ? condition->left
					     : unit >> condition->found.shift;

	return value & condition->mask;
}

bool condition_holds(const struct condition *condition, uint64_t unit)
{
	return condition->compare(condition_operand(condition, unit),
				  condition->value);
}
