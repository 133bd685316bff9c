/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The language of the shell, from text to commands, without running or looking up
 * anything. The grammar is in uio-shell(1).
 */
#ifndef UIO_LANG_SCRIPT_H
#define UIO_LANG_SCRIPT_H

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
 * struct script_word - a word
 * @parts: what it is put together from, where it has variables or parts of it
 *         are in quotes
 * @text: else it is @length characters of the script (borrowed)
 */
struct script_word {
	struct script_word *next;
	struct script_part *parts;
	const char *text;
	size_t length;
};

/**
 * enum script_kind - what a command is: one of those that the language has itself, all
 * with blocks, or any other
 * @SCRIPT_REPEAT: `repeat N { ... }`
 * @SCRIPT_FOR: `for NAME in WORD... { ... }`, of at least four words
 * @SCRIPT_IF: `if CONDITION { ... }`, and `else { ... }` if wanted
 */
enum script_kind {
	SCRIPT_COMMAND,
	SCRIPT_REPEAT,
	SCRIPT_FOR,
	SCRIPT_IF,
};

/**
 * struct script_command - a command of @count words, at least one
 * @line, @column: where it begins, from 1
 * @text: the text of the script (borrowed), @length characters up to its
 *        last word or brace
 * @kind: if it has blocks its words are those before the first brace
 * @body, @otherwise: the commands in the block, and in that of `else`; NULL for none
 * @after: the start of the next command, or the end of the block or the text
 */
struct script_command {
	struct script_command *next;
	struct script_word *words;
	size_t count;
	struct script_command *body;
	struct script_command *otherwise;
	const char *text;
	size_t length;
	unsigned int line;
	unsigned int column;
	enum script_kind kind;
	const char *after;
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
 * script_check() - read a script for what is wrong with it
 * @line: number of its first line
 * @error: written on -UIO_ESYNTAX only
 *
 * Returns 0, -UIO_ESYNTAX or -ENOMEM.
 */
int script_check(const char *text, unsigned int line,
		 struct script_error *error);

/**
 * struct script - a script that is read command by command
 * @at: the next one, or the end of the text
 * @line_start: first character of its line, of number @line
 * @depth: how many blocks are open
 * @arena: what the command is made in that was read last
 * @error: what is wrong with it
 */
struct script {
	const char *at;
	const char *line_start;
	unsigned int line;
	unsigned int depth;
	struct arena *arena;
	struct script_error *error;
};

/**
 * script_open() - begin to read a script; end with script_close()
 * @text: must not change until then
 * @error: as for script_check()
 */
void script_open(struct script *script, const char *text, unsigned int line,
		 struct script_error *error);

/**
 * script_next() - read the next command
 * @command: is there until the next call
 *
 * Returns 0, -UIO_ESYNTAX or -ENOMEM.
 */
int script_next(struct script *script, struct script_command **command);

void script_close(struct script *script);

#endif
