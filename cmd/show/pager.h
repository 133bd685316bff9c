/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A pager, for output that is longer than the terminal's window. */
#ifndef UIO_CMD_SHOW_PAGER_H
#define UIO_CMD_SHOW_PAGER_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>

#include "output.h"

/**
 * struct pager - a pager that runs
 * @out: what it shows; messages on stderr go there too
 * @child: its process
 * @messages: where they went before
 * @modes: the terminal's, before it began
 * @interrupt: what SIGINT, which is now the pager's, did
 */
struct pager {
	FILE *out;
	pid_t child;
	int messages;
	struct termios modes;
	struct sigaction interrupt;
};

/**
 * pager_open() - start the pager: $PAGER, or `less -R`
 * @lines: that there will be to show
 * @out: where they would go otherwise
 *
 * Returns false where the window is large enough, or is missing, where the
 * terminal is dumb, and where the pager is empty, `cat`, or not installed.
 */
bool pager_open(struct pager *pager, uint64_t lines, const struct output *out);

/**
 * pager_close() - wait for the pager's end, or end it after a signal
 *
 * The terminal is put back to what it was, however that comes. Returns whether
 * it was left before all was written.
 */
bool pager_close(struct pager *pager);

/**
 * pager_print() - print a text, by the pager where it is longer than the window
 */
void pager_print(const char *text, const struct output *out);

#endif
