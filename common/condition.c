// SPDX-License-Identifier: GPL-2.0-or-later
#include "condition.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
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

/*
 * OPERAND OP VALUE is read as the assignment OPERAND=VALUE, which has the same
 * names and limits for its value. Columns are then put back to where they are.
 */
int condition_parse(const char *text, const struct resolve_by *by,
		    struct condition *condition, size_t *column)
{
	const char *begin = text + strspn(text, " ");
	const char *at = begin + strcspn(begin, "=!<>&");
	const struct comparison *comparison = find_operator(at);
	size_t left = at - begin, right;
	const char *value;
	struct operand op;
	char *assignment, *end;
	int err;

	*column = at - text;
	if (!comparison)
		return -UIO_ESYNTAX;
	while (left && begin[left - 1] == ' ')
		left--;
	value = at + strlen(comparison->text);
	value += strspn(value, " ");
	right = strlen(value);
	while (right && value[right - 1] == ' ')
		right--;
	assignment = malloc(left + right + sizeof("="));
	if (!assignment)
		return -ENOMEM;
	end = mempcpy(assignment, begin, left);
	*end++ = '=';
	end = mempcpy(end, value, right);
	*end = '\0';

	err = operand_parse(assignment, &op, column);
	if (!err && (op.length || op.masked)) {
		*column = left;
		err = -UIO_ESYNTAX;
	}
	if (!err)
		err = resolve(&op, by, &condition->found, column);
	if (!err) {
		condition->compare = comparison->compare;
		condition->value = condition->found.access.value >>
				   condition->found.shift;
	} else if (*column != SIZE_MAX) {
		const char *from = *column > left ? value - left - 1 : begin;

		*column += from - text;
	}
	free(assignment);
	return err;
}

bool condition_holds(const struct condition *condition, uint64_t unit)
{
	const struct resolved *found = &condition->found;

	return condition->compare((unit & found->mask) >> found->shift,
				  condition->value);
}
