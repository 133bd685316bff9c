/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is printed, shown and at the same time handed on line by line. */
#ifndef UIO_CMD_SHOW_RECORD_H
#define UIO_CMD_SHOW_RECORD_H

#include <stdbool.h>

/**
 * record_line - gets each line that was printed, without its newline
 * @moves: some of it differs from one run to the next
 */
typedef void record_line(void *context, const char *line, bool moves);

/**
 * record_begin() - hand on what is printed on stdout from here on
 * @show: also show it
 *
 * It is printed as if stdout were no terminal. Returns 0 or -ENOMEM.
 */
int record_begin(record_line *line, void *context, bool show);

/**
 * record_end() - up to here; nothing unless it began
 */
void record_end(void);

/**
 * record_is_on() - whether that is going on
 */
bool record_is_on(void);

/**
 * moving_begin(), moving_end() - if @moves, what is printed between the two is
 * not the same in each run; they nest, and cost nothing unless it is recorded
 */
void moving_begin(bool moves);
void moving_end(bool moves);

#endif
