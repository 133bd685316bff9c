/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The parser of the text format: its lines, and their tokens, which are words
 * and strings.
 */
#ifndef UIO_REGS_TEXT_H
#define UIO_REGS_TEXT_H

#include <string.h>

#include "build.h"

/**
 * struct token - a word or a string, or the end of a line
 * @text: without quotes, terminated in the text itself; NULL at the end
 * @wrong: at the end, the reason why the rest of the line cannot be read, or NULL
 * @is_name: the word is a valid name, and not that of an array
 * @column: column of its first character, from 1
 */
struct token {
	char *text;
	const char *wrong;
	bool quoted;
	bool is_name;
	unsigned int column;
};

/**
 * struct tokens - a text that is being read, line by line
 * @arena: the memory for names of arrays, and for the tokens of long lines
 * @error: filled by functions that fail
 * @line: the number of the line, from 1
 * @rest: the lines after it
 * @text_end: the end of the text, where there is a NUL
 * @at_end: the reason why the text cannot be read beyond its end, or NULL
 * @list: the tokens of the line, with the end as the last; there is room for @room
 * @few: the list for lines of usual length
 * @next: the next token; readers move it forward, but not past the end
 */
struct tokens {
	struct arena *arena;
	struct regs_error *error;
	unsigned int line;
	char *rest;
	char *text_end;
	const char *at_end;
	struct token *list;
	size_t room;
	struct token *next;
	struct token few[16];
};

/**
 * token_need() - the next token, which must exist
 * @what: its description for the message
 *
 * Returns 0 or -UIO_EREGS, as the functions below do.
 */
int token_need(struct tokens *tokens, struct token **token, const char *what);

/**
 * token_number() - read the next token, which must exist, as a number
 * @scan: number_scan() or size_scan()
 */
int token_number(struct tokens *tokens, uint64_t *value, const char *what,
		 int (*scan)(const char **, uint64_t *));

/**
 * token_name() - read a name that may be quoted, or that of an array: CH[4] has
 * brackets in the names of its elements too, PIN{4}_CFG does not
 * @reg: receives the name and, for an array, @count, @first and @indexes
 * @literal: a quoted name is taken literally
 *
 * Can also return -ENOMEM.
 */
int token_name(struct tokens *tokens, const struct token *token,
	       struct reg *reg, bool literal);

/**
 * token_is() - whether a token is this word, without quotes
 */
static inline bool token_is(const struct token *token, const char *word)
{
	return !token->quoted && !strcmp(token->text, word);
}

/**
 * token_wrong() - fill in the error of a token of this line
 *
 * Returns -UIO_EREGS.
 */
#define token_wrong(tokens, token, ...)                              \
	regs_wrong((tokens)->error, (tokens)->line, (token)->column, \
		   __VA_ARGS__)

/**
 * struct reader - the state of parsing a register file
 * @items: the end of each open group's list of items, the file's own first
 * @depth: number of open groups
 * @reg: the last register or group
 * @fields: the end of the list of fields, or NULL if a field is not allowed
 * @field: the field of the last line, or NULL
 * @array: the name of that field and, if it is an array, the rest of it; the fields of
 *         an array are not yet in the list
 * @values: the end of the field's list of values
 * @description: the description in the last line, or NULL
 */
struct reader {
	struct tokens tokens;
	struct regs *regs;
	struct reg **items[REGS_MAX_DEPTH + 1];
	unsigned int depth;
	struct reg *reg;
	struct reg_field **fields;
	struct reg_field *field;
	struct reg array;
	struct reg_value **values;
	const char **description;
};

/* The kinds of items. A property lists the kinds that can have it. */
enum {
	OF_REGISTERS = 1,
	OF_GROUPS = 2,
	OF_BLOCKS = 4,
};

/**
 * struct property - a keyword, and the member of the file or of an item that it
 * sets
 * @what: description of the value, for messages
 * @read: reads the value; returns 0, -ENOMEM or -UIO_EREGS
 * @to: position of the member in the struct
 * @of: the kinds of items that have it; 0 for a property of the file
 */
struct property {
	const char *word;
	const char *what;
	int (*read)(struct reader *reader, void *to, const char *what);
	size_t to;
	unsigned int of;
};

/**
 * read_size(), read_width(), read_endian() - read the values of properties of
 * files and items
 *
 * Return 0, -ENOMEM or -UIO_EREGS, as the functions below do.
 */
int read_size(struct reader *reader, void *to, const char *what);
int read_width(struct reader *reader, void *to, const char *what);
int read_endian(struct reader *reader, void *to, const char *what);

/**
 * read_item() - read the rest of a line that begins with `register`
 * open_item() - the same for `group` and `block`, whose items follow
 * @kind: OF_REGISTERS, OF_GROUPS or OF_BLOCKS
 */
int read_item(struct reader *reader, unsigned int kind);
int open_item(struct reader *reader, unsigned int kind);

/**
 * read_field(), read_value() - the same for lines within a register
 * @kind: not used
 */
int read_field(struct reader *reader, unsigned int kind);
int read_value(struct reader *reader, unsigned int kind);

/**
 * read_scale() - read the text after the word `scale`
 * @to: a const struct reg_scale *
 */
int read_scale(struct reader *reader, void *to, const char *what);

/**
 * close_array() - put the fields of an array into the list of fields
 *
 * Their values are known only when the next field or item begins.
 */
int close_array(struct reader *reader);

#endif
