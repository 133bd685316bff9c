/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared definitions of the parser and the writer of states. */
#ifndef UIO_LANG_STATE_TEXT_H
#define UIO_LANG_STATE_TEXT_H

#include "state.h"

#define STATE_FIRST_LINE "uio-state 1"

/**
 * struct state_key - a line before the registers: a keyword and a text
 * @offset: position of the text in struct state
 */
struct state_key {
	const char *word;
	size_t offset;
};

/**
 * state_keys - all keys, in the order in which they are written; the last one
 * has no keyword
 */
extern const struct state_key state_keys[];

/**
 * state_text() - the text of a key in a state
 */
char **state_text(struct state *state, const struct state_key *key);

#endif
