// SPDX-License-Identifier: GPL-2.0-or-later
#include "script.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/array.h"
#include "common/base/error.h"

const unsigned char script_kinds[256] = {
	['\0'] = SCRIPT_END,	   [' '] = SCRIPT_BLANK,
	['\t'] = SCRIPT_BLANK,	   ['\r'] = SCRIPT_BLANK,
	['\n'] = SCRIPT_SEPARATOR, [';'] = SCRIPT_SEPARATOR,
	['{'] = SCRIPT_BRACE,	   ['}'] = SCRIPT_BRACE,
	['\''] = SCRIPT_QUOTE,	   ['"'] = SCRIPT_QUOTE,
	['$'] = SCRIPT_DOLLAR,
};

const char *script_blanks(const char *at)
{
	while (script_is(*at, SCRIPT_BLANK))
		at++;
	return at;
}

bool script_needs_quotes(const char *text, unsigned int kinds)
{
	if (*text == '#')
		return true;
	while (*text && !script_is(*text, kinds))
		text++;
	return *text;
}

static unsigned int column_of(const struct script *script, const char *at)
{
	return at - script->line_start + 1;
}

static int wrong(const struct script *script, const char *at,
		 const char *reason)
{
	*script->error = (struct script_error){
		.reason = reason,
		.line = script->line,
		.column = column_of(script, at),
	};
	return -UIO_ESYNTAX;
}

/* Skips blanks and a comment, which ends with its line. */
static void skip_blanks(struct script *script)
{
	script->at = script_blanks(script->at);
	if (*script->at == '#')
		script->at += strcspn(script->at, "\n");
}

/* Skips what can separate two commands. */
static void skip_separators(struct script *script)
{
	skip_blanks(script);
	while (script_is(*script->at, SCRIPT_SEPARATOR)) {
		if (*script->at++ == '\n') {
			script->line++;
			script->line_start = script->at;
		}
		skip_blanks(script);
	}
}

static int add_part(struct script *script, struct script_part ***tail,
		    size_t length, bool variable)
{
	struct script_part *part = arena_take(script->arena, sizeof(*part));

	if (!part)
		return -ENOMEM;
	part->text = script->at;
	part->length = length;
	part->column = column_of(script, script->at) - variable;
	part->variable = variable;
	script->at += length;
	**tail = part;
	*tail = &part->next;
	return 0;
}

static int parse_variable(struct script *script, struct script_part ***tail)
{
	const char *dollar = script->at++;
	size_t length = 0;

	if (*script->at == '?')
		length = 1;
	else if (isalpha((unsigned char)*script->at) || *script->at == '_')
		while (isalnum((unsigned char)script->at[length]) ||
		       script->at[length] == '_')
			length++;
	if (!length)
		return wrong(script, dollar,
			     "'$' without a variable name (put a literal '$' "
			     "in single quotes)");
	return add_part(script, tail, length, true);
}

/* Parses parts up to one of the characters in @end, or to the end of the text. */
static int parse_parts(struct script *script, struct script_part ***tail,
		       const char *end)
{
	int err = 0;

	while (!err && *script->at && !strchr(end, *script->at)) {
		size_t length = strcspn(script->at, end);
		const char *dollar = memchr(script->at, '$', length);

		if (dollar == script->at)
			err = parse_variable(script, tail);
		else
			err = add_part(script, tail,
				       dollar ? (size_t)(dollar - script->at)
					      : length,
				       false);
	}
	return err;
}

static int parse_quoted(struct script *script, struct script_part ***tail)
{
	const char *open = script->at++;
	size_t length = strcspn(script->at, "'\n");
	int err = 0;

	if (*open == '"')
		err = parse_parts(script, tail, "\"\n");
	else if (length)
		err = add_part(script, tail, length, false);
	if (!err && *script->at != *open)
		err = wrong(script, open, "missing closing quote");
	if (!err)
		script->at++;
	return err;
}

static int parse_word(struct script *script, struct script_word *word)
{
	const struct script_part *only;
	struct script_part **tail = &word->parts;
	const char *end = script->at;
	int err = 0;

	word->text = script->at;
	while (!script_is(*end, SCRIPT_SPECIAL))
		end++;
	if (script_is(*end, SCRIPT_WORD_END)) {
		word->length = end - script->at;
		script->at = end;
		return 0;
	}
	while (!err && !script_is(*script->at, SCRIPT_WORD_END))
		err = script_is(*script->at, SCRIPT_QUOTE)
			      ? parse_quoted(script, &tail)
			      : parse_parts(script, &tail, " \t\r\n;{}'\"");
	/* The text of a word that consists of a single text part. */
	only = word->parts;
	if (only && !only->next && !only->variable) {
		word->text = only->text;
		word->length = only->length;
		word->parts = NULL;
	}
	return err;
}

static int parse_words(struct script *script, struct script_command *command)
{
	struct script_word **tail = &command->words;
	int err = 0;

	skip_blanks(script);
	while (!err && !script_is(*script->at, SCRIPT_WORD_END)) {
		*tail = arena_take(script->arena, sizeof(**tail));
		if (!*tail)
			return -ENOMEM;
		err = parse_word(script, *tail);
		tail = &(*tail)->next;
		command->count++;
		command->length = script->at - command->text;
		skip_blanks(script);
	}
	return err;
}

/* The keywords that have blocks, with the minimum number of words. */
static const struct block {
	const char *word;
	size_t least;
	const char *form;
} blocks[] = {
	[SCRIPT_REPEAT] = { "repeat", 2,
			    "usage: repeat N { ... }, with the opening brace "
			    "on the same line" },
	[SCRIPT_FOR] = { "for", 4,
			 "usage: for NAME in FIRST..LAST [step N] { ... } or "
			 "for NAME in WORD... { ... }, with the opening "
			 "brace on the same line" },
	[SCRIPT_IF] = { "if", 2,
			"usage: if CONDITION { ... } else { ... }, with each "
			"opening brace on the line of its keyword" },
};

#define ELSE "else"

bool script_word_is(const struct script_word *word, const char *text)
{
	return word && *word->text == *text && word->length == strlen(text) &&
	       !strncmp(word->text, text, word->length);
}

/* With --help and no block, the command only prints its help. */
static enum script_kind kind_of(const struct script *script,
				const struct script_command *command)
{
	enum script_kind kind = ARRAY_SIZE(blocks);

	if (*script->at != '{' && command->words &&
	    script_word_is(command->words->next, "--help"))
		return SCRIPT_COMMAND;
	while (command->words && --kind > SCRIPT_COMMAND)
		if (script_word_is(command->words, blocks[kind].word))
			return kind;
	return SCRIPT_COMMAND;
}

static int parse_commands(struct script *script, struct script_command **list);

/* @word is the keyword of the block. */
static int parse_block(struct script *script, struct script_command *command,
		       const char *word, struct script_command **list)
{
	const struct script open = *script;
	int err;

	if (*script->at != '{')
		return wrong(script, word, blocks[command->kind].form);
	if (script->depth == SCRIPT_DEPTH_MAX)
		return wrong(script, script->at,
			     "blocks are nested too deeply");
	script->at++;
	script->depth++;
	err = parse_commands(script, list);
	if (err)
		return err;
	if (!*script->at) {
		err = wrong(&open, open.at, "'{' is not closed");
		script->error->open = true;
		return err;
	}
	script->at++;
	script->depth--;
	command->length = script->at - command->text;
	skip_blanks(script);
	return 0;
}

static int parse_blocks(struct script *script, struct script_command *command)
{
	const struct script_word *second = command->words->next;
	const char *word;
	int err;

	if (command->count < blocks[command->kind].least ||
	    (command->kind == SCRIPT_FOR &&
	     !script_word_is(second->next, "in")))
		return wrong(script, command->text, blocks[command->kind].form);
	err = parse_block(script, command, command->text, &command->body);
	word = script->at;
	if (!err && command->kind == SCRIPT_IF &&
	    !strncmp(word, ELSE, strlen(ELSE)) &&
	    script_is(word[strlen(ELSE)], SCRIPT_WORD_END)) {
		script->at += strlen(ELSE);
		skip_blanks(script);
		err = parse_block(script, command, word, &command->otherwise);
	}
	if (err)
		return err;
	if (*script->at == '{' || !script_is(*script->at, SCRIPT_WORD_END))
		return wrong(script, script->at,
			     "missing ';' or newline after '}'");
	return 0;
}

static int parse_command(struct script *script, struct script_command *command)
{
	int err;

	command->text = script->at;
	command->line = script->line;
	command->column = column_of(script, script->at);
	err = parse_words(script, command);
	if (err)
		return err;
	command->kind = kind_of(script, command);
	if (command->kind != SCRIPT_COMMAND)
		return parse_blocks(script, command);
	if (command->words && script_word_is(command->words, ELSE))
		return wrong(script, command->text,
			     "`else' must be on the same line as the '}' of "
			     "an `if'");
	if (*script->at == '{')
		return wrong(script, script->at,
			     "unexpected '{': only `repeat', `for', `if' and "
			     "`else' take a block (quote a literal '{')");
	return 0;
}

/* Also skips to the next command. */
static int next_command(struct script *script, struct script_command **command)
{
	int err;

	*command = arena_take(script->arena, sizeof(**command));
	if (!*command)
		return -ENOMEM;
	err = parse_command(script, *command);
	if (err)
		return err;
	skip_separators(script);
	(*command)->after = script->at;
	return 0;
}

/* Parses up to the end of the text, or to the brace that closes the block. */
static int parse_commands(struct script *script, struct script_command **list)
{
	int err = 0;

	skip_separators(script);
	while (!err && *script->at && *script->at != '}') {
		err = next_command(script, list);
		if (!err)
			list = &(*list)->next;
	}
	return err;
}

void script_open(struct script *script, const char *text, unsigned int line,
		 struct script_error *error)
{
	*script = (struct script){
		.at = text,
		.line_start = text,
		.line = line,
		.error = error,
	};
	skip_separators(script);
}

int script_next(struct script *script, struct script_command **command)
{
	if (script->arena)
		arena_clear(script->arena);
	else
		script->arena = arena_new();
	if (!script->arena)
		return -ENOMEM;
	if (*script->at == '}')
		return wrong(script, script->at,
			     "unexpected '}': no block is open");
	return next_command(script, command);
}

void script_close(struct script *script)
{
	arena_free(script->arena);
}

int script_check(const char *text, unsigned int line,
		 struct script_error *error)
{
	bool may_be_wrong = strpbrk(text, "'\"${}") || strstr(text, ELSE);
	struct script_command *command;
	struct script script;
	int err = 0;

	/*
	 * A text without any of these characters and words cannot have an
	 * error.
	 */
	for (size_t i = SCRIPT_REPEAT; i < ARRAY_SIZE(blocks); i++)
		may_be_wrong = may_be_wrong || strstr(text, blocks[i].word);
	if (!may_be_wrong)
		return 0;
	script_open(&script, text, line, error);
	while (!err && *script.at)
		err = script_next(&script, &command);
	script_close(&script);
	return err;
}
