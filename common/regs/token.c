// SPDX-License-Identifier: GPL-2.0-or-later
/* Lines of the text format, and the tokens in them. */
#include "text.h"

#include <errno.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/number.h"

bool tokens_line(struct tokens *tokens)
{
	size_t left = tokens->text_end - tokens->rest;
	char *newline;

	if (!left)
		return false;
	newline = memchr(tokens->rest, '\n', left);
	tokens->line++;
	tokens->start = tokens->cursor = tokens->rest;
	tokens->end = newline ? newline : tokens->text_end;
	tokens->is_text =
		!memchr(tokens->start, '\0', tokens->end - tokens->start);
	*tokens->end = '\0';
	tokens->rest = newline ? newline + 1 : tokens->text_end;
	return true;
}

/* Characters that end a word: blanks, and the end of a line. */
enum {
	BLANK = 1,
	END,
};

static const char between[256] = {
	[' '] = BLANK,
	['\t'] = BLANK,
	['\r'] = BLANK,
	['\0'] = END,
};

/* Removes the closing quote, and the backslash before a character. */
static int take_string(struct tokens *tokens, struct token *token)
{
	char *to = token->text, *end = tokens->end;

	for (char *from = to + 1; from < end; from++) {
		if (*from == '"') {
			if (!between[(unsigned char)from[1]])
				return token_wrong(
					tokens, token,
					"missing space after a string");
			*to = '\0';
			tokens->cursor = from + 1;
			token->quoted = true;
			return 1;
		}
		if (*from == '\\' && from + 1 < end)
			from++;
		*to++ = *from;
	}
	return token_wrong(tokens, token, "missing closing quote of a string");
}

int token_next(struct tokens *tokens, struct token *token)
{
	char *at = tokens->cursor;

	while (between[(unsigned char)*at] == BLANK)
		at++;
	tokens->cursor = at;
	*token = (struct token){ .text = at, .column = at - tokens->start + 1 };
	if (at == tokens->end || *at == '#')
		return 0;
	if (!tokens->is_text)
		return token_wrong(tokens, token, "not a text file");
	if (*at == '"')
		return take_string(tokens, token);
	while (!between[(unsigned char)*at])
		at++;
	tokens->cursor = at + (at < tokens->end);
	*at = '\0';
	return 1;
}

int token_need(struct tokens *tokens, struct token *token, const char *what)
{
	int got = token_next(tokens, token);

	if (got)
		return got < 0 ? got : 0;
	return token_wrong(tokens, token, "%s is missing", what);
}

int token_to_number(struct tokens *tokens, const struct token *token,
		    uint64_t *value, const char *what,
		    int (*parse)(const char *, uint64_t *))
{
	int err = token->quoted ? -UIO_ENUMBER : parse(token->text, value);

	if (!err)
		return 0;
	return token_wrong(tokens, token, "%s: '%s' is %s", what, token->text,
			   err == -UIO_EVALUE ? "too large" : "not a number");
}

int token_number(struct tokens *tokens, uint64_t *value, const char *what,
		 int (*parse)(const char *, uint64_t *))
{
	struct token token;

	return token_need(tokens, &token, what)
		       ?: token_to_number(tokens, &token, value, what, parse);
}

int token_pair(struct tokens *tokens, const struct token *token,
	       uint64_t *first, uint64_t *second, const char *what)
{
	const char *cursor = token->text;
	int err = number_scan(&cursor, first);

	if (!err && *cursor == ':') {
		cursor++;
		err = number_scan(&cursor, second);
	}
	if (err || *cursor)
		return token_wrong(tokens, token, "'%s' is not %s", token->text,
				   what);
	return 0;
}

/* Parses a count or a range, such as 4 or 1..4; anything else is a list. */
static bool scan_count(const char *inner, size_t length, struct reg *reg)
{
	const char *cursor = inner;
	uint64_t first, last;

	if (number_scan(&cursor, &first))
		return false;
	if (cursor == inner + length) {
		reg->count = first;
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

int token_name(struct tokens *tokens, struct reg *reg, bool literal)
{
	struct token token;
	const char *open, *close;
	char closing;
	int err = token_need(tokens, &token, "the name");

	if (err)
		return err;
	reg->name = token.text;
	if (reg_name_is_valid(token.text, strlen(token.text)) ||
	    (literal && token.quoted && *token.text))
		return 0;
	open = token.text + strcspn(token.text, "[{");
	if (!*open)
		return token_wrong(tokens, &token, "'%s' is not a name",
				   token.text);
	closing = *open == '[' ? ']' : '}';
	close = strchr(open, closing);
	if (!close)
		return token_wrong(tokens, &token, "missing '%c'", closing);
	err = set_array(tokens, reg, &token, open + 1, close - open - 1);
	if (err)
		return err;
	reg->name = arena_print(tokens->arena, "%.*s%s%s",
				(int)(open - token.text), token.text,
				*open == '[' ? "[%s]" : "%s", close + 1);
	if (!reg->name)
		return -ENOMEM;
	if (!reg_array_name_is_valid(reg))
		return token_wrong(tokens, &token, "'%s' is not a name",
				   token.text);
	return 0;
}
