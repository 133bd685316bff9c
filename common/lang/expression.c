// SPDX-License-Identifier: GPL-2.0-or-later
#include "expression.h"

#include <stdbool.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "common/base/number.h"

#define DEPTH_MAX 64

/* An operator, and the error of what it cannot take. */
#define OPERATOR(name, operation, wrong, error)                  \
	static int name(struct expression *left, uint64_t right) \
	{                                                        \
		if (wrong)                                       \
			return error;                            \
		left->value operation right;                     \
		return 0;                                        \
	}

OPERATOR(multiply, *=, false, 0)
OPERATOR(divide, /=, !right, -UIO_EZERO)
OPERATOR(remain, %=, !right, -UIO_EZERO)
OPERATOR(add, +=, false, 0)
OPERATOR(shift_left, <<=, right >= 64, -UIO_ESHIFT)
OPERATOR(shift_right, >>=, right >= 64, -UIO_ESHIFT)
OPERATOR(bits_and, &=, false, 0)
OPERATOR(bits_xor, ^=, false, 0)
OPERATOR(bits_or, |=, false, 0)

static int subtract(struct expression *left, uint64_t right)
{
	left->open |= right > left->value;
	left->value -= right;
	return 0;
}

/* Those of a higher rank bind more tightly. */
static const struct binary {
	const char *text;
	unsigned int rank;
	int (*apply)(struct expression *left, uint64_t right);
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
		struct expression *result);

static int scan_parentheses(const char **cursor, unsigned int depth,
			    struct expression *result)
{
	const char *open = *cursor;
	int err;

	if (depth == DEPTH_MAX)
		return -UIO_EPAREN;
	*cursor = skip_blanks(open + 1);
	err = scan(cursor, 1, depth + 1, result);
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
			struct expression *result)
{
	bool inverted = false;
	int err;

	*result = (struct expression){ 0 };
	for (; **cursor == '~'; *cursor = skip_blanks(*cursor + 1))
		inverted = !inverted;
	if (**cursor == '(')
		err = scan_parentheses(cursor, depth, result);
	else
		err = number_scan(cursor, &result->value);
	if (!err && inverted) {
		result->value = ~result->value;
		result->open = true;
	}
	return err;
}

/* An operand, and what follows it by operators of at least this rank. */
static int scan(const char **cursor, unsigned int rank, unsigned int depth,
		struct expression *result)
{
	int err = scan_operand(cursor, depth, result);

	while (!err) {
		const char *at = skip_blanks(*cursor);
		const struct binary *binary = find_operator(at);
		struct expression right;

		if (!binary || binary->rank < rank)
			break;
		*cursor = skip_blanks(at + strlen(binary->text));
		err = scan(cursor, binary->rank + 1, depth, &right);
		if (err)
			break;
		result->open |= right.open;
		err = binary->apply(result, right.value);
		if (err)
			*cursor = at;
	}
	return err;
}

int expression_scan(const char **cursor, struct expression *result)
{
	struct expression scanned;
	int err = scan(cursor, 1, 0, &scanned);

	if (!err)
		*result = scanned;
	return err;
}

int expression_group_scan(const char **cursor, uint64_t *value)
{
	struct expression result;
	int err = scan_parentheses(cursor, 0, &result);

	if (!err)
		*value = result.value;
	return err;
}

int expression_parse(const char *text, struct expression *result,
		     size_t *column)
{
	const char *cursor = text;
	struct expression scanned;
	int err = expression_scan(&cursor, &scanned);

	if (!err && *cursor)
		err = -UIO_ENUMBER;
	if (err)
		*column = cursor - text;
	else
		*result = scanned;
	return err;
}

int expression_fit(struct expression *result, unsigned int bits)
{
	uint64_t room = bits < 64 ? (UINT64_C(1) << bits) - 1 : UINT64_MAX;

	if (result->open && (result->value | room) == UINT64_MAX)
		result->value &= room;
	return result->value & ~room ? -UIO_EVALUE : 0;
}
