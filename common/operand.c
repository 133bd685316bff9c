// SPDX-License-Identifier: GPL-2.0-or-later
#include "operand.h"

#include <ctype.h>
#include <string.h>

#include "error.h"
#include "expression.h"
#include "number.h"

/* Names begin with a letter; paths and array elements are parts of one. */
static struct word name_scan(const char **cursor)
{
	struct word word = { *cursor, 0 };

	if (!isalpha((unsigned char)**cursor) && **cursor != '_')
		return word;
	while (isalnum((unsigned char)**cursor) ||
	       (**cursor && strchr("_.[]", **cursor)))
		++*cursor;
	word.length = *cursor - word.start;
	return word;
}

/* What may follow the first offset: nothing, -LAST or +LENGTH. */
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

static int where_scan(const char **cursor, struct operand *op)
{
	int err;

	op->name = name_scan(cursor);
	if (op->name.length)
		return 0;
	err = size_scan(cursor, &op->offset);
	return err ? err : extent_scan(cursor, op);
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

static int mask_scan(const char **cursor, struct operand *op)
{
	const char *start = *cursor;
	int err;

	if (*start != ':')
		return 0;
	++*cursor;
	err = expression_scan(cursor, &op->mask);
	if (err)
		return err;
	op->masked = true;
	if (op->has_bits) {
		*cursor = start;
		return -UIO_ESYNTAX;
	}
	return 0;
}

static int assignment_scan(const char **cursor, struct operand *op)
{
	const char *start;
	int err;

	if (**cursor != '=')
		return 0;
	start = ++*cursor;
	op->assigned = true;
	op->value_name = name_scan(cursor);
	if (op->value_name.length)
		return 0;
	err = expression_scan(cursor, &op->value);
	if (!err)
		err = mask_scan(cursor, op);
	if (!err && op->masked && op->value & ~op->mask) {
		*cursor = start;
		err = -UIO_EVALUE;
	}
	return err;
}

int operand_parse(const char *text, struct operand *op, size_t *column)
{
	static int (*const parts[])(const char **,
				    struct operand *) = { where_scan, bits_scan,
							  assignment_scan };
	struct operand parsed = { .text = text };
	const char *cursor = text;
	int err = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]) && !err; i++)
		err = parts[i](&cursor, &parsed);
	if (!err && *cursor)
		err = -UIO_ESYNTAX;
	if (err) {
		*column = cursor - text;
		return err;
	}
	*op = parsed;
	return 0;
}
