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
 * enum option_kind - the argument of an option, and the type of its member in a
 * request
 * @OPTION_FLAG: no argument; bool
 * @OPTION_STRING: a text; const char *
 * @OPTION_STRINGS: a text each time it is given; struct strings
 * @OPTION_NUMBER: uint64_t
 * @OPTION_TIME: a duration; uint64_t, in nanoseconds
 * @OPTION_WORD: one of several words; int
 * @OPTION_OTHER: an argument for @parse of the row
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
 * struct choice - a word that an option takes, or a setting of the shell; the
 * last one has no word
 */
struct choice {
	const char *word;
	int value;
};

/**
 * struct option_row - an option
 * @letter: its short form, or 0
 * @place: position of the member in the request, or in the part of it that the
 *         table is for
 * @argument: the name of its argument in help and completion, or NULL
 * @group: its group in the help, from 0; sorted by name within a group
 * @choices: for OPTION_WORD; for OPTION_OTHER words to complete, or NULL
 * @parse: for OPTION_OTHER; returns 0, or the result of parse_wrong()
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
 * struct option_table - rows, and the position in a request of the struct that
 * they fill; the last row, and the last table of a grammar, are zeros
 */
struct option_table {
	const struct option_row *rows;
	size_t place;
};

#define GRAMMAR_TABLES 5

/**
 * struct grammar - the words that may follow the name of an applet
 * @exclusive: lists of options that exclude each other, each name between two
 *             blanks, ended by NULL; NULL if there are none
 * @forms, @doc: as argp's args_doc and doc
 * @command: words after -- are a command to run
 * @words: processes the @count words that are not options
 * @finish: checks the options in combination, and fills in defaults
 *
 * Both functions return 0, or the result of parse_wrong(). @finish may be NULL.
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
 * @given: a bit for each option that was given
 * @command: the words after --, and NULL; or NULL
 * @wrong: the error message; allocated
 * @twice: the error is an option that was repeated, about which the help has no
 *         more to say
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
 * parse_wrong() - record an error message
 *
 * Returns EINVAL.
 */
__attribute__((format(printf, 2, 3))) int parse_wrong(struct parse *parse,
						      const char *fmt, ...);

/**
 * parse_program() - fill a request from the arguments of a program
 * @request: contains the defaults
 *
 * An option with an argument is refused the second time, unless it is of
 * OPTION_STRINGS. Ends the process after --help, --version and a usage error.
 */
void parse_program(const struct grammar *grammar, void *request,
		   const struct context *context, int argc, char **argv);

/**
 * parse_words() - fill a request from the words of a command of the shell
 * @name: name of the command, for messages
 * @words: @count words after the name; their order changes
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
 * struct option_found - an option of a grammar
 * @index: its bit in @given of struct parse
 * @place: position of its value in the request
 */
struct option_found {
	const struct option_row *row;
	size_t index;
	size_t place;
};

/**
 * grammar_option() - iterate over the options; false after the last
 */
bool grammar_option(const struct grammar *grammar, size_t index,
		    struct option_found *option);

/**
 * choice_find() - find a word among the choices, or return NULL
 * choices_text() - list the words, separated by commas, or as many as fit
 */
#define CHOICES_TEXT 80
const struct choice *choice_find(const struct choice *choices,
				 const char *word);
void choices_text(const struct choice *choices, char text[static CHOICES_TEXT]);

#endif
