/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parsing of words into a request. An applet describes its options in one table;
 * programs parse them with argp(3), which also prints the help, and the shell
 * parses the words of its commands with the same table.
 */
#ifndef UIO_CMD_OPTIONS_GRAMMAR_H
#define UIO_CMD_OPTIONS_GRAMMAR_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct context;
struct parse;

/**
 * enum option_kind - what an option takes, and the type of its place in a request
 * @OPTION_FLAG: nothing; bool
 * @OPTION_STRING: a text; const char *
 * @OPTION_STRINGS: a text each time it is given; struct strings
 * @OPTION_NUMBER: uint64_t
 * @OPTION_TIME: a duration; uint64_t, in nanoseconds
 * @OPTION_WORD: one of several words; int
 * @OPTION_OTHER: what @parse of the row makes of it
 */
enum option_kind {
	OPTION_FLAG,
	OPTION_STRING,
	OPTION_STRINGS,
	OPTION_NUMBER,
	OPTION_TIME,
	OPTION_WORD,
	OPTION_OTHER,
};

/**
 * struct choice - a word that an option takes, or a setting of the shell; the last
 * one has none
 */
struct choice {
	const char *word;
	int value;
};

/**
 * struct option_row - an option
 * @letter: its short form, or 0
 * @place: where in the request, or in the part of it that the table is for
 * @argument: what help and completion call its argument; NULL for none
 * @group: where in the help, from 0 on; sorted by name within a group
 * @choices: of OPTION_WORD; for OPTION_OTHER words to complete, or NULL
 * @parse: of OPTION_OTHER; returns 0, or what parse_wrong() returns
 */
struct option_row {
	const char *name;
	char letter;
	enum option_kind kind;
	size_t place;
	const char *argument;
	const char *help;
	int group;
	const struct choice *choices;
	int (*parse)(struct parse *parse, void *place, const char *arg);
};

/**
 * struct option_table - rows, and where in a request the struct is that they fill;
 * the last row, and the last table of a grammar, are zeros
 */
struct option_table {
	const struct option_row *rows;
	size_t place;
};

#define GRAMMAR_TABLES 4

/**
 * struct grammar - what may be typed after the name of an applet
 * @exclusive: lists of options of which one leaves no room for another, with a
 *             blank on both sides of each name, up to NULL; NULL for none
 * @forms, @doc: as argp's args_doc and doc
 * @command: words after -- are a command to run
 * @words: take the words that are not options, @count of them
 * @finish: check what was given together, and fill in what was not
 *
 * Both functions return 0, or what parse_wrong() returns, and may be NULL: then
 * no words are taken.
 */
struct grammar {
	struct option_table tables[GRAMMAR_TABLES];
	const char *const *exclusive;
	const char *forms;
	const char *doc;
	bool command;
	int (*words)(struct parse *parse, char **words, size_t count);
	int (*finish)(struct parse *parse);
};

/**
 * struct parse - a request while it is filled
 * @given: a bit for each option that came
 * @command: the words after --, and NULL; or NULL
 * @wrong: what is wrong, for people; allocated
 * @twice: it is an option that came twice, about which no help says more
 */
struct parse {
	const struct grammar *grammar;
	void *request;
	const struct context *context;
	uint64_t given;
	char **command;
	char *wrong;
	bool twice;
};

/**
 * parse_wrong() - say what is wrong
 *
 * Returns EINVAL.
 */
__attribute__((format(printf, 2, 3))) int parse_wrong(struct parse *parse,
						      const char *fmt, ...);

/**
 * parse_program() - fill a request from the arguments of a program
 * @request: with its defaults
 *
 * An option that takes an argument is refused the second time, unless it is of
 * OPTION_STRINGS. Ends the process after --help, --version and a usage error.
 */
void parse_program(const struct grammar *grammar, void *request,
		   const struct context *context, int argc, char **argv);

/**
 * parse_words() - fill it from the words of a command of the shell
 * @name: of the command, for messages
 * @words: @count of them, after the name; their order changes
 *
 * Returns 0, or the exit status of a usage error that was reported.
 */
int parse_words(const struct grammar *grammar, void *request,
		const struct context *context, const char *name, int count,
		char **words);

/**
 * grammar_help() - print the help of an applet for its use in the shell
 */
void grammar_help(const struct grammar *grammar, FILE *out, const char *name);

/**
 * grammar_option() - the options one by one; NULL after the last
 * @place: where in the request its value goes; NULL if of no interest
 */
const struct option_row *grammar_option(const struct grammar *grammar,
					size_t index, size_t *place);

/**
 * choice_find() - look a word up; NULL where it is not one of the choices
 * choices_text() - list the words, separated by commas, or as many as fit
 */
#define CHOICES_TEXT 80
const struct choice *choice_find(const struct choice *choices,
				 const char *word);
void choices_text(const struct choice *choices, char text[static CHOICES_TEXT]);

#endif
