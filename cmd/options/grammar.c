// SPDX-License-Identifier: GPL-2.0-or-later
#include "grammar.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/run/request.h"
#include "cmd/show/report.h"
#include "common/base/number.h"

/* The maximum number of options of a grammar; struct parse has a bit for each. */
#define OPTIONS_MAX 64

/* Keys of options without a letter start above all characters. */
#define FIRST_KEY 256

int parse_wrong(struct parse *parse, const char *fmt, ...)
{
	va_list args;

	free(parse->wrong);
	va_start(args, fmt);
	if (vasprintf(&parse->wrong, fmt, args) < 0)
		parse->wrong = NULL;
	va_end(args);
	return EINVAL;
}

bool grammar_option(const struct grammar *grammar, size_t index,
		    struct option_found *option)
{
	*option = (struct option_found){ .index = index };
	for (const struct option_table *t = grammar->tables; t->rows; t++)
		for (const struct option_row *row = t->rows; row->name; row++)
			if (!index--) {
				option->row = row;
				option->place = t->place + row->place;
				return true;
			}
	return false;
}

const struct choice *choice_find(const struct choice *choices, const char *word)
{
	while (choices->word && strcmp(choices->word, word))
		choices++;
	return choices->word ? choices : NULL;
}

void choices_text(const struct choice *choices, char text[static CHOICES_TEXT])
{
	size_t length = 0;

	for (text[0] = '\0'; choices->word && length < CHOICES_TEXT; choices++)
		length += snprintf(text + length, CHOICES_TEXT - length, "%s%s",
				   length ? ", " : "", choices->word);
}

static int take_word(struct parse *parse, const struct option_row *row,
		     int *value, const char *arg)
{
	const struct choice *choice = choice_find(row->choices, arg);
	char words[CHOICES_TEXT];

	if (choice) {
		*value = choice->value;
		return 0;
	}
	choices_text(row->choices, words);
	return parse_wrong(parse, "invalid argument '%s': expected one of %s",
			   arg, words);
}

static int take_value(struct parse *parse, const struct option_row *row,
		      void *value, const char *arg)
{
	struct strings *strings = value;

	switch (row->kind) {
	case OPTION_FLAG:
		*(bool *)value = true;
		return 0;
	case OPTION_STRING:
		*(const char **)value = arg;
		return 0;
	case OPTION_STRINGS:
		if (strings->count == STRINGS_MAX)
			return parse_wrong(parse,
					   "'%s': at most %d can be given", arg,
					   STRINGS_MAX);
		strings->list[strings->count++] = arg;
		return 0;
	case OPTION_NUMBER:
		return number_parse(arg, value)
			       ? parse_wrong(parse, "invalid count '%s'", arg)
			       : 0;
	case OPTION_TIME:
		return duration_parse(arg, value)
			       ? parse_wrong(parse,

					     "invalid time '%s': expected a "
					     "value such as 100ms, 2s or 1m",
					     arg)
			       : 0;
	case OPTION_WORD:
		return take_word(parse, row, value, arg);
	case OPTION_OTHER:
		break;
	}
	return row->parse(parse, value, arg);
}

/* An invalid value is reported only if no option was repeated. */
static int take_option(struct parse *parse, const struct option_found *option,
		       const char *arg)
{
	const struct option_row *row = option->row;
	uint64_t bit = UINT64_C(1) << option->index;

	if (parse->given & bit && row->argument &&
	    row->kind != OPTION_STRINGS) {
		parse->twice = true;
		return parse_wrong(parse, "--%s can be given only once",
				   row->name);
	}
	parse->given |= bit;
	if (!parse->wrong)
		take_value(parse, row, (char *)parse->request + option->place,
			   arg ?: "");
	return 0;
}

static int take_rest(struct parse *parse, char **words, size_t count)
{
	const struct grammar *grammar = parse->grammar;
	int err;

	if (parse->wrong)
		return EINVAL;
	err = grammar->words(parse, words, count);
	if (!err && grammar->finish)
		err = grammar->finish(parse);
	return err;
}

/* Parsing of program arguments with argp(3). */

static error_t parse_key(int key, char *arg, struct argp_state *state)
{
	struct parse *parse = state->input;
	struct option_found option;
	int err = ARGP_ERR_UNKNOWN;

	if (key == ARGP_KEY_ARGS)
		err = take_rest(parse, state->argv + state->next,
				state->argc - state->next);
	else if (key == ARGP_KEY_NO_ARGS)
		err = take_rest(parse, NULL, 0);
	else if (key != ARGP_KEY_ARG && key < FIRST_KEY + OPTIONS_MAX)
		for (size_t i = 0; err == ARGP_ERR_UNKNOWN &&
				   grammar_option(parse->grammar, i, &option);
		     i++)
			if (key == (option.row->letter ?: FIRST_KEY + (int)i))
				err = take_option(parse, &option, arg);
	if (err == EINVAL && parse->twice)
		exit(fail(-UIO_ESYNTAX, NULL, "%s", parse->wrong));
	if (err == EINVAL)
		argp_error(state, "%s", parse->wrong ?: strerror(ENOMEM));
	return err;
}

/* Cuts off the words after --, which argp would mix with the other words. */
static char **cut_command(const struct grammar *grammar, int *count,
			  char **words)
{
	for (int i = 0; grammar->command && i < *count; i++)
		if (!strcmp(words[i], "--") && i + 1 < *count) {
			words[i] = NULL;
			*count = i;
			return &words[i + 1];
		}
	return NULL;
}

/**
 * struct translation - a grammar for argp
 * @options: all options, and one of zeros
 */
struct translation {
	struct argp argp;
	struct argp_option options[OPTIONS_MAX + 1];
};

static void translate(const struct grammar *grammar,
		      struct translation *translation)
{
	size_t i = 0;

	for (const struct option_table *t = grammar->tables; t->rows; t++)
		for (const struct option_row *row = t->rows; row->name;
		     row++, i++)
			translation->options[i] = (struct argp_option){
				.name = row->name,
				.key = row->letter ?: FIRST_KEY + (int)i,
				.arg = row->argument,
				.doc = row->help,
				.group = row->group,
			};
	translation->options[i] = (struct argp_option){ 0 };
	translation->argp = (struct argp){
		.options = translation->options,
		.parser = parse_key,
		.args_doc = grammar->forms,
		.doc = grammar->doc,
	};
}

void parse_program(const struct grammar *grammar, void *request,
		   const struct context *context, int argc, char **argv)
{
	struct parse parse = {
		.grammar = grammar,
		.request = request,
		.context = context,
		.command = cut_command(grammar, &argc, argv),
	};
	struct translation translation;

	translate(grammar, &translation);
	if (argp_parse(&translation.argp, argc, argv, 0, NULL, &parse))
		exit(fail_memory());
}

void grammar_help(const struct grammar *grammar, FILE *out, const char *name)
{
	struct translation translation;

	translate(grammar, &translation);
	argp_help(&translation.argp, out,
		  ARGP_HELP_SHORT_USAGE | ARGP_HELP_LONG | ARGP_HELP_DOC,
		  (char *)name);
}

/* Parsing of the words of a shell command. */

/**
 * struct reader - the position in the words of a command
 * @rest: the @rest_count words that are not options
 */
struct reader {
	struct parse *parse;
	char **words;
	int count;
	int next;
	char **rest;
	size_t rest_count;
};

/* The argument is in the same word, or is the next word. */
static int take_argument(struct reader *reader,
			 const struct option_found *option, const char *arg)
{
	const struct option_row *row = option->row;

	if (row->argument && !arg && reader->next < reader->count)
		arg = reader->words[reader->next++];
	if (row->argument && !arg)
		return parse_wrong(reader->parse,
				   "option '--%s' requires an argument",
				   row->name);
	if (!row->argument && arg)
		return parse_wrong(reader->parse,
				   "option '--%s' doesn't allow an argument",
				   row->name);
	return take_option(reader->parse, option, arg);
}

/* A unique prefix of a long option is enough. */
static int read_long(struct reader *reader, const char *word)
{
	size_t length = strcspn(word, "=");
	struct option_found option, found = { 0 };
	bool exact = false, ambiguous = false;

	for (size_t i = 0;
	     !exact && grammar_option(reader->parse->grammar, i, &option);
	     i++) {
		if (strncmp(option.row->name, word, length))
			continue;
		exact = !option.row->name[length];
		ambiguous = !exact && found.row;
		found = option;
	}
	if (!found.row || ambiguous)
		return parse_wrong(reader->parse,
				   ambiguous ? "option '--%.*s' is ambiguous"
					     : "unrecognized option '--%.*s'",
				   (int)length, word);
	return take_argument(reader, &found,
			     word[length] ? word + length + 1 : NULL);
}

/* Letters of options without arguments can share a word. */
static int read_letters(struct reader *reader, const char *letters)
{
	struct option_found option;
	int err = 0;

	while (*letters && !err) {
		size_t i = 0;

		while (grammar_option(reader->parse->grammar, i, &option) &&
		       option.row->letter != *letters)
			i++;
		if (!option.row)
			return parse_wrong(reader->parse,
					   "invalid option -- '%c'", *letters);
		letters++;
		if (option.row->argument)
			return take_argument(reader, &option,
					     *letters ? letters : NULL);
		err = take_option(reader->parse, &option, NULL);
	}
	return err;
}

static int read_words(struct reader *reader)
{
	bool options = true;
	int err = 0;

	while (reader->next < reader->count && !err) {
		char *word = reader->words[reader->next++];

		if (!options || word[0] != '-' || !word[1])
			reader->rest[reader->rest_count++] = word;
		else if (!strcmp(word, "--"))
			options = false;
		else if (word[1] == '-')
			err = read_long(reader, word + 2);
		else
			err = read_letters(reader, word + 1);
	}
	return err
		       ?: take_rest(reader->parse, reader->rest,
				    reader->rest_count);
}

int parse_words(const struct grammar *grammar, void *request,
		const struct context *context, const char *name, int count,
		char **words)
{
	struct parse parse = {
		.grammar = grammar,
		.request = request,
		.context = context,
		.command = cut_command(grammar, &count, words),
	};
	/*
	 * Reading moves words that are not options to the front, never past the
	 * reader.
	 */
	struct reader reader = { &parse, words, count, 0, words, 0 };
	int err = read_words(&reader);

	if (!err)
		return 0;
	fflush(stdout);
	if (parse.twice)
		fail(-UIO_ESYNTAX, name, "%s", parse.wrong ?: "");
	else
		fprintf(stderr,
			"%s: %s\nTry `%s --help' for more information.\n", name,
			parse.wrong ?: strerror(ENOMEM), name);
	free(parse.wrong);
	return EXIT_USAGE;
}
