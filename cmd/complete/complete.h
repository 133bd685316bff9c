/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Completion of the last word of a command line. bash, zsh and fish ask for it
 * with `uio --complete-line`; the register shell calls complete().
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
 * @applet: the applet that the line is for, or NULL
 * @usage: the usage of the command, one form per line, or NULL
 * @words: @count words after the command; the last one is being typed, and may
 *         be empty
 * @held: the device in use in the register shell, else NULL
 * @help: the word may be --help, in the register shell
 * @own: offers the caller's candidates for a name in @usage, or NULL
 * @data: passed to @own
 */
struct complete_line {
	const struct applet *applet;
	const char *usage;
	char *const *words;
	size_t count;
	struct target *held;
	bool help;
	void (*own)(struct completion *completion,
		    const struct complete_line *line, const char *name);
	const void *data;
};

/**
 * complete() - print the candidates for the last word
 *
 * A line is a candidate and, if known, a tab and a description. A candidate
 * that ends in = or : is continued. All candidates for the place are printed,
 * some perhaps twice: the caller drops those that do not match the typed text.
 * A line that begins with a tab is a directive:
 *
 *   files    a path is wanted: followed by a tab, the part of the word before
 *            the path, a tab, and the endings of the wanted files, separated
 *            by |, or nothing
 *   command  the word is part of another command, which begins after `--`
 *   list     a comma and another candidate may follow
 */
void complete(FILE *out, const struct complete_line *line);

/**
 * offer() - print a candidate
 * @about: its description, or NULL
 */
void offer(const struct completion *completion, const char *word,
	   const char *about);

/**
 * offer_register_files() - offer files that may be register files
 */
void offer_register_files(const struct completion *completion);

/**
 * offer_blocks() - offer the blocks of the register file that the line gives, or
 * of the device's
 */
void offer_blocks(struct completion *completion);

/**
 * complete_main() - run `uio --complete-line [--] COMMAND WORD...`
 *
 * Prints no errors, which would disturb a person who types.
 */
int complete_main(int argc, char **argv);

#endif
