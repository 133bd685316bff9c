/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Display of rounds of output in place on a terminal. */
#ifndef UIO_CMD_SHOW_SCREEN_H
#define UIO_CMD_SHOW_SCREEN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>

/**
 * struct screen - the part of the terminal that the rounds take
 * @out: where they go
 * @in_place: they do; else one follows the other
 * @keys: a key ends them
 * @before: the terminal's modes, put back at the end, if @keys
 * @frame: the round that is being made
 * @text, @length: that frame
 * @shown: the round before, of which a window of @rows and @columns has @lines
 */
struct screen {
	FILE *out;
	bool in_place;
	bool keys;
	struct termios before;
	FILE *frame;
	char *text;
	size_t length;
	char *shown;
	unsigned int lines;
	unsigned int rows;
	unsigned int columns;
};

/**
 * screen_open() - begin; end with screen_close()
 * @keys: have a key end the rounds, where standard input is the terminal
 */
void screen_open(struct screen *screen, FILE *out, bool in_place, bool keys);

/**
 * screen_begin() - where the next round is to be printed if they are in place; NULL
 * where memory is short
 */
FILE *screen_begin(struct screen *screen);

/**
 * screen_end() - show the round
 * @whole: it is; else the one before stays
 */
void screen_end(struct screen *screen, bool whole);

/**
 * screen_wait() - wait for a time of CLOCK_MONOTONIC, in nanoseconds, or a key
 * @ended: a key came
 *
 * Returns 0, or -EINTR after a signal.
 */
int screen_wait(struct screen *screen, uint64_t until, bool *ended);

void screen_close(struct screen *screen);

#endif
