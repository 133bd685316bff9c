// SPDX-License-Identifier: GPL-2.0-or-later
/* Lines of the text format that define registers, groups, blocks and fields. */
#include <errno.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "common/base/number.h"
#include "text.h"

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

int token_number(struct tokens *tokens, uint64_t *value, const char *what,
		 int (*scan)(const char **, uint64_t *))
{
	const char *cursor;
	struct token *token;
	int err = token_need(tokens, &token, what);

	if (err)
		return err;
	cursor = token->text;
	err = token->quoted ? -UIO_ENUMBER : scan(&cursor, value);
	if (!err && !*cursor)
		return 0;
	return token_wrong(tokens, token, "%s: '%s' is %s", what, token->text,
			   err == -UIO_EVALUE ? "too large" : "not a number");
}

/*
 * Reads a token as a number, or as two separated by a colon: 3, 7:4, 0x5:0xff. If
 * there is only one, @second is unchanged.
 */
static int token_pair(struct tokens *tokens, const struct token *token,
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

static int read_description(struct reader *reader, const struct token *token,
			    const char **description)
{
	struct tokens *tokens = &reader->tokens;

	if (!token->quoted)
		return token_wrong(tokens, token, "unexpected '%s'",
				   token->text);
	*description = token->text;
	reader->description = description;
	if (!tokens->next->text)
		return 0;
	return token_wrong(tokens, tokens->next,
			   "unexpected text after the description");
}

int close_array(struct reader *reader)
{
	const struct reg array = reader->array;

	reader->array.count = 0;
	return regs_add_field_array(reader->regs, reader->tokens.error,
				    &reader->fields, reader->field, &array);
}

static struct reg_value *add_value(struct reader *reader, const char *name)
{
	struct reg_value *value =
		arena_take(reader->regs->arena, sizeof(*value));

	if (!value)
		return NULL;
	value->name = name;
	value->mask = reg_mask(reader->field->width);
	value->line = reader->tokens.line;
	*reader->values = value;
	reader->values = &value->next;
	return value;
}

int read_value(struct reader *reader, unsigned int kind)
{
	static const char what[] = "a value";
	struct tokens *tokens = &reader->tokens;
	struct reg_value *value;
	struct token *token;
	int err;

	(void)kind;
	if (!reader->field)
		return token_wrong(tokens, tokens->list,
				   "a value must come after a field");
	err = token_need(tokens, &token, "the name");
	if (err)
		return err;
	value = add_value(reader, token->text);
	if (!value)
		return -ENOMEM;
	reader->description = &value->description;
	err = token_need(tokens, &token, what);
	if (!err && !strcmp(token->text, "default"))
		value->mask = 0;
	else if (!err)
		err = token_pair(tokens, token, &value->value, &value->mask,
				 what);
	while (!err && tokens->next->text) {
		token = tokens->next++;
		if (token_is(token, "read"))
			value->read = true;
		else if (token_is(token, "write"))
			value->write = true;
		else
			err = read_description(reader, token,
					       &value->description);
	}
	if (!value->read && !value->write)
		value->read = value->write = true;
	return err;
}

static int read_field_attribute(struct reader *reader,
				const struct token *token)
{
	struct reg_field *field = reader->field;
	struct reg_value *value;
	const char *number;
	char *equals;
	int err;

	if (token->quoted)
		return read_description(reader, token, &field->description);
	equals = strchr(token->text, '=');
	if (equals) {
		*equals = '\0';
		value = add_value(reader, token->text);
		if (!value)
			return -ENOMEM;
		value->read = value->write = true;
		number = equals + 1;
		err = number_scan(&number, &value->value);
		if (!err && !*number)
			return 0;
		return token_wrong(&reader->tokens, token, "%s: '%s' is %s",
				   token->text, equals + 1,
				   err == -UIO_EVALUE ? "too large"
						      : "not a number");
	}
	if (!strcmp(token->text, "stride"))
		return token_number(&reader->tokens, &reader->array.stride,
				    "the stride", number_scan);
	if (!strcmp(token->text, "scale"))
		return read_scale(reader, &field->scale, "the factor");
	if (reg_access_find(token->text, &field->access))
		return 0;
	return token_wrong(&reader->tokens, token, "unexpected '%s'",
			   token->text);
}

/*
 * Reads the name of a block or of a field, which may be called as an element of an
 * array, in quotes.
 */
static int read_element_name(struct reader *reader, const struct token *token,
			     struct reg *named)
{
	int err = token_name(&reader->tokens, token, named, true);
	size_t front = err ? 0 : strcspn(named->name, "[");

	if (err || named->count ||
	    (reg_name_is_valid(named->name, front) &&
	     !strpbrk(named->name, ".*?") &&
	     !named->name[regs_path_length(named->name)]))
		return err;
	return token_wrong(&reader->tokens, token, "'%s' is not a name",
			   named->name);
}

int read_field(struct reader *reader, unsigned int kind)
{
	static const char what[] = "a bit or a range such as 7:4";
	struct tokens *tokens = &reader->tokens;
	uint64_t high, low = UINT64_MAX;
	struct reg_field *field;
	struct token *token;
	int err = reader->array.count ? close_array(reader) : 0;

	(void)kind;
	if (!reader->fields)
		return token_wrong(tokens, tokens->list,
				   "a field must come after a register");
	if (err)
		return err;
	field = arena_take(reader->regs->arena, sizeof(*field));
	if (!field)
		return -ENOMEM;
	reader->field = field;
	reader->values = &field->values;
	reader->description = &field->description;
	reader->array = (struct reg){ .line = tokens->line };
	field->line = tokens->line;
	field->access = reader->reg->access;
	err = token_need(tokens, &token, "the name");
	if (!err && token->is_name)
		reader->array.name = token->text;
	else if (!err)
		err = read_element_name(reader, token, &reader->array);
	field->name = reader->array.name;
	err = err ?: token_need(tokens, &token, what)
		  ?: token_pair(tokens, token, &high, &low, what);
	if (err)
		return err;
	if (low == UINT64_MAX)
		low = high;
	if (low > high || high >= REGS_MAX_WIDTH)
		return token_wrong(tokens, token, "'%s' is not %s", token->text,
				   what);
	field->lsb = low;
	field->width = high - low + 1;
	reader->array.stride = field->width;
	while (!err && tokens->next->text)
		err = read_field_attribute(reader, tokens->next++);
	if (!reader->array.count) {
		*reader->fields = field;
		reader->fields = &field->next;
	}
	return err;
}

static int read_reset(struct reader *reader, void *to, const char *what)
{
	struct token *token;
	struct reg *reg = to;
	int err = token_need(&reader->tokens, &token, what);

	reg->has_reset = true;
	return err
		       ?: token_pair(&reader->tokens, token, &reg->reset,
				     &reg->reset_mask, what);
}

static int set_flag(struct reader *reader, void *to, const char *what)
{
	(void)reader, (void)what;
	*(bool *)to = true;
	return 0;
}

/* Properties in the line of a register, a group or a block. */
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

static int read_attribute(struct reader *reader, unsigned int kind,
			  const struct token *token, bool *has_stride)
{
	const struct property *property = of_items;
	const struct property *end = property + ARRAY_SIZE(of_items);
	struct reg *reg = reader->reg;

	if (token->quoted)
		return read_description(reader, token, &reg->description);
	while (property < end &&
	       (strcmp(token->text, property->word) || !(property->of & kind)))
		property++;
	if (property < end) {
		char *to = (char *)reg + property->to;

		*has_stride |= to == (char *)&reg->stride;
		return property->read(reader, to, property->what);
	}
	if (kind == OF_REGISTERS && reg_access_find(token->text, &reg->access))
		return 0;
	return read_description(reader, token, &reg->description);
}

/* Adds an item with the defaults that its line may override. */
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

int read_item(struct reader *reader, unsigned int kind)
{
	const struct token line = { .column = 0 };
	struct tokens *tokens = &reader->tokens;
	bool has_stride = false;
	struct token *token;
	struct reg *reg;
	int err = reader->array.count ? close_array(reader) : 0;

	reader->field = NULL;
	if (err)
		return err;
	reg = add_item(reader, kind);
	if (!reg)
		return -ENOMEM;
	err = token_need(tokens, &token, "the name");
	if (!err && token->is_name)
		reg->name = token->text;
	else if (!err && reg->block)
		err = read_element_name(reader, token, reg);
	else if (!err)
		err = token_name(tokens, token, reg, false);
	reg->unplaced = !err && reg->block && tokens->next->text &&
			token_is(tokens->next, "none");
	if (reg->unplaced)
		tokens->next++;
	else if (!err)
		err = token_number(tokens, &reg->offset, "the offset",
				   size_scan);
	while (!err && tokens->next->text)
		err = read_attribute(reader, kind, tokens->next++, &has_stride);
	if (err || tokens->next->wrong)
		return err;

	reg->reset_mask &= reg->has_reset ? reg_mask(reg->width) : 0;
	if (reg->count && reg->block)
		return token_wrong(tokens, &line, "a block cannot be an array");
	if (!reg->count)
		reg->stride = 0;
	else if (!has_stride && reg->group)
		return token_wrong(tokens, &line,
				   "an array of groups needs a stride");
	else if (!has_stride)
		reg->stride = (reg->width + 7) / 8;
	return 0;
}

int open_item(struct reader *reader, unsigned int kind)
{
	int err;

	if (kind == OF_BLOCKS && reader->depth)
		return token_wrong(&reader->tokens, reader->tokens.list,
				   "a block cannot be in a group");
	if (reader->depth == REGS_MAX_DEPTH)
		return token_wrong(&reader->tokens, reader->tokens.list,
				   "groups are nested more than %d deep",
				   REGS_MAX_DEPTH);
	err = read_item(reader, kind);
	if (!err)
		reader->items[++reader->depth] = &reader->reg->items;
	return err;
}
