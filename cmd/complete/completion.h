/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The part of a command line that was read so far. */
#ifndef UIO_CMD_COMPLETE_COMPLETION_H
#define UIO_CMD_COMPLETE_COMPLETION_H

#include <stdbool.h>

#include "common/regs/model.h"
#include "complete.h"

/**
 * struct offered_option - an option that may be typed
 * @letter: its short name, or 0
 * @argument: the name of its argument in the help; NULL if it takes none
 * @choices: the words that it takes, or NULL
 * @repeats: it may be given again
 * @given: it was given; @value is its argument then
 */
struct offered_option {
	char name[24];
	char letter;
	const char *argument;
	const char *help;
	const struct choice *choices;
	bool repeats;
	bool given;
	const char *value;
};

#define OPTIONS_MAX 64

/**
 * struct completion - what is known of the last word
 * @word: the whole word
 * @typed: the part of it that a candidate replaces
 * @options: @option_count options
 * @given: the @given_count words before it that do not belong to options
 * @awaited: the option whose argument it is, or NULL
 * @ended: `--` came before it
 * @loaded: registers that were read for this line, or NULL
 * @option, @name: the arguments of offer_name()
 */
struct completion {
	FILE *out;
	const struct complete_line *line;
	const char *word;
	const char *typed;
	struct offered_option options[OPTIONS_MAX];
	size_t option_count;
	const char **given;
	size_t given_count;
	struct offered_option *awaited;
	bool ended;
	struct regs *loaded;
	const char *option;
	const char *name;
};

/**
 * options_find() - find the options of the line's applet and usage text
 *
 * No other function knows how options are described.
 */
void options_find(struct completion *completion);

/**
 * option_called() - the option with a name of @length characters, or NULL
 */
struct offered_option *option_called(struct completion *completion,
				     const char *name, size_t length);

/**
 * offer_options() - offer the options that are not given yet and can be
 * combined with those that are
 */
void offer_options(const struct completion *completion);

/**
 * offer_usage() - offer the words that a usage text has at the place of the
 * word
 */
void offer_usage(struct completion *completion, const char *usage);

/**
 * offer_name() - offer the candidates for a name in a usage text, or for an
 * option's argument
 * @option: the long name of the option, or NULL
 */
void offer_name(struct completion *completion, const char *option,
		const char *name);

/**
 * offer_text() - offer a word
 * @ending: the text after it, such as `=`
 * @about: a description, or NULL
 */
void offer_text(const struct completion *completion, const char *word,
		const char *ending, const char *about);

/**
 * completion_device() - the device that the line is about, or NULL if none was
 * named
 */
const char *completion_device(const struct completion *completion);

/**
 * offer_devices() - offer all devices, those that share a name with #K
 * offer_regions_typed() - offer the regions of the device before a colon; false
 * if no device was typed
 */
void offer_devices(const struct completion *completion, const char *ending);
bool offer_regions_typed(struct completion *completion, const char *ending);

/**
 * offer_operands() - offer its registers and fields and, after a sign, values
 * offer_values() - offer the values of a field that is compared, after a blank
 */
void offer_operands(struct completion *completion);
void offer_values(struct completion *completion);

#endif
