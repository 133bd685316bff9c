/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The language of the shell, from text to commands, without running or looking up
 * anything. The grammar is in uio-shell(1).
 */
#ifndef UIO_LANG_SCRIPT_H
#define UIO_LANG_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

/* The kinds of characters. */
enum {
	SCRIPT_BLANK = 1,
	SCRIPT_SEPARATOR = 2,
	SCRIPT_BRACE = 4,
	SCRIPT_QUOTE = 8,
	SCRIPT_DOLLAR = 16,
	SCRIPT_END = 32,
	SCRIPT_WORD_END = SCRIPT_BLANK | SCRIPT_SEPARATOR | SCRIPT_BRACE |
			  SCRIPT_END,
	SCRIPT_SPECIAL = SCRIPT_WORD_END | SCRIPT_QUOTE | SCRIPT_DOLLAR,
};

extern const unsigned char script_kinds[256];

/**
 * script_is() - whether a character is of one of these kinds
 */
static inline bool script_is(char c, unsigned int kinds)
{
	return script_kinds[(unsigned char)c] & kinds;
}

/**
 * script_blanks() - skip blanks
 */
const char *script_blanks(const char *at);

/**
 * script_needs_quotes() - whether a text has characters of these kinds, or would
 * begin a comment
 */
bool script_needs_quotes(const char *text, unsigned int kinds);

#define SCRIPT_DEPTH_MAX 64

/**
 * struct script_part - a part of a word
 * @text: @length characters of the script (borrowed): the text itself, or the
 *        name of a variable if @variable
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
 * @parts: its parts, if it contains variables or is partly in quotes
 * @text: otherwise @length characters of the script (borrowed)
 */
struct script_word {
	struct script_word *next;
	struct script_part *parts;
	const char *text;
	size_t length;
};

/**
 * enum script_kind - the kind of a command: one with blocks, which the language
 * itself has, or any other
 * @SCRIPT_REPEAT: `repeat N { ... }`
 * @SCRIPT_FOR: `for NAME in WORD... { ... }`, of at least four words
 * @SCRIPT_IF: `if CONDITION { ... }`, and optionally `else { ... }`
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
 * @text: the text of the script (borrowed), @length characters up to its last
 *        word or brace
 * @kind: of a command with blocks, the words are those before the first brace
 * @body, @otherwise: the commands in the block, and in that of `else`, or NULL
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
 * struct script_error - an error in a script
 * @open: the only error is that the script ends within a block, so more lines
 *        may complete it
 */
struct script_error {
	const char *reason;
	unsigned int line;
	unsigned int column;
	bool open;
};

/**
 * script_check() - find the first error in a script
 * @line: number of its first line
 * @error: written on -UIO_ESYNTAX only
 *
 * Returns 0, -UIO_ESYNTAX or -ENOMEM.
 */
int script_check(const char *text, unsigned int line,
		 struct script_error *error);

/**
 * struct script - a script that is read command by command
 * @at: the next command, or the end of the text
 * @line_start: first character of its line, whose number is @line
 * @depth: number of open blocks
 * @arena: the memory of the command that was read last
 * @error: the error in it
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
 * @command: lives until the next call
 *
 * Returns 0, -UIO_ESYNTAX or -ENOMEM.
 */
int script_next(struct script *script, struct script_command **command);

void script_close(struct script *script);

/**
 * script_word_is() - whether a word is this text; one with variables is not
 * @word: may be NULL
 */
bool script_word_is(const struct script_word *word, const char *text);

#endif
