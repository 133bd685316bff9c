// SPDX-License-Identifier: GPL-2.0-or-later
/* Fields and their values in the text format. */
#include <errno.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/number.h"
#include "line.h"
#include "reader.h"

/* The description, behind which nothing may stand. */
int read_description(struct reader *reader, const struct token *word,
		     const char **description)
{
	struct token rest;
	int got;

	if (!word->quoted)
		return words_wrong(&reader->words, word,
				   "'%s' is not understood here", word->text);
	*description = word->text;
	reader->description = description;
	got = words_next(&reader->words, &rest);
	if (got <= 0)
		return got;
	return words_wrong(&reader->words, &rest,
			   "a description ends the line");
}

int close_field(struct reader *reader)
{
	struct reg_field *field = reader->field;

	reader->field = NULL;
	if (!field)
		return 0;
	if (reader->field_array.count)
		return regs_add_field_array(reader->regs, reader->words.error,
					    &reader->fields, field,
					    &reader->field_array);
	*reader->fields = field;
	reader->fields = &field->next;
	return 0;
}

static struct reg_value *add_value(struct reader *reader, char *name)
{
	struct reg_value *value =
		arena_take(reader->regs->arena, sizeof(*value));

	if (!value)
		return NULL;
	value->name = name;
	value->mask = reg_mask(reader->field->width);
	value->line = reader->words.line;
	*reader->values = value;
	reader->values = &value->next;
	return value;
}

/* NAME=NUMBER in the line of the field. */
static int read_short_value(struct reader *reader, const struct token *word)
{
	char *equals = strchr(word->text, '=');
	struct reg_value *value;

	*equals = '\0';
	value = add_value(reader, word->text);
	if (!value)
		return -ENOMEM;
	value->read = value->write = true;
	if (number_parse(equals + 1, &value->value))
		return words_wrong(&reader->words, word,
				   "%s: '%s' is no number", word->text,
				   equals + 1);
	return 0;
}

static int read_value_attribute(struct reader *reader, struct reg_value *value,
				const struct token *word)
{
	if (!word->quoted && !strcmp(word->text, "read"))
		value->read = true;
	else if (!word->quoted && !strcmp(word->text, "write"))
		value->write = true;
	else
		return read_description(reader, word, &value->description);
	return 0;
}

int read_value(struct reader *reader, const struct token *line)
{
	struct words *words = &reader->words;
	struct reg_value *value;
	struct token word;
	int err;

	if (!reader->field)
		return words_wrong(words, line, "a value belongs to a field");
	err = words_need(words, &word, "the name");
	if (err)
		return err;
	value = add_value(reader, word.text);
	if (!value)
		return -ENOMEM;
	err = line_value(words, &value->value, &value->mask);
	reader->description = &value->description;
	while (!err && (err = words_next(words, &word)) > 0)
		err = read_value_attribute(reader, value, &word);
	if (!value->read && !value->write)
		value->read = value->write = true;
	return err;
}

static int read_field_attribute(struct reader *reader, const struct token *word)
{
	if (word->quoted)
		return read_description(reader, word,
					&reader->field->description);
	if (!strcmp(word->text, "stride"))
		return words_number(&reader->words, &reader->field_array.stride,
				    "the stride");
	if (strchr(word->text, '='))
		return read_short_value(reader, word);
	if (line_access(word->text, &reader->field->access))
		return 0;
	return words_wrong(&reader->words, word, "'%s' is not understood here",
			   word->text);
}

int read_field(struct reader *reader, const struct token *line)
{
	struct words *words = &reader->words;
	struct reg_field *field;
	struct token word;
	int err = close_field(reader);

	if (!reader->fields)
		return words_wrong(words, line,
				   "a field belongs to a register");
	if (err)
		return err;
	field = arena_take(reader->regs->arena, sizeof(*field));
	if (!field)
		return -ENOMEM;
	reader->field = field;
	reader->values = &field->values;
	reader->description = &field->description;
	reader->field_array = (struct reg){ .line = words->line };
	field->line = words->line;
	field->access = reader->reg->access;
	err = line_name(words, &reader->field_array, true);
	if (!err)
		err = line_bits(words, &field->lsb, &field->width);
	field->name = reader->field_array.name;
	reader->field_array.stride = field->width;
	while (!err && (err = words_next(words, &word)) > 0)
		err = read_field_attribute(reader, &word);
	return err;
}
