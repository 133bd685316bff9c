/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared definitions of the parser and the writer of states. */
#ifndef UIO_LANG_STATE_TEXT_H
#define UIO_LANG_STATE_TEXT_H

#include "state.h"

#define STATE_FIRST_LINE "uio-state 1"

/**
 * struct state_key - a line before the registers: a word, and what follows it
 * @offset: of the text in struct state
 */
struct state_key {
	const char *word;
	size_t offset;
};

/**
 * state_keys - all of them, in the order that they are written; the last has no
 * word
 */
extern const struct state_key state_keys[];

/**
 * state_text() - where a state has the text of one
 */
char **state_text(struct state *state, const struct state_key *key);

#endif
