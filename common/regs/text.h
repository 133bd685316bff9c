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
 * struct token - a word or a string, or what ends the tokens of a line
 * @text: without quotes, terminated in the text itself; NULL at the end
 * @wrong: at the end, why the rest of the line cannot be read; else NULL
 * @is_name: it is a word that is a name by itself, not one of an array
 * @column: of its first character, from 1
 */
struct token {
	char *text;
	const char *wrong;
	bool quoted;
	bool is_name;
	unsigned int column;
};

/**
 * struct tokens - a text while it is read, line by line
 * @arena: for the tokens, and for names of arrays
 * @error: filled by what fails
 * @line: the number of the line, from 1
 * @rest, @text_end: the lines after it, and a byte that can be written, too
 * @list: the tokens of the line and their end, with room for @room; @few of them
 *        need no memory
 * @next: the one to read next; a reader moves it on, but not past the end
 */
struct tokens {
	struct arena *arena;
	struct regs_error *error;
	unsigned int line;
	char *rest;
	char *text_end;
	struct token *list;
	size_t room;
	struct token *next;
	struct token few[16];
};

/**
 * token_need() - a token that has to be there
 * @what: what it is, for the message
 *
 * Returns 0 or -UIO_EREGS, as the functions below do.
 */
int token_need(struct tokens *tokens, struct token **token, const char *what);

/**
 * token_number() - the same, and read it as a number
 * @scan: number_scan() or size_scan()
 */
int token_number(struct tokens *tokens, uint64_t *value, const char *what,
		 int (*scan)(const char **, uint64_t *));

/**
 * token_name() - a name, which may be quoted, or that of an array: CH[4] has brackets
 * in the names of its elements too, PIN{4}_CFG has none
 * @reg: gets the name and, for an array, @count, @first and @indexes
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
 * @items: where the next item of each open group goes, the file's own first
 * @depth: how many groups are open
 * @reg: the last register or group
 * @fields: where to add the next field; NULL if a field is not allowed
 * @field: that of the last line, or NULL
 * @array: its name and, if it is an array, the rest of that: its fields are not yet
 *         among the others
 * @values: where its next value goes
 * @description: that of the last line, or NULL
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

/* The kinds of items, also those that can have a property. */
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
 * read_item() - a line of a register, after that word
 * open_item() - that of a group or a block, whose items follow
 * @kind: OF_REGISTERS, OF_GROUPS or OF_BLOCKS
 */
int read_item(struct reader *reader, unsigned int kind);
int open_item(struct reader *reader, unsigned int kind);

/**
 * read_field(), read_value() - lines that begin so, likewise
 * @kind: of no interest
 */
int read_field(struct reader *reader, unsigned int kind);
int read_value(struct reader *reader, unsigned int kind);

/**
 * read_scale() - read the text after the word `scale`
 * @to: a const struct reg_scale *
 */
int read_scale(struct reader *reader, void *to, const char *what);

/**
 * close_array() - put the fields of an array among the fields
 *
 * Their values are known only when something else begins.
 */
int close_array(struct reader *reader);

#endif
