// SPDX-License-Identifier: GPL-2.0-or-later
#include "operand.h"

#include "error.h"
#include "number.h"

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

static int assignment_scan(const char **cursor, struct operand *op)
{
	if (**cursor != '=')
		return 0;
	++*cursor;
	op->assigned = true;
	return number_scan(cursor, &op->value);
}

int operand_parse(const char *text, struct operand *op, size_t *column)
{
	struct operand parsed = { .text = text };
	const char *cursor = text;
	int err;

	err = size_scan(&cursor, &parsed.offset);
	if (!err)
		err = extent_scan(&cursor, &parsed);
	if (!err)
		err = assignment_scan(&cursor, &parsed);
	if (!err && *cursor)
		err = -UIO_ESYNTAX;
	if (err) {
		*column = cursor - text;
		return err;
	}
	*op = parsed;
	return 0;
}
