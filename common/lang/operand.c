// SPDX-License-Identifier: GPL-2.0-or-later
#include "operand.h"

#include <ctype.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/number.h"

#define BLANKS " \t"

/* Names begin with a letter, and include paths and array elements. */
static struct slice name_scan(const char **cursor, const char *wildcards)
{
	const char *start = *cursor, *at = start;

	if (!isalpha((unsigned char)*at) && *at != '_' &&
	    !(*at && strchr(wildcards, *at)))
		return (struct slice){ start, 0 };
	while (isalnum((unsigned char)*at) ||
	       (*at && (strchr("_.[]", *at) || strchr(wildcards, *at))))
		at++;
	*cursor = at;
	return (struct slice){ start, at - start };
}

/* Scans what follows the first offset: nothing, -LAST or +LENGTH. */
static int extent_scan(const char **cursor, struct operand *op)
{
	const char *start = *cursor + 1;
	uint64_t end;
	char kind = **cursor;
	int err;

	if (kind != '-' && kind != '+')
		return 0;
	++*cursor;
	err = size_scan(cursor, &end);
	if (err)
		return err;
	op->length = kind == '+' ? end : end - op->offset + 1;
	if (op->length == 0 || (kind == '-' && end < op->offset)) {
		*cursor = start;
		return -UIO_ESYNTAX;
	}
	return 0;
}

static int bit_scan(const char **cursor, unsigned int *bit)
{
	const char *start = *cursor;
	uint64_t number;
	int err = number_scan(cursor, &number);

	if (!err && number > 63) {
		*cursor = start;
		err = -UIO_ESYNTAX;
	}
	if (!err)
		*bit = number;
	return err;
}

static int bits_scan(const char **cursor, struct operand *op)
{
	const char *start = *cursor;
	int err;

	if (*start != ':')
		return 0;
	++*cursor;
	err = bit_scan(cursor, &op->high);
	op->low = op->high;
	if (!err && **cursor == ':') {
		++*cursor;
		err = bit_scan(cursor, &op->low);
	}
	if (err)
		return err;
	op->has_bits = true;
	if (op->low > op->high || op->length) {
		*cursor = start;
		return -UIO_ESYNTAX;
	}
	return 0;
}

int operand_scan(const char **cursor, struct operand *op)
{
	int err = 0;

	op->name = name_scan(cursor, OPERAND_WILDCARDS);
	op->pattern = false;
	/* Two dots occur only between the indexes of a pattern. */
	for (size_t i = 0; i < op->name.length; i++) {
		const char *at = op->name.start + i;

		op->pattern |= strchr(OPERAND_WILDCARDS, *at) ||
			       (i && at[0] == '.' && at[-1] == '.');
	}
	if (!op->name.length)
		err = size_scan(cursor, &op->offset) ?: extent_scan(cursor, op);
	return err ?: bits_scan(cursor, op);
}

int operand_single_scan(const char **cursor, struct operand *op)
{
	int err = 0;

	op->name = name_scan(cursor, "");
	if (!op->name.length)
		err = size_scan(cursor, &op->offset);
	return err ?: bits_scan(cursor, op);
}

int operand_value_scan(const char **cursor, struct operand *op)
{
	op->assigned = true;
	op->value_at = *cursor - op->text;
	op->value_name = name_scan(cursor, "");
	return op->value_name.length
		       ? 0
		       : expression_scan(cursor, NULL, &op->value);
}

int operand_mask_scan(const char **cursor, struct operand *op)
{
	const char *start = *cursor;
	int err;

	if (*start != ':' || op->value_name.length)
		return 0;
	++*cursor;
	err = expression_scan(cursor, NULL, &op->mask);
	if (err)
		return err;
	op->masked = true;
	if (op->has_bits) {
		*cursor = start;
		return -UIO_ESYNTAX;
	}
	if (op->value.open)
		op->value.value &= op->mask.value;
	if (op->value.value & ~op->mask.value) {
		*cursor = op->text + op->value_at;
		return -UIO_EMASK;
	}
	return 0;
}

bool operand_assignment_scan(const char **cursor, struct operand *op)
{
	const char *at = *cursor + strspn(*cursor, BLANKS);

	if (*at && strchr(OPERAND_CHANGES, *at))
		op->change = *at++;
	if (*at != '=') {
		op->change = 0;
		return false;
	}
	at++;
	*cursor = at + strspn(at, BLANKS);
	return true;
}

int operand_parse(const char *text, struct operand *op, size_t *column)
{
	struct operand parsed = { .text = text };
	const char *cursor = text;
	int err = operand_scan(&cursor, &parsed);

	if (!err && operand_assignment_scan(&cursor, &parsed)) {
		err = operand_value_scan(&cursor, &parsed);
		if (!err && !parsed.change)
			err = operand_mask_scan(&cursor, &parsed);
	}
	if (!err && *cursor)
		err = -UIO_ESYNTAX;
	if (err) {
		*column = cursor - text;
		return err;
	}
	*op = parsed;
	return 0;
}
