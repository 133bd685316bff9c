// SPDX-License-Identifier: GPL-2.0-or-later
/* Lines of the text format, and the tokens in them. */
#include "text.h"

#include <errno.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/number.h"

/* What is not part of a word: blanks, and the end of a line. */
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

/* Room for one more token. */
static struct token *make_room(struct tokens *tokens, size_t count)
{
	size_t room = 2 * tokens->room + 16;
	struct token *list = tokens->list;

	if (count < tokens->room)
		return &list[count];
	list = arena_take_unset(tokens->arena, room * sizeof(*list));
	if (!list)
		return NULL;
	if (count)
		memcpy(list, tokens->list, count * sizeof(*list));
	tokens->list = list;
	tokens->room = room;
	return &list[count];
}

/*
 * Removes the quotes, and the backslash before a character. Returns the place
 * after the string, or NULL where it does not end well.
 */
static char *take_string(struct token *token, const char *end)
{
	char *to = token->text;

	token->quoted = true;
	token->wrong = "missing closing quote of a string";
	for (char *from = to + 1; from < end; from++) {
		if (*from == '"') {
			*to = '\0';
			token->wrong = between[(unsigned char)from[1]]
					       ? NULL
					       : "missing space after a string";
			return token->wrong ? NULL : from + 1;
		}
		if (*from == '\\' && from + 1 < end)
			from++;
		*to++ = *from;
	}
	return NULL;
}

/* The place after a word, which gets a NUL at its end. */
static char *take_word(char *at, const char *end)
{
	while (!between[(unsigned char)*at])
		at++;
	if (at == end)
		return at;
	*at = '\0';
	return at + 1;
}

int tokens_line(struct tokens *tokens)
{
	size_t left = tokens->text_end - tokens->rest, count = 0;
	char *start = tokens->rest, *at = start;
	char *end = left ? memchr(start, '\n', left) : NULL;
	const char *wrong;
	struct token *token;

	if (!left)
		return 0;
	tokens->rest = end ? end + 1 : tokens->text_end;
	end = end ?: tokens->text_end;
	*end = '\0';
	wrong = memchr(start, '\0', end - start) ? "not a text file" : NULL;
	tokens->line++;
	do {
		token = make_room(tokens, count++);
		if (!token)
			return -ENOMEM;
		while (between[(unsigned char)*at] == BLANK)
			at++;
		*token = (struct token){ .column = at - start + 1 };
		if (at == end || *at == '#')
			break;
		token->wrong = wrong;
		token->text = wrong ? NULL : at;
		if (!wrong)
			at = *at == '"' ? take_string(token, end)
					: take_word(at, end);
		if (token->wrong)
			token->text = NULL;
	} while (token->text);
	tokens->next = tokens->list;
	return 1;
}

int token_need(struct tokens *tokens, struct token **token, const char *what)
{
	struct token *next = tokens->next;

	*token = next;
	tokens->next += next->text != NULL;
	if (next->text)
		return 0;
	return next->wrong ? token_wrong(tokens, next, "%s", next->wrong)
			   : token_wrong(tokens, next, "%s is missing", what);
}

int token_end(struct tokens *tokens)
{
	const struct token *rest = tokens->next;

	if (rest->text)
		return token_wrong(tokens, rest, "unexpected '%s'", rest->text);
	return rest->wrong ? token_wrong(tokens, rest, "%s", rest->wrong) : 0;
}

int token_to_number(struct tokens *tokens, const struct token *token,
		    uint64_t *value, const char *what,
		    int (*scan)(const char **, uint64_t *))
{
	const char *cursor = token->text;
	int err = token->quoted ? -UIO_ENUMBER : scan(&cursor, value);

	if (!err && !*cursor)
		return 0;
	return token_wrong(tokens, token, "%s: '%s' is %s", what, token->text,
			   err == -UIO_EVALUE ? "too large" : "not a number");
}

int token_number(struct tokens *tokens, uint64_t *value, const char *what,
		 int (*scan)(const char **, uint64_t *))
{
	struct token *token;

	return token_need(tokens, &token, what)
		       ?: token_to_number(tokens, token, value, what, scan);
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
	struct token *token;
	const char *open, *close;
	char closing;
	int err = token_need(tokens, &token, "the name");

	if (err)
		return err;
	reg->name = token->text;
	if (reg_name_is_valid(token->text, strlen(token->text)) ||
	    (literal && token->quoted && *token->text))
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
