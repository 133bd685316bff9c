// SPDX-License-Identifier: GPL-2.0-or-later
#include "span.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/run/plan.h"
#include "cmd/show/report.h"

/*
 * Numbers without a prefix are hexadecimal, as in U-Boot. Returns allocated text
 * or NULL.
 */
static char *as_hexadecimal(const char *text)
{
	char *hexadecimal = calloc(3 * strlen(text) + 1, 1), *end = hexadecimal;

	while (end && *text) {
		bool prefix = *text == '0' && text[1] &&
			      strchr("xXbB", text[1]);
		size_t length = 0;

		while (isalnum((unsigned char)text[length]) ||
		       text[length] == '_')
			length++;
		if (isxdigit((unsigned char)*text) && !prefix)
			end = stpcpy(end, "0x");
		length = length ?: 1;
		end = mempcpy(end, text, length);
		text += length;
	}
	if (end)
		*end = '\0';
	return hexadecimal;
}

/* Returns the column of the typed text for a column of the hexadecimal one. */
static size_t typed_column(const char *text, const char *hexadecimal,
			   size_t column)
{
	const char *at = text, *end = hexadecimal + column;

	while (hexadecimal < end && *at) {
		bool added = *hexadecimal != *at;

		hexadecimal += added ? 2 : 1;
		at += !added;
	}
	return at - text;
}

int span_value(const char *text, struct expression *result)
{
	char *hexadecimal = as_hexadecimal(text);
	size_t column;
	int err, status = hexadecimal ? 0 : fail_memory();

	if (status)
		return status;
	err = expression_parse(hexadecimal, NULL, result, &column);
	if (err)
		status = shell_fail_expression(
			text, err, typed_column(text, hexadecimal, column));
	free(hexadecimal);
	return status;
}

static int number_of(const char *text, uint64_t *value)
{
	struct expression result;
	int status = span_value(text, &result);

	if (!status)
		*value = result.value;
	return status;
}

/*
 * Whether an offset begins with a number: ADC is one, unless it is the name of a
 * register.
 */
static bool begins_with_number(const struct target *target, const char *where)
{
	size_t length = strspn(where, "0123456789abcdefABCDEF_");
	char *first = strndup(where, length), after = where[length];
	bool is_number = first && length && !isalnum((unsigned char)after) &&
			 !(after && strchr(".[:", after)) &&
			 !shell_is_register(target, first);

	free(first);
	return is_number;
}

int span_begin(struct shell *shell, const char *command, const char *where,
	       struct span *span)
{
	const char *suffix = strchr(command, '.');
	int status;

	*span = (struct span){ .width = 32 };
	if (suffix)
		span->width = 8u << (strchr("bwlq", suffix[1]) - "bwlq");
	span->operand.text = span->text;
	status = shell_device(shell, &where, &span->target);
	if (status)
		return status;
	if (plan_has_names((char **)&where, 1) &&
	    !begins_with_number(span->target, where))
		return shell_offset(span->target, where, &span->operand.offset);
	return number_of(where, &span->operand.offset);
}

int span_length(struct span *span, const char *count_text)
{
	struct operand *op = &span->operand;
	uint64_t count;
	int status = number_of(count_text, &count);

	if (status)
		return status;
	if (!count ||
	    __builtin_mul_overflow(count, span->width / 8, &op->length))
		return fail(-UIO_EVALUE, NULL, "invalid count '%s'",
			    count_text);
	snprintf(span->text, sizeof(span->text), "0x%" PRIx64 "+0x%" PRIx64,
		 op->offset, op->length);
	return 0;
}

struct register_request span_request(const struct span *span,
				     const struct operand *operands,
				     size_t count)
{
	struct register_request request = register_defaults(span->target);

	request.width = span->width;
	request.parsed = operands;
	request.count = count;
	return request;
}
