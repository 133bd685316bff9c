/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lists that the Tab key offers words of. */
#ifndef UIO_CMD_SHELL_OFFERS_H
#define UIO_CMD_SHELL_OFFERS_H

#include <stdio.h>

#include "cmd/options/grammar.h"
#include "shell.h"

/**
 * struct offers - words that are offered for one that is being typed
 * @out: gets them, a line each, with what stands between @word and @typed in
 *       front
 * @word: that word, without quotes
 * @typed: its part that is to be gone on with
 */
struct offers {
	FILE *out;
	const char *word;
	const char *typed;
};

/**
 * offer_words() - those of a list, a line each
 * @ending: is put behind each
 */
void offer_words(const struct offers *offers, const char *list,
		 const char *ending);

void offer_commands(const struct offers *offers);

/**
 * offer_devices() - devices, or the regions of one that is followed by a colon
 */
void offer_devices(const struct offers *offers, const char *ending);
void offer_regions(const struct offers *offers, const char *device,
		   const char *ending);

/**
 * offer_sims() - simulated devices
 */
void offer_sims(const struct offers *offers);

/**
 * offer_operands() - registers and fields of the device that the word names, or
 * of the one in use; behind = and a comparison the names of the field's values
 * @before: the words before this one, @count of them
 */
void offer_operands(struct offers *offers, const struct shell *shell,
		    char *const *before, size_t count);

/**
 * offer_variables() - those that $ begins
 *
 * Returns whether the word ends in a $ with part of a name.
 */
bool offer_variables(struct offers *offers, const struct shell *shell);

/**
 * offer_settings() - names of settings, or the words of this one
 */
void offer_settings(const struct offers *offers, const char *name);

/**
 * offer_states() - the names of what `save` keeps
 */
void offer_states(const struct offers *offers, const struct shell *shell);

void offer_files(const struct offers *offers);

/**
 * offer_option() - options of an applet; behind one that takes an argument,
 * what that may be
 * @before: the word before this one
 *
 * Returns whether the word is about an option.
 */
bool offer_option(struct offers *offers, const struct shell *shell,
		  const struct grammar *grammar, char *before);

/**
 * offer_usage() - what a usage text has at this place: the words that are
 * typed as they are, options, files, and simulated devices
 * @usage: a form a line
 * @before: the words behind the command, @count of them
 */
void offer_usage(const struct offers *offers, const char *usage,
		 char *const *before, size_t count);

#endif
