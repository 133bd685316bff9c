// SPDX-License-Identifier: GPL-2.0-or-later
/* Parses the text format, which is specified in uio-regs(5). */
#include <errno.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "common/base/number.h"
#include "text.h"

/* Characters between words, at the end of a line, before a comment, and of names. */
enum {
	BLANK = 1,
	END = 2,
	COMMENT = 4,
	NAME = 8,
};

static const unsigned char classes[256] = {
	[' '] = BLANK,	      ['\t'] = BLANK,	    ['\r'] = BLANK,
	['\n'] = END,	      ['\0'] = END,	    ['#'] = COMMENT,
	['0' ... '9'] = NAME, ['A' ... 'Z'] = NAME, ['a' ... 'z'] = NAME,
	['_'] = NAME,
};

#define class_of(c) (classes[(unsigned char)(c)])

/* Makes room for more tokens of a line after the first @count. */
static int make_room(struct tokens *tokens, size_t count)
{
	size_t room = 2 * tokens->room;
	struct token *list =
		arena_take_unset(tokens->arena, room * sizeof(*list));

	if (!list)
		return -ENOMEM;
	memcpy(list, tokens->list, count * sizeof(*list));
	tokens->list = list;
	tokens->room = room;
	return 0;
}

/*
 * Removes the quotes, and the backslash before a character. Returns the character
 * after the string. If the closing quote or the space after it is missing, the token
 * says so.
 */
static char *take_string(const struct tokens *tokens, struct token *token)
{
	char *to = token->text, *from = to + 1;

	token->quoted = true;
	for (; class_of(*from) != END; from++) {
		if (*from == '"') {
			*to = '\0';
			if (!(class_of(from[1]) & (BLANK | END)))
				token->wrong = "missing space after a string";
			return from + 1;
		}
		if (*from == '\\' && class_of(from[1]) != END)
			from++;
		*to++ = *from;
	}
	token->wrong = *from ? NULL : tokens->at_end;
	if (!token->wrong)
		token->wrong = "missing closing quote of a string";
	return from;
}

/* Returns the character after the word. Most words are names. */
static char *take_word(struct token *token)
{
	char *at = token->text;

	while (class_of(*at) == NAME)
		at++;
	token->is_name = class_of(*at) & (BLANK | END) &&
			 !(*token->text >= '0' && *token->text <= '9');
	while (!(class_of(*at) & (BLANK | END)))
		at++;
	return at;
}

/*
 * Splits the next line into tokens. Returns 1, 0 after the last line, or -ENOMEM. A
 * line that cannot be read ends with a token that says why.
 */
static int next_line(struct tokens *tokens)
{
	char *start = tokens->rest, *at = start;
	struct token *token;
	size_t count = 0;

	if (at == tokens->text_end && !tokens->at_end)
		return 0;
	tokens->line++;
	for (;;) {
		bool more;

		if (count == tokens->room && make_room(tokens, count))
			return -ENOMEM;
		while (class_of(*at) == BLANK)
			at++;
		token = &tokens->list[count++];
		*token = (struct token){ .text = at, .column = at - start + 1 };
		if (class_of(*at) & (END | COMMENT))
			break;
		at = *at == '"' ? take_string(tokens, token) : take_word(token);
		if (token->wrong)
			break;
		more = class_of(*at) == BLANK;
		*at = '\0';
		at += more;
	}
	token->text = NULL;
	if (*at == '#')
		at = memchr(at, '\n', tokens->text_end - at)
			     ?: tokens->text_end;
	if (at < tokens->text_end)
		at++;
	else if (!token->wrong)
		token->wrong = tokens->at_end;
	tokens->rest = at;
	tokens->next = tokens->list;
	return 1;
}

static int read_text(struct reader *reader, void *to, const char *what)
{
	struct token *token;
	int err = token_need(&reader->tokens, &token, what);

	if (!err)
		*(const char **)to = token->text;
	return err;
}

static int read_file_description(struct reader *reader, void *to,
				 const char *what)
{
	reader->description = to;
	return read_text(reader, to, what);
}

int read_size(struct reader *reader, void *to, const char *what)
{
	return token_number(&reader->tokens, to, what, size_scan);
}

int read_width(struct reader *reader, void *to, const char *what)
{
	struct token *token;
	const char *cursor;
	uint64_t bits;
	int err = token_need(&reader->tokens, &token, what);

	if (err)
		return err;
	cursor = token->text;
	if (number_scan(&cursor, &bits) || *cursor || !bits ||
	    bits > REGS_MAX_WIDTH)
		return token_wrong(&reader->tokens, token,
				   "'%s' is not a width in bits", token->text);
	*(unsigned int *)to = bits;
	return 0;
}

int read_endian(struct reader *reader, void *to, const char *what)
{
	struct token *token;
	int err = token_need(&reader->tokens, &token, what);

	if (err)
		return err;
	if (strcmp(token->text, "little") && strcmp(token->text, "big"))
		return token_wrong(&reader->tokens, token,
				   "'%s' is neither little nor big",
				   token->text);
	*(enum reg_endian *)to = *token->text == 'l' ? REG_LITTLE : REG_BIG;
	return 0;
}

static int read_base(struct reader *reader, void *to, const char *what)
{
	reader->regs->has_base = true;
	return token_number(&reader->tokens, to, what, number_scan);
}

static int read_devices(struct reader *reader, void *to, const char *what)
{
	struct tokens *tokens = &reader->tokens;
	struct reg_device **tail = to, **first;

	while (*tail)
		tail = &(*tail)->next;
	first = tail;
	for (; tokens->next->text; tokens->next++) {
		*tail = arena_take(reader->regs->arena, sizeof(**tail));
		if (!*tail)
			return -ENOMEM;
		(*tail)->pattern = tokens->next->text;
		tail = &(*tail)->next;
	}
	if (!tokens->next->wrong && tail == first)
		return token_wrong(tokens, tokens->list, "%s is missing", what);
	return 0;
}

/* Lines about the whole file, before the first register. */
static const struct property of_files[] = {
	{ "base", "the address", read_base, offsetof(struct regs, base) },
	{ "description", "the description", read_file_description,
	  offsetof(struct regs, description) },
	{ "device", "the device", read_devices,
	  offsetof(struct regs, devices) },
	{ "endian", "the byte order", read_endian,
	  offsetof(struct regs, endian) },
	{ "name", "the name", read_text, offsetof(struct regs, name) },
	{ "region", "the region", read_text, offsetof(struct regs, region) },
	{ "size", "the size", read_size, offsetof(struct regs, size) },
	{ "width", "the width", read_width, offsetof(struct regs, width) },
};

/* A line that begins with a string continues the previous description. */
static int continue_description(struct reader *reader)
{
	const char **description = reader->description;
	const struct token *token = reader->tokens.list;

	if (!description)
		return token_wrong(&reader->tokens, token,
				   "nothing comes before this description");
	if (*description)
		*description = arena_print(reader->regs->arena, "%s %s",
					   *description, token->text);
	else
		*description = token->text;
	return *description ? 0 : -ENOMEM;
}

static int read_end(struct reader *reader, unsigned int kind)
{
	int err = reader->array.count ? close_array(reader) : 0;

	(void)kind;
	reader->field = NULL;
	if (!reader->depth)
		return token_wrong(&reader->tokens, reader->tokens.list,
				   "no group is open");
	reader->depth--;
	reader->fields = NULL;
	reader->description = NULL;
	return err;
}

static const struct statement {
	const char *word;
	int (*read)(struct reader *reader, unsigned int kind);
	unsigned int kind;
} statements[] = {
	{ "register", read_item, OF_REGISTERS },
	{ "field", read_field },
	{ "value", read_value },
	{ "group", open_item, OF_GROUPS },
	{ "block", open_item, OF_BLOCKS },
	{ "end", read_end },
};

static int read_line(struct reader *reader)
{
	struct tokens *tokens = &reader->tokens;
	const struct token *first = tokens->next;

	if (!first->text)
		return 0;
	tokens->next++;
	if (first->quoted)
		return continue_description(reader);
	/* Most words differ in the first character, which spares a call. */
	for (size_t i = 0; i < ARRAY_SIZE(statements); i++)
		if (*first->text == *statements[i].word &&
		    !strcmp(first->text, statements[i].word))
			return statements[i].read(reader, statements[i].kind);
	for (size_t i = 0; i < ARRAY_SIZE(of_files); i++) {
		const struct property *property = &of_files[i];

		if (strcmp(first->text, property->word))
			continue;
		if (reader->regs->items)
			return token_wrong(
				tokens, first,
				"'%s' must come before the first register",
				first->text);
		return property->read(reader,
				      (char *)reader->regs + property->to,
				      property->what);
	}
	return token_wrong(tokens, first, "unknown keyword '%s'", first->text);
}

static int read_all(struct reader *reader, bool head)
{
	struct tokens *tokens = &reader->tokens;
	struct token end = { .column = 0 };
	int err = 0, got;

	while (!err && !(head && reader->regs->items)) {
		const struct token *rest;

		got = next_line(tokens);
		err = got > 0 ? read_line(reader) : got;
		if (err || !got)
			break;
		rest = tokens->next;
		if (rest->wrong)
			err = token_wrong(tokens, rest, "%s", rest->wrong);
		else if (rest->text)
			err = token_wrong(tokens, rest, "unexpected '%s'",
					  rest->text);
	}
	if (!err && reader->array.count)
		err = close_array(reader);
	if (!err && !head && reader->depth)
		err = token_wrong(tokens, &end, "missing 'end'");
	return err;
}

static int parse(struct arena *arena, char *text, size_t length, bool head,
		 struct regs **regs, struct regs_error *error)
{
	char *end = memchr(text, '\0', length);
	struct reader reader = {
		.tokens = {
			.arena = arena,
			.error = error,
			.rest = text,
			.text_end = end ?: text + length,
			.at_end = end ? "not a text file" : NULL,
			.room = ARRAY_SIZE(reader.tokens.few),
		},
		.regs = regs_new(arena),
	};
	int err;

	if (!reader.regs)
		return regs_failed(error, -ENOMEM);
	*reader.tokens.text_end = '\0';
	reader.tokens.list = reader.tokens.few;
	reader.items[0] = &reader.regs->items;
	err = read_all(&reader, head);
	if (err) {
		regs_free(reader.regs);
		return regs_failed(error, err);
	}
	*regs = reader.regs;
	return 0;
}

int regs_parse_in_place(struct arena *arena, char *text, size_t length,
			struct regs **regs, struct regs_error *error)
{
	return parse(arena, text, length, false, regs, error);
}

static int parse_copy(const char *text, size_t length, bool head,
		      struct regs **regs, struct regs_error *error)
{
	struct arena *arena = arena_new();
	char *copy = arena ? arena_text(arena, text, length) : NULL;

	if (copy)
		return parse(arena, copy, length, head, regs, error);
	arena_free(arena);
	return regs_failed(error, -ENOMEM);
}

int regs_parse(const char *text, size_t length, struct regs **regs,
	       struct regs_error *error)
{
	int err = parse_copy(text, length, false, regs, error);

	return err ?: regs_lay(*regs, NULL, error);
}

int regs_parse_head(const char *text, size_t length, struct regs **regs,
		    struct regs_error *error)
{
	return parse_copy(text, length, true, regs, error);
}
