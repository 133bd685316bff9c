/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of a line of the text format: bare ones and quoted strings. */
#ifndef UIO_REGS_WORDS_H
#define UIO_REGS_WORDS_H

#include "build.h"

/**
 * struct words - a text, line by line and word by word
 * @arena: where the words are copied to
 * @error: filled by what fails
 * @line: the number of the line, from 1
 */
struct words {
	struct arena *arena;
	struct regs_error *error;
	unsigned int line;
	const char *start; /* of the line */
	const char *cursor;
	const char *end;  /* of the line */
	const char *rest; /* of the text */
	const char *text_end;
};

/**
 * struct token - one word
 * @text: without the quotes
 * @column: of its first character, from 1
 */
struct token {
	char *text;
	bool quoted;
	unsigned int column;
};

void words_begin(struct words *words, const char *text, size_t length);

/**
 * words_line() - go to the next line; false behind the last
 */
bool words_line(struct words *words);

/**
 * words_next() - the next word of the line
 *
 * Returns 1, 0 at the end of the line, -ENOMEM or -UIO_EREGS.
 */
int words_next(struct words *words, struct token *word);

/**
 * words_need() - a word that has to be there
 * @what: it is, for the message
 *
 * Returns 0, -ENOMEM or -UIO_EREGS.
 */
int words_need(struct words *words, struct token *word, const char *what);

/**
 * words_number(), words_size() - a number that has to be there
 *
 * Return as words_need().
 */
int words_number(struct words *words, uint64_t *value, const char *what);
int words_size(struct words *words, uint64_t *bytes, const char *what);

/**
 * words_wrong() - fill in what is wrong in this line
 *
 * Returns -UIO_EREGS.
 */
#define words_wrong(words, word, ...) \
	regs_wrong((words)->error, (words)->line, (word)->column, __VA_ARGS__)

#endif
