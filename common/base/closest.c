// SPDX-License-Identifier: GPL-2.0-or-later
#include "closest.h"

#include <stdbool.h>
#include <string.h>

#include "text.h"

#define LONGEST	   127
/* The limit also bounds the time for a file with many long names. */
#define MOST_EDITS 5

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool same(char a, char b)
{
	return text_lower(a) == text_lower(b);
}

/*
 * Row i of the usual table holds the edits from i letters of a to each number of
 * letters of b. Only cells within the limit of the diagonal are computed, as all
 * others exceed it.
 */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len,
		       size_t limit)
{
	size_t rows[3][LONGEST + 2];

	for (size_t j = 0; j <= b_len + 1; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *row = rows[i % 3];
		const size_t *above = rows[(i - 1) % 3];
		size_t first = i > limit ? i - limit : 1;
		size_t last = least(b_len, i + limit);

		row[first - 1] = first == 1 ? i : limit + 1;
		row[last + 1] = limit + 1;
		for (size_t j = first; j <= last; j++) {
			/* The analyzer does not follow all of the first loop. */
			// NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage)
			row[j] = least(above[j], row[j - 1]) + 1;
			row[j] = least(row[j], above[j - 1] + !same(a[i - 1],
								    b[j - 1]));
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) &&
			    same(a[i - 2], b[j - 1]))
				row[j] = least(row[j],
					       rows[(i - 2) % 3][j - 2] + 1);
		}
	}
	return rows[a_len % 3][b_len];
}

void closest_offer(struct closest *closest, const char *name)
{
	size_t word_len = strlen(closest->word), name_len = strlen(name);
	size_t limit = least((word_len + 1) / 3, MOST_EDITS);
	size_t edits = limit + 1, shared = 0;
	size_t gap = word_len > name_len ? word_len - name_len
					 : name_len - word_len;

	if (word_len > LONGEST || name_len > LONGEST)
		return;
	/* Skips the common start, as elements of an array differ only in their ends. */
	while (shared < least(word_len, name_len) &&
	       same(closest->word[shared], name[shared]))
		shared++;
	/* Most names are ruled out by their length, because the table is expensive. */
	if (gap <= limit)
		edits = distance(closest->word + shared, word_len - shared,
				 name + shared, name_len - shared, limit);
	if (edits > limit) {
		if (!word_len || text_compare(name, closest->word, word_len) ||
		    (closest->name && !closest->begun))
			return;
		/* A prefix of several names is not a useful suggestion. */
		if (closest->name && strcmp(closest->name, name))
			closest->several = true;
		closest->name = closest->several ? NULL : name;
		closest->begun = true;
		return;
	}
	if (closest->name && !closest->begun && edits >= closest->distance)
		return;
	closest->name = name;
	closest->distance = edits;
	closest->begun = false;
}
