// SPDX-License-Identifier: GPL-2.0-or-later
#include "condition.h"

#include <string.h>

#include "error.h"

static bool is_equal(uint64_t read, uint64_t value)
{
	return read == value;
}

static bool is_not_equal(uint64_t read, uint64_t value)
{
	return read != value;
}

static bool is_less(uint64_t read, uint64_t value)
{
	return read < value;
}

static bool is_less_or_equal(uint64_t read, uint64_t value)
{
	return read <= value;
}

static bool is_greater(uint64_t read, uint64_t value)
{
	return read > value;
}

static bool is_greater_or_equal(uint64_t read, uint64_t value)
{
	return read >= value;
}

static bool has_bits(uint64_t read, uint64_t value)
{
	return read & value;
}

/* The longer ones first: < begins <= too. */
static const struct comparison {
	const char *text;
	bool (*compare)(uint64_t read, uint64_t value);
} operators[] = {
	{ "==", is_equal },	    { "!=", is_not_equal },
	{ "<=", is_less_or_equal }, { ">=", is_greater_or_equal },
	{ "<", is_less },	    { ">", is_greater },
	{ "&", has_bits },
};

static const struct comparison *find_operator(const char *at)
{
	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++)
		if (*at == *operators[i].text &&
		    !strncmp(at, operators[i].text, strlen(operators[i].text)))
			return &operators[i];
	return NULL;
}

static const char *skip_blanks(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

/* VALUE is read as what is assigned, which has the same names and limits. */
static int scan(const char **cursor, struct operand *op,
		struct condition *condition)
{
	const struct comparison *comparison;
	int err = operand_scan(cursor, op);

	if (err)
		return err;
	if (op->length)
		return -UIO_ESYNTAX;
	*cursor = skip_blanks(*cursor);
	comparison = find_operator(*cursor);
	if (!comparison)
		return -UIO_ESYNTAX;
	*cursor = skip_blanks(*cursor + strlen(comparison->text));
	condition->compare = comparison->compare;
	return operand_value_scan(cursor, op);
}

int condition_scan(const char **cursor, const struct resolve_by *by,
		   struct condition *condition, size_t *column)
{
	struct operand op = { .text = *cursor };
	int err = scan(cursor, &op, condition);

	*column = *cursor - op.text;
	if (!err)
		err = resolve(&op, by, &condition->found, column);
	if (!err)
		condition->value = condition->found.access.value >>
				   condition->found.shift;
	return err;
}

int condition_parse(const char *text, const struct resolve_by *by,
		    struct condition *condition, size_t *column)
{
	const char *begin = skip_blanks(text), *cursor = begin;
	int err = condition_scan(&cursor, by, condition, column);

	cursor = skip_blanks(cursor);
	if (!err && *cursor) {
		*column = cursor - begin;
		err = -UIO_ESYNTAX;
	}
	if (*column != SIZE_MAX)
		*column += begin - text;
	return err;
}

bool condition_holds(const struct condition *condition, uint64_t unit)
{
	const struct resolved *found = &condition->found;

	return condition->compare((unit & found->mask) >> found->shift,
				  condition->value);
}
