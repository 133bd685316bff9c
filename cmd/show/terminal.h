/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The terminal: colour support, width and questions. */
#ifndef UIO_CMD_SHOW_TERMINAL_H
#define UIO_CMD_SHOW_TERMINAL_H

#include <stdbool.h>

#include "output.h"

/**
 * terminal_shows() - whether a person sees the output: output that is recorded
 * must be the same as without a terminal
 */
bool terminal_shows(const struct output *out);

/**
 * terminal_is_dumb() - whether TERM says that it has no escape sequences
 */
bool terminal_is_dumb(void);

/**
 * terminal_has_colour() - whether output is coloured: on a terminal, unless
 * NO_COLOR or TERM=dumb forbids it
 * terminal_has_bars() - the same for a progress bar on standard error
 */
bool terminal_has_colour(const struct output *out);
bool terminal_has_bars(void);

/**
 * terminal_columns() - the width of its lines; 80 if unknown
 */
unsigned int terminal_columns(void);

/**
 * terminal_answer() - read a line that a person types, without its end
 *
 * Returns it, allocated, or NULL after Ctrl-D or a signal.
 */
char *terminal_answer(void);

/**
 * terminal_confirm() - ask a person on standard error whether to go on
 * @question: without a newline
 *
 * Returns whether the answer is yes.
 */
__attribute__((format(printf, 1, 2))) bool
terminal_confirm(const char *question, ...);

#endif
