// SPDX-License-Identifier: GPL-2.0-or-later
#include "expression.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "common/base/number.h"

#define DEPTH_MAX 64

/* An operator, and the error for operands that it does not accept. */
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

/* Operators of higher rank bind more tightly. */
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
	/* The common end of an expression. */
	if (*at <= ' ')
		return NULL;
	for (size_t i = 0; i < ARRAY_SIZE(operators); i++)
		if (*at == *operators[i].text &&
		    !strncmp(at, operators[i].text, strlen(operators[i].text)))
			return &operators[i];
	return NULL;
}

const char *expression_blanks(const char *at)
{
	while (*at == ' ' || *at == '\t')
		at++;
	return at;
}

/**
 * struct scan - the state of scanning a text
 * @depth: number of open parentheses
 */
struct scan {
	const char **cursor;
	const struct expression_operands *operands;
	unsigned int depth;
};

static int scan_rank(struct scan *scan, unsigned int rank,
		     struct expression *result);

static int scan_parentheses(struct scan *scan, struct expression *result)
{
	const char *open = *scan->cursor;
	int err;

	if (scan->depth == DEPTH_MAX)
		return -UIO_EPAREN;
	scan->depth++;
	*scan->cursor = expression_blanks(open + 1);
	err = scan_rank(scan, 1, result);
	if (err)
		return err;
	scan->depth--;
	if (*expression_blanks(*scan->cursor) != ')') {
		*scan->cursor = open;
		return -UIO_EPAREN;
	}
	*scan->cursor = expression_blanks(*scan->cursor) + 1;
	return 0;
}

static int scan_value(struct scan *scan, struct expression *result)
{
	const struct expression_operands *operands = scan->operands;
	const char **cursor = scan->cursor, *number;
	int err = operands ? operands->take(operands->context, cursor, result)
			   : -ENOENT;

	if (err != -ENOENT)
		return err;
	number = *cursor;
	err = number_scan(cursor, &result->value);
	/* Few numbers have a suffix. */
	if (err || (**cursor != 'k' && **cursor != 'M'))
		return err;
	*cursor = number;
	return size_scan(cursor, &result->value);
}

static int scan_operand(struct scan *scan, struct expression *result)
{
	const char **cursor = scan->cursor;
	bool inverted = false;
	int err;

	*result = (struct expression){ 0 };
	for (; **cursor == '~'; *cursor = expression_blanks(*cursor + 1))
		inverted = !inverted;
	if (**cursor == '(')
		err = scan_parentheses(scan, result);
	else
		err = scan_value(scan, result);
	if (!err && inverted) {
		result->value = ~result->value;
		result->open = true;
	}
	return err;
}

/* Scans an operand and all following operators of at least this rank. */
static int scan_rank(struct scan *scan, unsigned int rank,
		     struct expression *result)
{
	int err = scan_operand(scan, result);

	while (!err) {
		const char *at = expression_blanks(*scan->cursor);
		const struct binary *binary = find_operator(at);
		struct expression right;

		if (!binary || binary->rank < rank)
			break;
		*scan->cursor = expression_blanks(at + strlen(binary->text));
		err = scan_rank(scan, binary->rank + 1, &right);
		if (err)
			break;
		/*
		 * An unknown value accepts any operation, and makes the result
		 * unknown.
		 */
		result->open |= right.open;
		result->unknown |= right.unknown;
		if (!result->unknown)
			err = binary->apply(result, right.value);
		if (err)
			*scan->cursor = at;
	}
	return err;
}

int expression_scan(const char **cursor,
		    const struct expression_operands *operands,
		    struct expression *result)
{
	struct scan scan = { cursor, operands, 0 };
	struct expression scanned;
	int err = scan_rank(&scan, 1, &scanned);

	if (!err)
		*result = scanned;
	return err;
}

int expression_group_scan(const char **cursor, uint64_t *value)
{
	struct scan scan = { cursor, NULL, 0 };
	struct expression result;
	int err = scan_parentheses(&scan, &result);

	if (!err)
		*value = result.value;
	return err;
}

int expression_parse(const char *text,
		     const struct expression_operands *operands,
		     struct expression *result, size_t *column)
{
	const char *cursor = text;
	struct expression scanned;
	int err = expression_scan(&cursor, operands, &scanned);

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
	return result->value & ~room ? -UIO_EFIT : 0;
}
