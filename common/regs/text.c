// SPDX-License-Identifier: GPL-2.0-or-later
/* The reader of the text format, which uio-regs(5) specifies. */
#include <errno.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "common/base/number.h"
#include "text.h"

/* The kinds of items that have a property. */
enum {
	OF_REGISTERS = 1,
	OF_GROUPS = 2,
	OF_BLOCKS = 4,
};

/**
 * struct property - a word, and what it sets in the file or in an item
 * @what: follows, for messages
 * @read: reads it; returns 0, -ENOMEM or -UIO_EREGS
 * @to: where it is set, counted from the start of the struct
 * @of: the kinds of items that have it; 0 where it is the file's
 */
struct property {
	const char *word;
	const char *what;
	int (*read)(struct reader *reader, void *to, const char *what);
	size_t to;
	unsigned int of;
};

static int read_text(struct reader *reader, void *to, const char *what)
{
	struct token token;
	int err = token_need(&reader->tokens, &token, what);

	if (!err)
		*(const char **)to = token.text;
	return err;
}

static int read_file_description(struct reader *reader, void *to,
				 const char *what)
{
	reader->description = to;
	return read_text(reader, to, what);
}

static int read_size(struct reader *reader, void *to, const char *what)
{
	return token_number(&reader->tokens, to, what, size_parse);
}

static int read_width(struct reader *reader, void *to, const char *what)
{
	struct token token;
	uint64_t bits;
	int err = token_need(&reader->tokens, &token, what);

	if (err)
		return err;
	if (number_parse(token.text, &bits) || !bits || bits > REGS_MAX_WIDTH)
		return token_wrong(&reader->tokens, &token,
				   "'%s' is no width in bits", token.text);
	*(unsigned int *)to = bits;
	return 0;
}

static int read_endian(struct reader *reader, void *to, const char *what)
{
	struct token token;
	int err = token_need(&reader->tokens, &token, what);

	if (err)
		return err;
	if (strcmp(token.text, "little") && strcmp(token.text, "big"))
		return token_wrong(&reader->tokens, &token,
				   "'%s' is neither little nor big",
				   token.text);
	*(enum reg_endian *)to = *token.text == 'l' ? REG_LITTLE : REG_BIG;
	return 0;
}

static int read_reset(struct reader *reader, void *to, const char *what)
{
	struct token token;
	struct reg *reg = to;
	int err = token_need(&reader->tokens, &token, what);

	reg->has_reset = true;
	return err ? err
		   : token_pair(&reader->tokens, &token, &reg->reset,
				&reg->reset_mask, what);
}

static int read_base(struct reader *reader, void *to, const char *what)
{
	reader->regs->has_base = true;
	return token_number(&reader->tokens, to, what, number_parse);
}

static int set_flag(struct reader *reader, void *to, const char *what)
{
	(void)reader, (void)what;
	*(bool *)to = true;
	return 0;
}

static int read_devices(struct reader *reader, void *to, const char *what)
{
	struct reg_device **tail = to, **first;
	struct token token;
	int got;

	while (*tail)
		tail = &(*tail)->next;
	first = tail;
	while ((got = token_next(&reader->tokens, &token)) > 0) {
		*tail = arena_take(reader->regs->arena, sizeof(**tail));
		if (!*tail)
			return -ENOMEM;
		(*tail)->pattern = token.text;
		tail = &(*tail)->next;
	}
	if (!got && tail == first)
		return token_wrong(&reader->tokens, &reader->first,
				   "%s is missing", what);
	return got;
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

/* Attributes in the line of a register, a group or a block. */
static const struct property of_items[] = {
	{ "alternate", NULL, set_flag, offsetof(struct reg, alternate),
	  OF_REGISTERS | OF_GROUPS },
	{ "endian", "the byte order", read_endian, offsetof(struct reg, endian),
	  OF_REGISTERS },
	{ "reset", "a reset value", read_reset, 0, OF_REGISTERS },
	{ "scale", "the factor", read_scale, offsetof(struct reg, scale),
	  OF_REGISTERS },
	{ "size", "the size", read_size, offsetof(struct reg, size),
	  OF_BLOCKS },
	{ "stride", "the stride", read_size, offsetof(struct reg, stride),
	  OF_REGISTERS | OF_GROUPS },
	{ "volatile", NULL, set_flag, offsetof(struct reg, is_volatile),
	  OF_REGISTERS },
	{ "width", "the width", read_width, offsetof(struct reg, width),
	  OF_REGISTERS },
};

static unsigned int kind_of(const struct reg *reg)
{
	return reg->block ? OF_BLOCKS : reg->group ? OF_GROUPS : OF_REGISTERS;
}

/* A line that begins with a string goes on with the description before it. */
static int continue_description(struct reader *reader)
{
	const char **description = reader->description;

	if (!description)
		return token_wrong(&reader->tokens, &reader->first,
				   "there is nothing to describe");
	if (*description)
		*description = arena_print(reader->regs->arena, "%s %s",
					   *description, reader->first.text);
	else
		*description = reader->first.text;
	return *description ? 0 : -ENOMEM;
}

static int read_attribute(struct reader *reader, struct reg *reg,
			  const struct token *token, bool *has_stride)
{
	const struct property *property = of_items;
	const struct property *end = property + ARRAY_SIZE(of_items);

	while (property < end && !(token_is(token, property->word) &&
				   property->of & kind_of(reg)))
		property++;
	if (property < end) {
		char *to = (char *)reg + property->to;

		*has_stride |= to == (char *)&reg->stride;
		return property->read(reader, to, property->what);
	}
	if (!reg->group && find_access(token, &reg->access))
		return 0;
	return read_description(reader, token, &reg->description);
}

/* An item with what holds for it unless its line says otherwise. */
static struct reg *add_item(struct reader *reader, unsigned int kind)
{
	struct reg *reg = arena_take(reader->regs->arena, sizeof(*reg));

	if (!reg)
		return NULL;
	reg->line = reader->tokens.line;
	reg->group = kind != OF_REGISTERS;
	reg->block = kind == OF_BLOCKS;
	reg->width = reader->regs->width;
	reg->endian = reader->regs->endian;
	reg->reset_mask = UINT64_MAX;
	*reader->items[reader->depth] = reg;
	reader->items[reader->depth] = &reg->next;
	reader->fields = reg->group ? NULL : &reg->fields;
	reader->description = &reg->description;
	reader->reg = reg;
	return reg;
}

/* Whether the line is complete, once all of it was read. */
static int finish_item(struct reader *reader, struct reg *reg, bool has_stride)
{
	const struct token line = { .column = 0 };

	reg->reset_mask &= reg->has_reset ? reg_mask(reg->width) : 0;
	if (reg->count && reg->block)
		return token_wrong(&reader->tokens, &line,
				   "a block cannot be an array");
	if (!reg->count)
		reg->stride = 0;
	else if (!has_stride && reg->group)
		return token_wrong(&reader->tokens, &line,
				   "an array of groups needs a stride");
	else if (!has_stride)
		reg->stride = (reg->width + 7) / 8;
	return 0;
}

/* A block may be called as an element of an array, in quotes. */
static int read_name(struct reader *reader, struct reg *reg)
{
	struct tokens *tokens = &reader->tokens;
	const struct token line = { .column = 0 };
	int err = token_name(tokens, reg, reg->block);
	size_t front;

	if (err || !reg->block || reg->count)
		return err;
	front = strcspn(reg->name, "[");
	if (reg_name_is_valid(reg->name, front) && !strpbrk(reg->name, ".*?") &&
	    !reg->name[regs_path_length(reg->name)])
		return 0;
	return token_wrong(tokens, &line, "'%s' is not a name", reg->name);
}

static int read_offset(struct reader *reader, struct reg *reg)
{
	struct token token;
	int err = token_need(&reader->tokens, &token, "the offset");

	if (err)
		return err;
	reg->unplaced = reg->block && token_is(&token, "none");
	return reg->unplaced
		       ? 0
		       : token_to_number(&reader->tokens, &token, &reg->offset,
					 "the offset", size_parse);
}

static int read_item(struct reader *reader, unsigned int kind)
{
	struct tokens *tokens = &reader->tokens;
	struct token token = { .column = 0 };
	bool has_stride = false;
	struct reg *reg;
	int err = close_field(reader);

	if (err)
		return err;
	reg = add_item(reader, kind);
	if (!reg)
		return -ENOMEM;
	err = read_name(reader, reg);
	if (!err)
		err = read_offset(reader, reg);
	while (!err && (err = token_next(tokens, &token)) > 0)
		err = read_attribute(reader, reg, &token, &has_stride);
	return err ? err : finish_item(reader, reg, has_stride);
}

static int read_register(struct reader *reader)
{
	return read_item(reader, OF_REGISTERS);
}

static int open_item(struct reader *reader, unsigned int kind)
{
	int err;

	if (reader->depth == REGS_MAX_DEPTH)
		return token_wrong(&reader->tokens, &reader->first,
				   "more than %d groups in each other",
				   REGS_MAX_DEPTH);
	err = read_item(reader, kind);
	if (!err)
		reader->items[++reader->depth] = &reader->reg->items;
	return err;
}

static int read_group(struct reader *reader)
{
	return open_item(reader, OF_GROUPS);
}

static int read_block(struct reader *reader)
{
	if (reader->depth)
		return token_wrong(&reader->tokens, &reader->first,
				   "a block cannot be in a group");
	return open_item(reader, OF_BLOCKS);
}

static int end_line(struct reader *reader)
{
	struct token rest;
	int got = token_next(&reader->tokens, &rest);

	if (got > 0)
		return token_wrong(&reader->tokens, &rest, "'%s' is too much",
				   rest.text);
	return got;
}

static int read_end(struct reader *reader)
{
	int err = close_field(reader);

	if (!reader->depth)
		return token_wrong(&reader->tokens, &reader->first,
				   "no group is open");
	reader->depth--;
	reader->fields = NULL;
	reader->description = NULL;
	return err ? err : end_line(reader);
}

static const struct statement {
	const char *word;
	int (*read)(struct reader *reader);
} statements[] = {
	{ "register", read_register }, { "field", read_field },
	{ "value", read_value },       { "group", read_group },
	{ "block", read_block },       { "end", read_end },
};

static int read_statement(struct reader *reader)
{
	const struct token *first = &reader->first;
	int err;

	for (size_t i = 0; i < ARRAY_SIZE(statements); i++)
		if (token_is(first, statements[i].word))
			return statements[i].read(reader);
	for (size_t i = 0; i < ARRAY_SIZE(of_files); i++) {
		const struct property *property = &of_files[i];

		if (!token_is(first, property->word))
			continue;
		if (reader->regs->items)
			return token_wrong(
				&reader->tokens, first,
				"'%s' belongs before the first register",
				first->text);
		err = property->read(reader,
				     (char *)reader->regs + property->to,
				     property->what);
		return err ? err : end_line(reader);
	}
	return token_wrong(&reader->tokens, first, "'%s' begins no line",
			   first->text);
}

static int read_line(struct reader *reader)
{
	int got = token_next(&reader->tokens, &reader->first);

	if (got <= 0)
		return got;
	return reader->first.quoted ? continue_description(reader)
				    : read_statement(reader);
}

static int read_all(struct reader *reader, bool head)
{
	struct token end = { .column = 0 };
	int err = 0;

	while (!err && !(head && reader->regs->items) &&
	       tokens_line(&reader->tokens))
		err = read_line(reader);
	if (!err)
		err = close_field(reader);
	if (!err && !head && reader->depth)
		err = token_wrong(&reader->tokens, &end, "'end' is missing");
	return err;
}

/* The text is in the arena, which goes with the model. */
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
