// SPDX-License-Identifier: GPL-2.0-or-later
/* Fields and their named values in the text format. */
#include <errno.h>
#include <string.h>

#include "common/base/number.h"
#include "text.h"

int read_description(struct reader *reader, const struct token *token,
		     const char **description)
{
	struct token rest;
	int got;

	if (!token->quoted)
		return token_wrong(&reader->tokens, token, "unexpected '%s'",
				   token->text);
	*description = token->text;
	reader->description = description;
	got = token_next(&reader->tokens, &rest);
	if (got <= 0)
		return got;
	return token_wrong(&reader->tokens, &rest,
			   "unexpected text after the description");
}

int close_field(struct reader *reader)
{
	struct reg_field *field = reader->field;

	reader->field = NULL;
	if (!field)
		return 0;
	if (reader->array.count)
		return regs_add_field_array(reader->regs, reader->tokens.error,
					    &reader->fields, field,
					    &reader->array);
	*reader->fields = field;
	reader->fields = &field->next;
	return 0;
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

int read_value(struct reader *reader)
{
	static const char what[] = "a value";
	struct tokens *tokens = &reader->tokens;
	struct reg_value *value;
	struct token token;
	int err;

	if (!reader->field)
		return token_wrong(tokens, &reader->first,
				   "a value must come after a field");
	err = token_need(tokens, &token, "the name");
	if (err)
		return err;
	value = add_value(reader, token.text);
	if (!value)
		return -ENOMEM;
	reader->description = &value->description;
	err = token_need(tokens, &token, what);
	if (!err && !strcmp(token.text, "default"))
		value->mask = 0;
	else if (!err)
		err = token_pair(tokens, &token, &value->value, &value->mask,
				 what);
	while (!err && (err = token_next(tokens, &token)) > 0) {
		err = 0;
		if (token_is(&token, "read"))
			value->read = true;
		else if (token_is(&token, "write"))
			value->write = true;
		else
			err = read_description(reader, &token,
					       &value->description);
	}
	if (!value->read && !value->write)
		value->read = value->write = true;
	return err;
}

/* Reads NAME=NUMBER in the line of a field. */
static int read_short_value(struct reader *reader, const struct token *token,
			    char *equals)
{
	struct reg_value *value;

	*equals = '\0';
	value = add_value(reader, token->text);
	if (!value)
		return -ENOMEM;
	value->read = value->write = true;
	if (number_parse(equals + 1, &value->value))
		return token_wrong(&reader->tokens, token,
				   "%s: '%s' is not a number", token->text,
				   equals + 1);
	return 0;
}

static int read_field_attribute(struct reader *reader,
				const struct token *token)
{
	struct reg_field *field = reader->field;
	char *equals;

	if (token->quoted)
		return read_description(reader, token, &field->description);
	equals = strchr(token->text, '=');
	if (equals)
		return read_short_value(reader, token, equals);
	if (!strcmp(token->text, "stride"))
		return token_number(&reader->tokens, &reader->array.stride,
				    "the stride", number_parse);
	if (!strcmp(token->text, "scale"))
		return read_scale(reader, &field->scale, "the factor");
	if (reg_access_find(token->text, &field->access))
		return 0;
	return token_wrong(&reader->tokens, token, "unexpected '%s'",
			   token->text);
}

int read_field(struct reader *reader)
{
	static const char what[] = "a bit or a range such as 7:4";
	struct tokens *tokens = &reader->tokens;
	uint64_t high, low = UINT64_MAX;
	struct reg_field *field;
	struct token token;
	int err = close_field(reader);

	if (!reader->fields)
		return token_wrong(tokens, &reader->first,
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
	err = token_name(tokens, &reader->array, true);
	field->name = reader->array.name;
	if (!err)
		err = token_need(tokens, &token, what);
	if (!err)
		err = token_pair(tokens, &token, &high, &low, what);
	if (err)
		return err;
	if (low == UINT64_MAX)
		low = high;
	if (low > high || high >= REGS_MAX_WIDTH)
		return token_wrong(tokens, &token, "'%s' is not %s", token.text,
				   what);
	field->lsb = low;
	field->width = high - low + 1;
	reader->array.stride = field->width;
	while (!err && (err = token_next(tokens, &token)) > 0)
		err = read_field_attribute(reader, &token);
	return err;
}
