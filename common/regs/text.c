// SPDX-License-Identifier: GPL-2.0-or-later
/* Parses the text format, which is specified in uio-regs(5). */
#include <errno.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "common/base/number.h"
#include "text.h"

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
	uint64_t bits;
	int err = token_need(&reader->tokens, &token, what);

	if (err)
		return err;
	if (number_parse(token->text, &bits) || !bits || bits > REGS_MAX_WIDTH)
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
	return token_end(tokens);
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

static int read_end(struct reader *reader)
{
	int err = close_field(reader);

	if (!reader->depth)
		return token_wrong(&reader->tokens, reader->tokens.list,
				   "no group is open");
	reader->depth--;
	reader->fields = NULL;
	reader->description = NULL;
	return err ? err : token_end(&reader->tokens);
}

static const struct statement {
	const char *word;
	int (*read)(struct reader *reader);
} statements[] = {
	{ "register", read_register }, { "field", read_field },
	{ "value", read_value },       { "group", read_group },
	{ "block", read_block },       { "end", read_end },
};

static int read_line(struct reader *reader)
{
	const struct token *first = reader->tokens.next++;
	int err;

	if (!first->text)
		return first->wrong ? token_wrong(&reader->tokens, first, "%s",
						  first->wrong)
				    : 0;
	if (first->quoted)
		return continue_description(reader);
	/* Most words differ in the first character, which spares a call. */
	for (size_t i = 0; i < ARRAY_SIZE(statements); i++)
		if (*first->text == *statements[i].word &&
		    !strcmp(first->text, statements[i].word))
			return statements[i].read(reader);
	for (size_t i = 0; i < ARRAY_SIZE(of_files); i++) {
		const struct property *property = &of_files[i];

		if (strcmp(first->text, property->word))
			continue;
		if (reader->regs->items)
			return token_wrong(
				&reader->tokens, first,
				"'%s' must come before the first register",
				first->text);
		err = property->read(reader,
				     (char *)reader->regs + property->to,
				     property->what);
		return err ? err : token_end(&reader->tokens);
	}
	return token_wrong(&reader->tokens, first, "unknown keyword '%s'",
			   first->text);
}

static int read_all(struct reader *reader, bool head)
{
	struct token end = { .column = 0 };
	int err = 0, got = 1;

	while (!err && got && !(head && reader->regs->items)) {
		got = tokens_line(&reader->tokens);
		err = got > 0 ? read_line(reader) : got;
	}
	if (!err)
		err = close_field(reader);
	if (!err && !head && reader->depth)
		err = token_wrong(&reader->tokens, &end, "missing 'end'");
	return err;
}

/* The text is in the arena, which is freed with the model. */
static int parse(struct arena *arena, char *text, size_t length, bool head,
		 struct regs **regs, struct regs_error *error)
{
	struct reader reader = {
		.tokens = {
			.arena = arena,
			.error = error,
			.rest = text,
			.text_end = text + length,
		},
		.regs = regs_new(arena),
	};
	int err;

	if (!reader.regs)
		return regs_failed(error, -ENOMEM);
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
	return parse(arena_hold(arena), text, length, false, regs, error);
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

	return err ? err : regs_lay(*regs, NULL, error);
}

int regs_parse_head(const char *text, size_t length, struct regs **regs,
		    struct regs_error *error)
{
	return parse_copy(text, length, true, regs, error);
}
