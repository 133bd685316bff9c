/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Completion of the last word of a command line. bash, zsh and fish ask for it
 * with `uio --complete-line`, the register shell calls complete().
 */
#ifndef UIO_CMD_COMPLETE_COMPLETE_H
#define UIO_CMD_COMPLETE_COMPLETE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct applet;
struct completion;
struct target;

/**
 * struct complete_line - a command line
 * @applet: the applet that the line is for; NULL for none
 * @usage: the usage of the command, one form per line; NULL for none
 * @words: those after the command, @count of them, the last of which is being
 *         typed and may be empty
 * @held: the device in use where the register shell asks, else NULL
 * @help: it may be --help, in the register shell
 * @own: offers the caller's candidates for a name in @usage; NULL for none
 * @data: for @own
 */
struct complete_line {
	const struct applet *applet;
	const char *usage;
	char *const *words;
	size_t count;
	struct target *held;
	bool help;
	void (*own)(const struct completion *completion,
		    const struct complete_line *line, const char *name);
	const void *data;
};

/**
 * complete() - print what the last word may be
 *
 * A line is a candidate and, after a tab, what it is, if that is known. One that
 * ends in = or : goes on. All that there are for the place are printed, some maybe
 * twice: the caller drops those that do not match what was typed. A line that
 * begins with a tab is a directive:
 * `files`, a tab, what is before the path in the word, a tab, and the endings of
 *          the files that are wanted, with | between them, or nothing;
 * `command` the word is part of another command, which begins after `--`;
 * `list`    a comma and another candidate may follow.
 */
void complete(FILE *out, const struct complete_line *line);

/**
 * offer() - print a candidate
 * @about: what it is; NULL for nothing
 */
void offer(const struct completion *completion, const char *word,
	   const char *about);

/**
 * complete_main() - `uio --complete-line [--] COMMAND WORD...`
 *
 * Prints no errors, which would disturb a person who types.
 */
int complete_main(int argc, char **argv);

#endif
