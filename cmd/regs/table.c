// SPDX-License-Identifier: GPL-2.0-or-later
#include "verbs.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/show/report.h"
#include "cmd/show/table.h"
#include "common/base/array.h"
#include "common/base/closest.h"
#include "common/base/text.h"
#include "common/regs/expand.h"

enum column {
	COLUMN_NAME,
	COLUMN_OFFSET,
	COLUMN_BITS,
	COLUMN_ACCESS,
	COLUMN_RESET,
	COLUMN_VALUE,
	COLUMN_SCALE,
	COLUMN_DESCRIPTION,
};

struct table_heading {
	const char *name;
	unsigned int traits;
};

static const struct table_heading columns[] = {
	[COLUMN_NAME] = { "NAME", TABLE_BRANCHES },
	[COLUMN_OFFSET] = { "OFFSET", TABLE_RIGHT | TABLE_NUMBER },
	[COLUMN_BITS] = { "BITS", TABLE_RIGHT },
	[COLUMN_ACCESS] = { "ACCESS", 0 },
	[COLUMN_RESET] = { "RESET", TABLE_RIGHT },
	[COLUMN_VALUE] = { "VALUE", TABLE_RIGHT },
	[COLUMN_SCALE] = { "SCALE", 0 },
	[COLUMN_DESCRIPTION] = { "DESCRIPTION", 0 },
};

static struct table_line *add_line(struct table *table,
				   struct table_line *parent, const char *name,
				   const char *description)
{
	struct table_line *line = table_line(table, parent);

	table_cell(table, line, COLUMN_NAME, name);
	table_cell(table, line, COLUMN_DESCRIPTION, description);
	return line;
}

__attribute__((format(printf, 4, 5))) static void
set_text(struct table *table, struct table_line *line, int column,
	 const char *fmt, ...)
{
	char text[64];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	table_cell(table, line, column, text);
}

static void set_hex(struct table *table, struct table_line *line,
		    enum column column, uint64_t value, unsigned int bits)
{
	set_text(table, line, column, "0x%0*" PRIx64,
		 bits < 64 ? (int)(bits + 3) / 4 : 16, value);
}

static void set_bits(struct table *table, struct table_line *line,
		     unsigned int lsb, unsigned int width)
{
	if (width > 1)
		set_text(table, line, COLUMN_BITS, "%u:%u", lsb + width - 1,
			 lsb);
	else
		set_text(table, line, COLUMN_BITS, "%u", lsb);
}

static void set_scale(struct table *table, struct table_line *line,
		      const struct reg_scale *scale)
{
	char *text;

	if (!scale)
		return;
	text = text_format("%s%s%s %s", scale->factor_text,
			   scale->offset_text ? " " : "",
			   scale->offset_text ?: "", scale->unit);
	table_cell(table, line, COLUMN_SCALE, text);
	free(text);
}

static void add_value(struct table *table, struct table_line *parent,
		      const struct reg_field *field,
		      const struct reg_value *value)
{
	struct table_line *line =
		add_line(table, parent, value->name, value->description);
	uint64_t mask = reg_mask(field->width);

	if (!value->mask)
		set_text(table, line, COLUMN_VALUE, "default");
	else if (value->mask == mask)
		set_hex(table, line, COLUMN_VALUE, value->value, field->width);
	else
		set_text(table, line, COLUMN_VALUE, "0x%" PRIx64 ":0x%" PRIx64,
			 value->value, value->mask);
	if (value->read != value->write)
		set_text(table, line, COLUMN_ACCESS, "%s",
			 value->read ? "read" : "write");
}

static void add_field(struct table *table, struct table_line *parent,
		      const struct reg *reg, const struct reg_field *field)
{
	struct table_line *line =
		add_line(table, parent, field->name, field->description);
	uint64_t mask = reg_field_mask(field);

	set_bits(table, line, field->lsb, field->width);
	set_text(table, line, COLUMN_ACCESS, "%s",
		 reg_access_name(field->access));
	if (mask && (reg->reset_mask & mask) == mask)
		set_hex(table, line, COLUMN_RESET,
			reg_field_value(field, reg->reset), field->width);
	set_scale(table, line, field->scale);
	for (const struct reg_value *value = field->values; value;
	     value = value->next)
		add_value(table, line, field, value);
}

static void add_place(struct table *table, const struct reg_place *place,
		      bool json)
{
	const struct reg *reg = place->reg;
	struct table_line *line =
		add_line(table, NULL, place->name, place->description);

	/* JSON has the offset as a number. */
	set_text(table, line, COLUMN_OFFSET, json ? "%" PRIu64 : "0x%03" PRIx64,
		 place->offset);
	set_bits(table, line, 0, reg->width);
	set_text(table, line, COLUMN_ACCESS, "%s%s%s%s",
		 reg_access_name(reg->access),
		 reg->is_volatile ? " volatile" : "",
		 place->alternate ? " alternate" : "",
		 reg->endian == REG_BIG ? " big" : "");
	if (reg->has_reset)
		set_hex(table, line, COLUMN_RESET, reg->reset, reg->width);
	set_scale(table, line, reg->scale);
	for (const struct reg_field *field = reg->fields; field;
	     field = field->next)
		add_field(table, line, reg, field);
}

/* @hidden: the index of the column that is not shown, or @count. */
static int open_table(const char *name, const struct table_heading *headings,
		      size_t count, size_t hidden,
		      const struct regs_style *style, struct table **table)
{
	int status = table_new(name, style->json ? TABLE_JSON : TABLE_TREE,
			       !style->no_headings, table);

	for (size_t i = 0; i < count && !status; i++)
		table_column(*table, headings[i].name,
			     headings[i].traits |
				     (i == hidden ? TABLE_HIDDEN : 0));
	return status;
}

/* The column SCALE is hidden in text if the file has no scales, to save width. */
static size_t hidden_column(const struct regs *regs,
			    const struct regs_style *style)
{
	bool scales = style->json;

	for (size_t i = 0; i < regs->place_count && !scales; i++) {
		const struct reg *reg = regs->places[i].reg;
		const struct reg_field *field = reg->fields;

		while (field && !field->scale)
			field = field->next;
		scales = reg->scale || field;
	}
	return scales ? ARRAY_SIZE(columns) : COLUMN_SCALE;
}

int print_regs_table(const struct regs *regs, const char *path,
		     const char *glob, const struct regs_style *style,
		     struct output *out)
{
	struct closest closest = { .word = glob ?: "" };
	struct table *table;
	size_t count = 0;
	int status = open_table("registers", columns, ARRAY_SIZE(columns),
				hidden_column(regs, style), style, &table);

	if (status)
		return status;
	for (size_t i = 0; i < regs->place_count; i++) {
		if (glob && !regs_glob(regs, glob, regs->places[i].name))
			continue;
		add_place(table, &regs->places[i], style->json);
		count++;
	}
	if (!glob || count)
		return table_end(table, out);
	table_end(table, NULL);
	/* The nearest name is suggested. */
	for (const struct reg *item = regs->items; item; item = item->next)
		closest_offer(&closest, item->name);
	return fail(-UIO_ENOREGISTER, path, "no %s matches '%s'%s%s%s",
		    regs->items && regs->items->block ? "block or register"
						      : "register",
		    glob, closest.name ? "; did you mean '" : "",
		    closest.name ?: "", closest.name ? "'?" : "");
}

enum block_column {
	BLOCK_NAME,
	BLOCK_ADDRESS,
	BLOCK_SIZE,
	BLOCK_REGISTERS,
	BLOCK_DESCRIPTION,
};

static const struct table_heading block_columns[] = {
	[BLOCK_NAME] = { "NAME", 0 },
	[BLOCK_ADDRESS] = { "ADDRESS", TABLE_RIGHT },
	[BLOCK_SIZE] = { "SIZE", TABLE_RIGHT },
	[BLOCK_REGISTERS] = { "REGISTERS", TABLE_RIGHT | TABLE_NUMBER },
	[BLOCK_DESCRIPTION] = { "DESCRIPTION", 0 },
};

/* Each element of an array counts as one register. */
static uint64_t count_registers(const struct reg *items)
{
	uint64_t count = 0;

	for (; items; items = items->next)
		count += (items->count ?: 1) *
			 (items->group ? count_registers(items->items) : 1);
	return count;
}

int print_blocks_table(const struct regs *regs, const struct regs_style *style,
		       struct output *out)
{
	struct table *table;
	int status = open_table("blocks", block_columns,
				ARRAY_SIZE(block_columns),
				ARRAY_SIZE(block_columns), style, &table);

	if (status)
		return status;
	for (const struct reg *block = regs->items; block;
	     block = block->next) {
		struct table_line *line;

		if (!block->block)
			continue;
		line = table_line(table, NULL);
		table_cell(table, line, BLOCK_NAME, block->name);
		if (!block->unplaced)
			set_text(table, line, BLOCK_ADDRESS, "0x%08" PRIx64,
				 regs->base + block->offset);
		if (block->size)
			set_text(table, line, BLOCK_SIZE, "0x%" PRIx64,
				 block->size);
		set_text(table, line, BLOCK_REGISTERS, "%" PRIu64,
			 count_registers(block->items));
		table_cell(table, line, BLOCK_DESCRIPTION, block->description);
	}
	return table_end(table, out);
}
