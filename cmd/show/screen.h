/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Display of rounds of output in place on a terminal. */
#ifndef UIO_CMD_SHOW_SCREEN_H
#define UIO_CMD_SHOW_SCREEN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>

/**
 * struct screen - the part of the terminal that the rounds occupy
 * @out: the output
 * @in_place: each round replaces the previous one; else they follow each other
 * @keys: a key ends the rounds
 * @before: the previous modes of the terminal, restored at the end, if @keys
 * @frame: the stream of the current round
 * @text, @length: contents of that stream
 * @shown: the previous round, of which a window of @rows and @columns shows
 *         @lines
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
 * @keys: have a key end the rounds, if standard input is the terminal
 */
void screen_open(struct screen *screen, FILE *out, bool in_place, bool keys);

/**
 * screen_begin() - the stream for the next round, if rounds are shown in place;
 * NULL if memory is short. Each round has the same number of lines.
 */
FILE *screen_begin(struct screen *screen);

/**
 * screen_end() - show the round of screen_begin()
 * @whole: the round is complete; else the previous one remains
 */
void screen_end(struct screen *screen, bool whole);

/**
 * screen_wait() - wait until a time of CLOCK_MONOTONIC, in nanoseconds, or for
 * a key
 * @ended: a key was pressed
 *
 * Returns 0, or -EINTR after a signal.
 */
int screen_wait(struct screen *screen, uint64_t until, bool *ended);

void screen_close(struct screen *screen);

#endif
