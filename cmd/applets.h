/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of applets, and the description that each applet gives of itself. */
#ifndef UIO_CMD_APPLETS_H
#define UIO_CMD_APPLETS_H

#include "cmd/options/grammar.h"

struct completion;
struct context;

/**
 * struct applet_words - words that the engine of completion does not know
 * itself
 * @of: the long name of their option, or the name of their place in a usage
 *      text
 * @offer: offers them (cmd/complete/complete.h); @typed is the text typed so
 *         far
 */
struct applet_words {
	const char *of;
	void (*offer)(const struct completion *completion, const char *typed);
};

/**
 * struct applet - one applet
 * @name: the name of its link, which calls it
 * @verb: the word after `uio`, and in the shell, that also calls it
 * @grammar: its options and words
 * @words: for completion, ended by an entry without a name, or NULL
 * @on_device: its first word is a DEVICE, which the shell leaves out
 * @request_size: size of the struct that its options fill
 * @defaults: fills the struct with defaults before that; NULL for zeros
 * @run: carries out the request; returns the exit status
 */
struct applet {
	const char *name;
	const char *verb;
	const struct grammar *grammar;
	const struct applet_words *words;
	bool on_device;
	size_t request_size;
	void (*defaults)(void *request, const struct context *context);
	int (*run)(void *request, const struct context *context);
};

/**
 * applet_by_name(), applet_by_verb() - find an applet, or return NULL
 *
 * A verb is the short word or the name.
 */
const struct applet *applet_by_name(const char *name);
const struct applet *applet_by_verb(const char *verb);

/**
 * applet_at() - iterate over the applets; NULL after the last
 */
const struct applet *applet_at(size_t index);

/**
 * applet_summary_length() - the length of the line at the start of its
 * grammar's doc that summarizes the applet; argp prints this part before the
 * options
 */
int applet_summary_length(const struct applet *applet);

/**
 * applet_main() - run an applet as a program
 * applet_run_words() - run it as a command of the shell
 * @words: @count of them, after the verb; their order changes
 *
 * Return the exit status.
 */
int applet_main(const struct applet *applet, int argc, char **argv);
int applet_run_words(const struct applet *applet, const struct context *context,
		     int count, char **words);

#endif
