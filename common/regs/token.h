/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of the text format, and the tokens in them: words and strings. */
#ifndef UIO_REGS_TOKEN_H
#define UIO_REGS_TOKEN_H

#include <string.h>

#include "build.h"

/**
 * struct tokens - a text while it is read
 * @arena: for names of arrays
 * @error: filled by what fails
 * @line: the number of the line, from 1
 */
struct tokens {
	struct arena *arena;
	struct regs_error *error;
	unsigned int line;
	char *start; /* of the line */
	char *cursor;
	char *end;	/* of the line */
	char *rest;	/* of the text */
	char *text_end; /* a byte that can be written, too */
};

/**
 * struct token - a word or a string
 * @text: without quotes, terminated in the text itself
 * @column: of its first character, from 1
 */
struct token {
	char *text;
	bool quoted;
	unsigned int column;
};

/**
 * tokens_line() - go to the next line; false after the last
 */
bool tokens_line(struct tokens *tokens);

/**
 * token_next() - the next token of the line
 *
 * Returns 1, 0 at the end of the line, or -UIO_EREGS.
 */
int token_next(struct tokens *tokens, struct token *token);

/**
 * token_need() - a token that has to be there
 * @what: what it is, for the message
 *
 * Returns 0 or -UIO_EREGS, as the functions below do.
 */
int token_need(struct tokens *tokens, struct token *token, const char *what);

/**
 * token_number() - a number that has to be there
 * @parse: number_parse() or size_parse()
 */
int token_number(struct tokens *tokens, uint64_t *value, const char *what,
		 int (*parse)(const char *, uint64_t *));

/**
 * token_pair() - read a token as a number, or as two with a colon between: 3,
 * 7:4, 0x5:0xff
 * @second: unchanged where there is one
 */
int token_pair(struct tokens *tokens, const struct token *token,
	       uint64_t *first, uint64_t *second, const char *what);

/**
 * token_name() - a name, perhaps of an array: CH[4] has brackets in the names
 * of its elements too, PIN{4}_CFG has none
 * @reg: gets the name and, for an array, @count, @first and @indexes
 * @literal: a quoted name is taken as it is
 *
 * Returns also -ENOMEM.
 */
int token_name(struct tokens *tokens, struct reg *reg, bool literal);

/**
 * token_is() - whether it is this word, without quotes
 */
static inline bool token_is(const struct token *token, const char *word)
{
	/* Most differ in the first character, which spares a call. */
	return *token->text == *word && !token->quoted &&
	       !strcmp(token->text, word);
}

/**
 * token_wrong() - fill in what is wrong with a token of this line
 *
 * Returns -UIO_EREGS.
 */
#define token_wrong(tokens, token, ...)                              \
	regs_wrong((tokens)->error, (tokens)->line, (token)->column, \
		   __VA_ARGS__)

#endif
