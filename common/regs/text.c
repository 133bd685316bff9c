// SPDX-License-Identifier: GPL-2.0-or-later
/* The reader of the text format, which uio-regs(5) specifies. */
#include <errno.h>
#include <string.h>

#include "common/base/array.h"
#include "line.h"
#include "reader.h"

/* A line that begins with a string goes on with the description before it. */
static int continue_description(struct reader *reader, const struct token *word)
{
	const char **description = reader->description, *before;

	if (!description)
		return words_wrong(&reader->words, word,
				   "there is nothing to describe");
	before = *description;
	if (before)
		*description = arena_print(reader->regs->arena, "%s %s", before,
					   word->text);
	else
		*description = word->text;
	return *description ? 0 : -ENOMEM;
}

static int read_reset(struct reader *reader, struct reg *reg)
{
	reg->has_reset = true;
	return line_reset(&reader->words, &reg->reset, &reg->reset_mask);
}

static int read_reg_width(struct reader *reader, struct reg *reg)
{
	return line_width(&reader->words, &reg->width);
}

static int read_reg_endian(struct reader *reader, struct reg *reg)
{
	return line_endian(&reader->words, &reg->endian);
}

static int read_stride(struct reader *reader, struct reg *reg)
{
	reader->has_stride = true;
	return words_size(&reader->words, &reg->stride, "the stride");
}

static int set_volatile(struct reader *reader, struct reg *reg)
{
	(void)reader;
	reg->is_volatile = true;
	return 0;
}

static int set_alternate(struct reader *reader, struct reg *reg)
{
	(void)reader;
	reg->alternate = true;
	return 0;
}

static const struct attribute {
	const char *word;
	bool of_groups;
	int (*read)(struct reader *reader, struct reg *reg);
} attributes[] = {
	{ "alternate", true, set_alternate },
	{ "endian", false, read_reg_endian },
	{ "reset", false, read_reset },
	{ "stride", true, read_stride },
	{ "volatile", false, set_volatile },
	{ "width", false, read_reg_width },
};

static int read_attribute(struct reader *reader, struct reg *reg,
			  const struct token *word)
{
	size_t count = ARRAY_SIZE(attributes);

	for (size_t i = 0; !word->quoted && i < count; i++)
		if (!strcmp(word->text, attributes[i].word) &&
		    (attributes[i].of_groups || !reg->group))
			return attributes[i].read(reader, reg);
	if (!word->quoted && !reg->group &&
	    line_access(word->text, &reg->access))
		return 0;
	return read_description(reader, word, &reg->description);
}

static int set_stride(struct reader *reader, struct reg *reg)
{
	struct token here = { .column = 0 };

	if (!reg->count)
		reg->stride = 0;
	else if (reg->group && !reader->has_stride)
		return words_wrong(&reader->words, &here,
				   "an array of groups needs a stride");
	else if (!reader->has_stride)
		reg->stride = (reg->width + 7) / 8;
	return 0;
}

static int read_item(struct reader *reader, bool group)
{
	int err = close_field(reader);
	struct token word;
	struct reg *reg;

	if (err)
		return err;
	reg = arena_take(reader->regs->arena, sizeof(*reg));
	if (!reg)
		return -ENOMEM;
	*reg = (struct reg){
		.line = reader->words.line,
		.group = group,
		.width = reader->regs->width,
		.endian = reader->regs->endian,
		.reset_mask = UINT64_MAX,
	};
	reader->has_stride = false;
	err = line_name(&reader->words, reg, false);
	if (!err)
		err = words_size(&reader->words, &reg->offset, "the offset");
	reader->description = &reg->description;
	while (!err && (err = words_next(&reader->words, &word)) > 0)
		err = read_attribute(reader, reg, &word);
	if (!err)
		err = set_stride(reader, reg);
	reg->reset_mask &= reg->has_reset ? reg_mask(reg->width) : 0;
	*reader->items[reader->depth] = reg;
	reader->items[reader->depth] = &reg->next;
	reader->fields = group ? NULL : &reg->fields;
	reader->reg = reg;
	return err;
}

static int read_register(struct reader *reader, const struct token *word)
{
	(void)word;
	return read_item(reader, false);
}

static int read_group(struct reader *reader, const struct token *word)
{
	int err;

	if (reader->depth == REGS_MAX_DEPTH)
		return words_wrong(&reader->words, word,
				   "more than %d groups in each other",
				   REGS_MAX_DEPTH);
	err = read_item(reader, true);
	if (!err)
		reader->items[++reader->depth] = &reader->reg->items;
	return err;
}

static int read_end(struct reader *reader, const struct token *word)
{
	int err = close_field(reader);

	if (!reader->depth)
		return words_wrong(&reader->words, word, "no group is open");
	reader->depth--;
	reader->fields = NULL;
	reader->description = NULL;
	return err;
}

static int read_device(struct reader *reader, const struct token *line)
{
	struct reg_device **tail = &reader->regs->devices;
	struct token word;
	int got, count = 0;

	while (*tail)
		tail = &(*tail)->next;
	while ((got = words_next(&reader->words, &word)) > 0) {
		*tail = arena_take(reader->regs->arena, sizeof(**tail));
		if (!*tail)
			return -ENOMEM;
		(*tail)->pattern = word.text;
		tail = &(*tail)->next;
		count++;
	}
	if (!got && !count)
		return words_wrong(&reader->words, line,
				   "the device is missing");
	return got;
}

static int read_one(struct reader *reader, const char **text, const char *what)
{
	struct token word;
	int err = words_need(&reader->words, &word, what);

	if (!err)
		*text = word.text;
	return err;
}

static int read_map_name(struct reader *reader, const struct token *line)
{
	(void)line;
	return read_one(reader, &reader->regs->name, "the name");
}

static int read_region(struct reader *reader, const struct token *line)
{
	(void)line;
	return read_one(reader, &reader->regs->region, "the region");
}

static int read_map_description(struct reader *reader, const struct token *line)
{
	(void)line;
	reader->description = &reader->regs->description;
	return read_one(reader, reader->description, "the description");
}

static int read_size(struct reader *reader, const struct token *line)
{
	(void)line;
	return words_size(&reader->words, &reader->regs->size, "the size");
}

static int read_width(struct reader *reader, const struct token *line)
{
	(void)line;
	return line_width(&reader->words, &reader->regs->width);
}

static int read_endian(struct reader *reader, const struct token *line)
{
	(void)line;
	return line_endian(&reader->words, &reader->regs->endian);
}

static const struct statement statements[] = {
	{ "description", true, read_map_description },
	{ "device", true, read_device },
	{ "end", false, read_end },
	{ "endian", true, read_endian },
	{ "field", false, read_field },
	{ "group", false, read_group },
	{ "name", true, read_map_name },
	{ "region", true, read_region },
	{ "register", false, read_register },
	{ "size", true, read_size },
	{ "value", false, read_value },
	{ "width", true, read_width },
};

static const struct statement *find_statement(const struct token *word)
{
	size_t count = ARRAY_SIZE(statements);

	for (size_t i = 0; !word->quoted && i < count; i++)
		if (!strcmp(word->text, statements[i].word))
			return &statements[i];
	return NULL;
}

static int read_line(struct reader *reader)
{
	const struct statement *statement;
	struct token word, rest;
	int got = words_next(&reader->words, &word);

	if (got <= 0)
		return got;
	if (word.quoted)
		return continue_description(reader, &word);
	statement = find_statement(&word);
	if (!statement)
		return words_wrong(&reader->words, &word, "'%s' begins no line",
				   word.text);
	if (statement->at_top && reader->regs->items)
		return words_wrong(&reader->words, &word,
				   "'%s' belongs before the first register",
				   word.text);
	got = statement->read(reader, &word);
	if (got)
		return got;
	got = words_next(&reader->words, &rest);
	if (got > 0)
		return words_wrong(&reader->words, &rest, "'%s' is too much",
				   rest.text);
	return got;
}

static int read_all(struct reader *reader)
{
	struct token end = { .column = 0 };
	int err = 0;

	while (!err && words_line(&reader->words))
		err = read_line(reader);
	if (!err)
		err = close_field(reader);
	if (!err && reader->depth)
		err = words_wrong(&reader->words, &end, "'end' is missing");
	return err;
}

int regs_parse(const char *text, size_t length, struct regs **regs,
	       struct regs_error *error)
{
	struct reader reader = { .regs = regs_new(arena_new()) };
	int err;

	if (!reader.regs)
		return regs_failed(error, -ENOMEM);
	reader.words.arena = reader.regs->arena;
	reader.words.error = error;
	reader.items[0] = &reader.regs->items;
	words_begin(&reader.words, text, length);
	err = read_all(&reader);
	if (!err)
		err = regs_finish(reader.regs, error);
	if (err) {
		regs_free(reader.regs);
		return regs_failed(error, err);
	}
	*regs = reader.regs;
	return 0;
}
