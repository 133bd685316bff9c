/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of the text format, whose statements are in two files. */
#ifndef UIO_REGS_READER_H
#define UIO_REGS_READER_H

#include "words.h"

/**
 * struct reader - a register file as far as it was read
 * @items: where the next item of each open group goes, the file's own first
 * @depth: how many groups are open
 * @reg: the last register or group
 * @has_stride: its line says one
 * @fields: where the next field goes; NULL where none can be
 * @field: the field of the last line, not yet among the fields, or NULL
 * @field_array: its name and, where it is an array, the rest of that
 * @values: where its next value goes
 * @description: that of the last line, or NULL
 */
struct reader {
	struct words words;
	struct regs *regs;
	struct reg **items[REGS_MAX_DEPTH + 1];
	unsigned int depth;
	struct reg *reg;
	bool has_stride;
	struct reg_field **fields;
	struct reg_field *field;
	struct reg field_array;
	struct reg_value **values;
	const char **description;
};

/**
 * struct statement - a kind of line, by the word it begins with
 * @at_top: it has to come before the first register
 * @read: reads what follows; @line is its first word. Returns 0, -ENOMEM or
 *        -UIO_EREGS.
 */
struct statement {
	const char *word;
	bool at_top;
	int (*read)(struct reader *reader, const struct token *line);
};

int read_field(struct reader *reader, const struct token *line);
int read_value(struct reader *reader, const struct token *line);

/**
 * close_field() - put the field of the last line among the fields
 *
 * Its values are known only when something else begins.
 */
int close_field(struct reader *reader);

/**
 * read_description() - take a word as the description, which ends the line
 */
int read_description(struct reader *reader, const struct token *word,
		     const char **description);

#endif
