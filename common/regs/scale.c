// SPDX-License-Identifier: GPL-2.0-or-later
/* Scales of the text format, and conversion to physical values. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "common/base/number.h"
#include "text.h"

/* Scans an optional sign, and a number or a fraction. */
static bool scan_factor(const char *text, struct reg_scale *scale)
{
	const char *cursor = text + (*text == '-');
	unsigned int decimals;
	double divisor = 1;
	int err = decimal_scan(&cursor, &scale->factor, &scale->decimals);

	if (!err && *cursor == '/') {
		cursor++;
		err = decimal_scan(&cursor, &divisor, &decimals);
		if (err || !divisor)
			return false;
		scale->factor /= divisor;
		/* As many as show the first digit of the factor, plus one. */
		scale->decimals = 1;
		for (double part = scale->factor;
		     part < 1 && scale->decimals < DECIMALS_MAX; part *= 10)
			scale->decimals++;
	}
	if (*text == '-')
		scale->factor = -scale->factor;
	return !err && !*cursor;
}

/* Reads an offset, which begins with a sign; a blank may follow the sign. */
static int read_offset(struct reader *reader, struct reg_scale *scale,
		       const struct token *token)
{
	struct token *number;
	unsigned int decimals;
	const char *cursor;
	int err;

	scale->offset_text = token->text;
	if (!token->text[1]) {
		err = token_need(&reader->tokens, &number, "the offset");
		if (err)
			return err;
		scale->offset_text = arena_print(reader->regs->arena, "%s%s",
						 token->text, number->text);
		if (!scale->offset_text)
			return -ENOMEM;
	}
	cursor = scale->offset_text + 1;
	if (decimal_scan(&cursor, &scale->offset, &decimals) || *cursor)
		return token_wrong(&reader->tokens, token,
				   "'%s' is not an offset such as -273.15",
				   scale->offset_text);
	if (*scale->offset_text == '-')
		scale->offset = -scale->offset;
	if (decimals > scale->decimals)
		scale->decimals = decimals;
	return 0;
}

int read_scale(struct reader *reader, void *to, const char *what)
{
	static const char unit[] = "the unit";
	struct tokens *tokens = &reader->tokens;
	struct reg_scale *scale =
		arena_take(reader->regs->arena, sizeof(*scale));
	struct token *token;
	int err;

	if (!scale)
		return -ENOMEM;
	*(const struct reg_scale **)to = scale;
	err = token_need(tokens, &token, what);
	if (err)
		return err;
	scale->factor_text = token->text;
	if (token->quoted || !scan_factor(token->text, scale))
		return token_wrong(tokens, token,
				   "'%s' is not a factor such as 0.5 or "
				   "503.975/65536",
				   token->text);
	err = token_need(tokens, &token, unit);
	if (!err && !token->quoted &&
	    (*token->text == '+' || *token->text == '-'))
		err = read_offset(reader, scale, token)
			      ?: token_need(tokens, &token, unit);
	if (err)
		return err;
	scale->unit = token->text;
	return *token->text ? 0
			    : token_wrong(tokens, token, "%s is missing", unit);
}

double reg_physical(const struct reg_scale *scale, uint64_t value, char *text)
{
	double physical = value * scale->factor + scale->offset;
	char *end = text + snprintf(text, REG_PHYSICAL_SIZE, "%.*f",
				    (int)scale->decimals, physical);

	if (scale->decimals) {
		while (end[-1] == '0')
			end--;
		end -= end[-1] == '.';
		*end = '\0';
	}
	if (!strcmp(text, "-0"))
		strcpy(text, "0");
	return physical;
}
