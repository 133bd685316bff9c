// SPDX-License-Identifier: GPL-2.0-or-later
#include "expression.h"

#include <stdbool.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "common/base/number.h"

#define DEPTH_MAX 64

/* An operator, and the error of what it cannot take. */
#define OPERATOR(name, operation, wrong, error)         \
	static int name(uint64_t *left, uint64_t right) \
	{                                               \
		if (wrong)                              \
			return error;                   \
		*left operation right;                  \
		return 0;                               \
	}

OPERATOR(multiply, *=, false, 0)
OPERATOR(divide, /=, !right, -UIO_EZERO)
OPERATOR(remain, %=, !right, -UIO_EZERO)
OPERATOR(add, +=, false, 0)
OPERATOR(subtract, -=, false, 0)
OPERATOR(shift_left, <<=, right >= 64, -UIO_ESHIFT)
OPERATOR(shift_right, >>=, right >= 64, -UIO_ESHIFT)
OPERATOR(bits_and, &=, false, 0)
OPERATOR(bits_xor, ^=, false, 0)
OPERATOR(bits_or, |=, false, 0)

/* Those of a higher rank bind more tightly. */
static const struct binary {
	const char *text;
	unsigned int rank;
	int (*apply)(uint64_t *left, uint64_t right);
} operators[] = {
	{ "*", 6, multiply },	  { "/", 6, divide },	{ "%", 6, remain },
	{ "+", 5, add },	  { "-", 5, subtract }, { "<<", 4, shift_left },
	{ ">>", 4, shift_right }, { "&", 3, bits_and }, { "^", 2, bits_xor },
	{ "|", 1, bits_or },
};

static const struct binary *find_operator(const char *at)
{
	/* Where most end. */
	if (*at <= ' ')
		return NULL;
	for (size_t i = 0; i < ARRAY_SIZE(operators); i++)
		if (*at == *operators[i].text &&
		    !strncmp(at, operators[i].text, strlen(operators[i].text)))
			return &operators[i];
	return NULL;
}

static const char *skip_blanks(const char *at)
{
	while (*at == ' ' || *at == '\t')
		at++;
	return at;
}

static int scan(const char **cursor, unsigned int rank, unsigned int depth,
		uint64_t *value);

static int scan_parentheses(const char **cursor, unsigned int depth,
			    uint64_t *value)
{
	const char *open = *cursor;
	int err;

	if (depth == DEPTH_MAX)
		return -UIO_EPAREN;
	*cursor = skip_blanks(open + 1);
	err = scan(cursor, 1, depth + 1, value);
	if (err)
		return err;
	if (*skip_blanks(*cursor) != ')') {
		*cursor = open;
		return -UIO_EPAREN;
	}
	*cursor = skip_blanks(*cursor) + 1;
	return 0;
}

static int scan_operand(const char **cursor, unsigned int depth,
			uint64_t *value)
{
	bool inverted = false;
	int err;

	for (; **cursor == '~'; *cursor = skip_blanks(*cursor + 1))
		inverted = !inverted;
	if (**cursor == '(')
		err = scan_parentheses(cursor, depth, value);
	else
		err = number_scan(cursor, value);
	if (!err && inverted)
		*value = ~*value;
	return err;
}

/* An operand, and what follows it by operators of at least this rank. */
static int scan(const char **cursor, unsigned int rank, unsigned int depth,
		uint64_t *value)
{
	int err = scan_operand(cursor, depth, value);

	while (!err) {
		const char *at = skip_blanks(*cursor);
		const struct binary *binary = find_operator(at);
		uint64_t right;

		if (!binary || binary->rank < rank)
			break;
		*cursor = skip_blanks(at + strlen(binary->text));
		err = scan(cursor, binary->rank + 1, depth, &right);
		if (err)
			break;
		err = binary->apply(value, right);
		if (err)
			*cursor = at;
	}
	return err;
}

int expression_scan(const char **cursor, uint64_t *value)
{
	uint64_t result;
	int err = scan(cursor, 1, 0, &result);

	if (!err)
		*value = result;
	return err;
}

int expression_group_scan(const char **cursor, uint64_t *value)
{
	uint64_t result;
	int err = scan_parentheses(cursor, 0, &result);

	if (!err)
		*value = result;
	return err;
}

int expression_parse(const char *text, uint64_t *value, size_t *column)
{
	const char *cursor = text;
	uint64_t result;
	int err = expression_scan(&cursor, &result);

	if (!err && *cursor)
		err = -UIO_ENUMBER;
	if (err)
		*column = cursor - text;
	else
		*value = result;
	return err;
}
