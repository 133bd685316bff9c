/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The language of the shell, from text to commands; nothing is run or looked
 * up here. Its grammar is in uio-shell(1).
 */
#ifndef UIO_SCRIPT_H
#define UIO_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#define SCRIPT_DEPTH_MAX 64

/**
 * struct script_part - what a word is put together from
 * @text: @length characters of the script (borrowed): as they are, or the name
 *        of a variable if @variable
 * @column: where it begins, or its $; from 1, in bytes
 */
struct script_part {
	struct script_part *next;
	const char *text;
	size_t length;
	unsigned int column;
	bool variable;
};

/**
 * struct script_word - a word; an empty one, in quotes, has no parts
 */
struct script_word {
	struct script_word *next;
	struct script_part *parts;
};

/**
 * struct script_command - a command of @count words, at least one
 * @line, @column: where it begins, from 1
 * @text: it as it stands in the script (borrowed), @length characters up to its
 *        last word or brace
 * @repeats: it is `repeat N { ... }`: its words are those before the brace, and
 *           @body the commands in the block, NULL for none
 * @pool: what the whole script is made in; in its first command only
 */
struct script_command {
	struct script_command *next;
	struct script_word *words;
	size_t count;
	struct script_command *body;
	const char *text;
	size_t length;
	unsigned int line;
	unsigned int column;
	bool repeats;
	struct pool *pool;
};

/**
 * struct script_error - what is wrong with a script
 * @open: nothing but that it ends within a block: with more lines it may do
 */
struct script_error {
	const char *reason;
	unsigned int line;
	unsigned int column;
	bool open;
};

/**
 * script_parse() - read a script
 * @text: the script; the commands borrow from it
 * @line: number of its first line
 * @commands: the result, NULL where there is none; script_free() frees it
 * @error: written on -UIO_ESYNTAX only
 *
 * Returns 0, -UIO_ESYNTAX or -ENOMEM.
 */
int script_parse(const char *text, unsigned int line,
		 struct script_command **commands, struct script_error *error);

void script_free(struct script_command *commands);

#endif
