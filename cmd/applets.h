/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of applets, and the description that each applet gives of itself. */
#ifndef UIO_CMD_APPLETS_H
#define UIO_CMD_APPLETS_H

#include "cmd/options/grammar.h"

struct completion;
struct context;

/**
 * struct applet_words - words that the engine of completion does not know itself
 * @of: the long name of the option they are for, or what a usage text calls their
 *      place
 * @offer: offers them (cmd/complete/complete.h); @typed is what was typed so far
 */
struct applet_words {
	const char *of;
	void (*offer)(const struct completion *completion, const char *typed);
};

/**
 * struct applet - one applet
 * @name: the name of its link, by which it is called
 * @verb: the word after `uio`, and in the shell, that calls it too
 * @grammar: its options and words
 * @words: for completion, ended by an entry without a name; NULL for none
 * @on_device: its first word is a DEVICE, which the shell leaves out
 * @request_size: of the struct that its options fill
 * @defaults: fill it before that; NULL for zeros
 * @run: does what is asked; returns the exit status
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
 * applet_by_name(), applet_by_verb() - look an applet up; NULL for none
 *
 * A verb is the short word or the name.
 */
const struct applet *applet_by_name(const char *name);
const struct applet *applet_by_verb(const char *verb);

/**
 * applet_at() - the applets one by one; NULL after the last
 */
const struct applet *applet_at(size_t index);

/**
 * applet_summary_length() - how much of its grammar's doc says in one line what
 * it does; argp prints this part before the options
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
