// SPDX-License-Identifier: GPL-2.0-or-later
#include "script.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "error.h"
#include "regs-pool.h"

#define BLANKS	 " \t\r"
#define WORD_END BLANKS "\n;{}"

/**
 * struct parser - a script, as far as it was read
 * @at: the next character
 * @line_start: first character of its line, of number @line
 * @depth: how many blocks are open
 * @pool: what the commands are made in
 */
struct parser {
	const char *at;
	const char *line_start;
	unsigned int line;
	unsigned int depth;
	struct pool *pool;
	struct script_error *error;
};

static unsigned int column_of(const struct parser *parser, const char *at)
{
	return at - parser->line_start + 1;
}

static int wrong(const struct parser *parser, const char *at,
		 const char *reason)
{
	*parser->error = (struct script_error){
		.reason = reason,
		.line = parser->line,
		.column = column_of(parser, at),
	};
	return -UIO_ESYNTAX;
}

static bool is_in(char c, const char *set)
{
	while (*set && *set != c)
		set++;
	return *set;
}

/* Blanks, and a comment, which ends with its line. */
static void skip_blanks(struct parser *parser)
{
	parser->at += strspn(parser->at, BLANKS);
	if (*parser->at == '#')
		parser->at += strcspn(parser->at, "\n");
}

/* What may stand between two commands. */
static void skip_separators(struct parser *parser)
{
	skip_blanks(parser);
	while (is_in(*parser->at, "\n;")) {
		if (*parser->at++ == '\n') {
			parser->line++;
			parser->line_start = parser->at;
		}
		skip_blanks(parser);
	}
}

static int add_part(struct parser *parser, struct script_part ***tail,
		    size_t length, bool variable)
{
	struct script_part *part = pool_take(parser->pool, sizeof(*part));

	if (!part)
		return -ENOMEM;
	part->text = parser->at;
	part->length = length;
	part->column = column_of(parser, parser->at) - variable;
	part->variable = variable;
	parser->at += length;
	**tail = part;
	*tail = &part->next;
	return 0;
}

static int parse_variable(struct parser *parser, struct script_part ***tail)
{
	const char *dollar = parser->at++;
	size_t length = 0;

	if (isalpha((unsigned char)*parser->at) || *parser->at == '_')
		while (isalnum((unsigned char)parser->at[length]) ||
		       parser->at[length] == '_')
			length++;
	if (!length)
		return wrong(parser, dollar,
			     "'$' without the name of a variable "
			     "(single quotes keep it)");
	return add_part(parser, tail, length, true);
}

/* The parts up to one of the characters that end them, or the text. */
static int parse_parts(struct parser *parser, struct script_part ***tail,
		       const char *end)
{
	int err = 0;

	while (!err && *parser->at && !strchr(end, *parser->at)) {
		size_t length = strcspn(parser->at, end);
		const char *dollar = memchr(parser->at, '$', length);

		if (dollar == parser->at)
			err = parse_variable(parser, tail);
		else
			err = add_part(parser, tail,
				       dollar ? (size_t)(dollar - parser->at)
					      : length,
				       false);
	}
	return err;
}

static int parse_quoted(struct parser *parser, struct script_part ***tail)
{
	const char *open = parser->at++;
	size_t length = strcspn(parser->at, "'\n");
	int err = 0;

	if (*open == '"')
		err = parse_parts(parser, tail, "\"\n");
	else if (length)
		err = add_part(parser, tail, length, false);
	if (!err && *parser->at != *open)
		err = wrong(parser, open, "a quote is left open on its line");
	if (!err)
		parser->at++;
	return err;
}

static int parse_word(struct parser *parser, struct script_word *word)
{
	struct script_part **tail = &word->parts;
	int err = 0;

	while (!err && *parser->at && !is_in(*parser->at, WORD_END))
		err = is_in(*parser->at, "'\"")
			      ? parse_quoted(parser, &tail)
			      : parse_parts(parser, &tail, WORD_END "'\"");
	return err;
}

static int parse_words(struct parser *parser, struct script_command *command)
{
	struct script_word **tail = &command->words;
	int err = 0;

	skip_blanks(parser);
	while (!err && *parser->at && !is_in(*parser->at, "\n;{}")) {
		*tail = pool_take(parser->pool, sizeof(**tail));
		if (!*tail)
			return -ENOMEM;
		err = parse_word(parser, *tail);
		tail = &(*tail)->next;
		command->count++;
		command->length = parser->at - command->text;
		skip_blanks(parser);
	}
	return err;
}

static bool is_repeat(const struct script_command *command)
{
	const struct script_part *part = command->words ? command->words->parts
							: NULL;

	return part && !part->next && !part->variable && part->length == 6 &&
	       !strncmp(part->text, "repeat", 6);
}

static int parse_commands(struct parser *parser, struct script_command **list);

static int parse_block(struct parser *parser, struct script_command *command)
{
	const struct parser open = *parser;
	int err;

	if (parser->depth == SCRIPT_DEPTH_MAX)
		return wrong(parser, parser->at, "blocks are nested too deep");
	parser->at++;
	parser->depth++;
	err = parse_commands(parser, &command->body);
	if (err)
		return err;
	if (!*parser->at) {
		err = wrong(&open, open.at, "'{' is not closed");
		parser->error->open = true;
		return err;
	}
	parser->at++;
	parser->depth--;
	command->length = parser->at - command->text;
	skip_blanks(parser);
	if (*parser->at && !is_in(*parser->at, "\n;}"))
		return wrong(parser, parser->at,
			     "';' or a new line is missing behind '}'");
	return 0;
}

static int parse_command(struct parser *parser, struct script_command *command)
{
	const struct parser begin = *parser;
	int err;

	command->text = parser->at;
	command->line = parser->line;
	command->column = column_of(parser, parser->at);
	err = parse_words(parser, command);
	if (err)
		return err;
	command->repeats = is_repeat(command);
	if (*parser->at == '{' && !command->repeats)
		return wrong(parser, parser->at,
			     "'{' belongs to `repeat N { ... }' "
			     "(quotes keep it)");
	if (!command->repeats)
		return 0;
	if (command->count < 2 || *parser->at != '{')
		return wrong(&begin, begin.at,
			     "it is `repeat N { ... }', the brace on its line");
	return parse_block(parser, command);
}

/* Up to the end of the text, or the brace that closes the block. */
static int parse_commands(struct parser *parser, struct script_command **list)
{
	int err = 0;

	skip_separators(parser);
	while (!err && *parser->at && *parser->at != '}') {
		*list = pool_take(parser->pool, sizeof(**list));
		if (!*list)
			return -ENOMEM;
		err = parse_command(parser, *list);
		list = &(*list)->next;
		if (!err)
			skip_separators(parser);
	}
	return err;
}

int script_parse(const char *text, unsigned int line,
		 struct script_command **commands, struct script_error *error)
{
	struct pool *pool = pool_new();
	struct parser parser = { text, text, line, 0, pool, error };
	int err;

	*commands = NULL;
	if (!pool)
		return -ENOMEM;
	err = parse_commands(&parser, commands);
	if (!err && *parser.at)
		err = wrong(&parser, parser.at, "'}' closes no block");
	if (err)
		*commands = NULL;
	if (*commands)
		(*commands)->pool = pool;
	else
		pool_free(pool);
	return err;
}

void script_free(struct script_command *commands)
{
	if (commands)
		pool_free(commands->pool);
}
