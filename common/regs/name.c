// SPDX-License-Identifier: GPL-2.0-or-later
/* Names of registers and of the elements of arrays. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/number.h"
#include "text.h"

/* Several times as fast as strspn() with a set of 63 characters. */
static const bool in_names[256] = {
	['0' ... '9'] = true,
	['A' ... 'Z'] = true,
	['_'] = true,
	['a' ... 'z'] = true,
};

size_t reg_name_length(const char *text)
{
	const char *end = text;

	while (in_names[(unsigned char)*end])
		end++;
	return end - text;
}

bool reg_name_is_valid(const char *name, size_t length)
{
	return length && reg_name_length(name) >= length &&
	       (*name < '0' || *name > '9');
}

bool reg_array_name_is_valid(const struct reg *reg)
{
	const char *hole = strstr(reg->name, "%s"), *rest = hole + 2;
	size_t before = hole - reg->name;

	if (before && hole[-1] == '[' && *rest == ']') {
		before--;
		rest++;
	}
	if (rest[reg_name_length(rest)])
		return false;
	if (before)
		return reg_name_is_valid(reg->name, before);
	for (uint64_t i = 0; reg->indexes && i < reg->count; i++)
		if (!reg_name_is_valid(reg->indexes[i], 1))
			return false;
	return reg->indexes;
}

int reg_set_indexes(struct arena *arena, struct reg *reg, const char *list,
		    size_t length)
{
	char *text = arena_text(arena, list, length), number[24];
	const char **indexes;
	size_t count = 1;

	for (size_t i = 0; i < length; i++)
		count += list[i] == ',';
	indexes = arena_take(arena, count * sizeof(*indexes));
	if (!text || !indexes)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++) {
		indexes[i] = strsep(&text, ",");
		if (!*indexes[i] || indexes[i][reg_name_length(indexes[i])])
			return -UIO_ESYNTAX;
	}
	/* Consecutive numbers need no list. */
	reg->indexes = NULL;
	reg->first = strtoul(indexes[0], NULL, 10);
	reg->count = count;
	for (size_t i = 0; i < count; i++)
		if (strcmp(indexes[i], reg_index(reg, i, number)))
			reg->indexes = indexes;
	if (reg->first > UINT64_MAX - count)
		reg->indexes = indexes;
	if (reg->indexes)
		reg->first = 0;
	return 0;
}

const char *reg_index(const struct reg *reg, uint64_t element, char *number)
{
	if (reg->indexes)
		return reg->indexes[element];
	snprintf(number, 24, "%" PRIu64, reg->first + element);
	return number;
}

const char *reg_put_index(struct arena *arena, const char *text,
			  const char *index)
{
	const char *hole = text ? strstr(text, "%s") : NULL;
	size_t holes = 0, length = strlen(index);
	char *result, *to;

	if (!hole)
		return text;
	for (const char *next = hole; next; next = strstr(next + 2, "%s"))
		holes++;
	result = arena_take(arena, strlen(text) + holes * length + 1);
	if (!result)
		return NULL;
	for (to = result; hole; hole = strstr(text, "%s")) {
		to = mempcpy(to, text, hole - text);
		to = mempcpy(to, index, length);
		text = hole + 2;
	}
	strcpy(to, text);
	return result;
}

size_t reg_element_name(const struct reg *reg, uint64_t element, char *name,
			size_t size)
{
	const char *hole = reg->count ? strstr(reg->name, "%s") : NULL;
	char number[24];

	if (!hole)
		return snprintf(name, size, "%s", reg->name);
	return snprintf(name, size, "%.*s%s%s", (int)(hole - reg->name),
			reg->name, reg_index(reg, element, number), hole + 2);
}

/* Parses a count or a range, such as 4 or 1..4; anything else is a list. */
static bool scan_count(const char *inner, size_t length, struct reg *reg)
{
	const char *cursor = inner;
	uint64_t first, last;
	int err = number_scan(&cursor, &first);

	if (err && err != -UIO_EVALUE)
		return false;
	if (err || cursor == inner + length) {
		reg->count = err ? UINT64_MAX : first;
		return true;
	}
	if (strncmp(cursor, "..", 2))
		return false;
	cursor += 2;
	if (number_scan(&cursor, &last) || cursor != inner + length ||
	    last < first)
		return false;
	reg->first = first;
	reg->count = last - first + 1;
	return true;
}

static int set_array(struct tokens *tokens, struct reg *reg,
		     const struct token *token, const char *inner,
		     size_t length)
{
	int err = 0;

	/* A comma at the end marks a list of a single index. */
	if (length && inner[length - 1] == ',')
		err = reg_set_indexes(tokens->arena, reg, inner, length - 1);
	else if (!scan_count(inner, length, reg))
		err = reg_set_indexes(tokens->arena, reg, inner, length);
	if (err == -UIO_ESYNTAX)
		return token_wrong(tokens, token,
				   "'%.*s' is not a count, range or list",
				   (int)length, inner);
	if (!err && (!reg->count || reg->count > REGS_MAX_PLACES))
		return token_wrong(tokens, token,
				   "an array has 1 to %u elements",
				   REGS_MAX_PLACES);
	return err;
}

int token_name(struct tokens *tokens, const struct token *token,
	       struct reg *reg, bool literal)
{
	const char *open, *close;
	char closing;
	int err;

	reg->name = token->text;
	if (token->is_name || (literal && token->quoted && *token->text) ||
	    reg_name_is_valid(token->text, strlen(token->text)))
		return 0;
	open = token->text + strcspn(token->text, "[{");
	if (!*open)
		return token_wrong(tokens, token, "'%s' is not a name",
				   token->text);
	closing = *open == '[' ? ']' : '}';
	close = strchr(open, closing);
	if (!close)
		return token_wrong(tokens, token, "missing '%c'", closing);
	err = set_array(tokens, reg, token, open + 1, close - open - 1);
	if (err)
		return err;
	reg->name = arena_print(tokens->arena, "%.*s%s%s",
				(int)(open - token->text), token->text,
				*open == '[' ? "[%s]" : "%s", close + 1);
	if (!reg->name)
		return -ENOMEM;
	if (!reg_array_name_is_valid(reg))
		return token_wrong(tokens, token, "'%s' is not a name",
				   token->text);
	return 0;
}
