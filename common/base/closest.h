/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The nearest name, for "did you mean". */
#ifndef UIO_BASE_CLOSEST_H
#define UIO_BASE_CLOSEST_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct closest - a search for the name nearest to a word
 * @word: what was typed; set it and leave the rest zero
 * @name: the nearest name so far, borrowed from closest_offer(); NULL where
 *        none is near enough
 * @distance: edits between the two
 * @begun: none is near, and the word is the beginning of this one alone
 * @several: it is the beginning of several
 */
struct closest {
	const char *word;
	const char *name;
	size_t distance;
	bool begun;
	bool several;
};

/**
 * closest_offer() - consider one more name
 * @name: must live as long as the search
 *
 * Counted are letters that are missing, too many, wrong, or swapped with their
 * neighbour; upper and lower case are the same letter. A name is near within one
 * edit for each three letters, five at most; names above 127 bytes never are. Of
 * equally near names the first stays. Where no name is near, one that alone begins with the word
 * is taken.
 */
void closest_offer(struct closest *closest, const char *name);

#endif
