/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The nearest name, for "did you mean". */
#ifndef UIO_BASE_CLOSEST_H
#define UIO_BASE_CLOSEST_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct closest - a search for the name that is nearest to a word
 * @word: the word as it was typed; set it and leave the rest zero
 * @name: the nearest name so far, borrowed from closest_offer(); NULL if no
 *        name is near enough
 * @distance: the number of edits between the two
 * @begun: no name is near, and the word is the beginning of this one alone
 * @several: the word is the beginning of several names
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
 * An edit is a letter that is missing, superfluous or wrong, or two neighbours
 * that are swapped; upper and lower case are the same. A name is near if it has
 * at most one edit for each three letters of the word, and at most five; a name
 * of more than 127 bytes is never near. If several names are equally near the
 * first one is kept. If no name is near, a name is taken if it is the only one
 * that begins with the word.
 */
void closest_offer(struct closest *closest, const char *name);

#endif
