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
 * struct pager - a running pager
 * @out: the stream that it reads; messages on stderr go there too
 * @child: its process
 * @messages: the previous stderr
 * @modes: the previous modes of the terminal
 * @interrupt: the previous action of SIGINT, which the pager handles meanwhile
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
 * @lines: number of lines to show
 * @out: the output without a pager
 *
 * Returns false if the window is large enough or unknown, if the terminal is
 * dumb, or if the pager is empty, `cat`, or not installed.
 */
bool pager_open(struct pager *pager, uint64_t lines, const struct output *out);

/**
 * pager_close() - wait for the pager's end, or end it after a signal
 *
 * The modes of the terminal are restored in either case. Returns whether the
 * pager was left before all was written.
 */
bool pager_close(struct pager *pager);

/**
 * pager_print() - print a text, through the pager if it is longer than the
 * window
 */
void pager_print(const char *text, const struct output *out);

#endif
