// SPDX-License-Identifier: GPL-2.0-or-later
#include "distribution.h"

#define PARTS	   DISTRIBUTION_PARTS
#define PARTS_LOG2 6

/* Distributions over fewer octaves than this have rows of equal width. */
#define EVEN_OCTAVES 4

/* Returns the binary logarithm of the width of a value's bucket. */
static unsigned int bucket_log2(uint64_t ns)
{
	return ns < PARTS ? 0 : 63 - __builtin_clzll(ns) - PARTS_LOG2;
}

static unsigned int bucket_of(uint64_t ns)
{
	return bucket_log2(ns) * PARTS + (ns >> bucket_log2(ns));
}

/*
 * The moments follow Welford's algorithm. The changes of the mean become too
 * small for a double, so the rest of each addition is carried over to the next,
 * as in Kahan's summation.
 */
void distribution_add(struct distribution *d, uint64_t ns)
{
	double distance = ns - d->mean - d->mean_rest, step, mean;

	if (!d->count || ns < d->min)
		d->min = ns;
	if (ns > d->max)
		d->max = ns;
	d->count++;
	d->buckets[bucket_of(ns)]++;
	step = distance / d->count + d->mean_rest;
	mean = d->mean + step;
	d->mean_rest = step - (mean - d->mean);
	d->mean = mean;
	d->squares += distance * (ns - d->mean - d->mean_rest);
}

double distribution_mean(const struct distribution *d)
{
	return d->mean + d->mean_rest;
}

double distribution_deviation(const struct distribution *d)
{
	double square, root, next;

	if (d->squares <= 0)
		return 0;
	/*
	 * Newton's method from above, which decreases until it converges;
	 * avoids libm.
	 */
	square = d->squares / d->count;
	root = square > 1 ? square : 1;
	while ((next = (root + square / root) / 2) < root)
		root = next;
	return root;
}

uint64_t distribution_percentile(const struct distribution *d,
				 unsigned int permille)
{
	uint64_t rank = d->count / 1000 * permille +
			(d->count % 1000 * permille + 999) / 1000;
	unsigned int bucket = bucket_of(d->min);
	uint64_t seen = d->buckets[bucket], ns;

	if (rank <= 1)
		return d->min;
	if (rank >= d->count)
		return d->max;
	while (seen < rank)
		seen += d->buckets[++bucket];
	/* The middle of the bucket, calculated from its smallest value. */
	ns = bucket < PARTS ? bucket
			    : (uint64_t)(PARTS + bucket % PARTS)
				      << (bucket / PARTS - 1);
	ns += (UINT64_C(1) << bucket_log2(ns)) / 2;
	if (ns < d->min)
		return d->min;
	return ns > d->max ? d->max : ns;
}

/* Octave 0 contains only the value 0, octave 1 only the value 1. */
static unsigned int octave_of(uint64_t ns)
{
	return ns ? 64 - __builtin_clzll(ns) : 0;
}

/*
 * Returns the smallest value of an octave, which wraps to 0 after the last one.
 */
static uint64_t octave_start(unsigned int octave)
{
	return octave && octave < 65 ? UINT64_C(1) << (octave - 1) : 0;
}

/* Rows consist of whole buckets, so no bucket is in two rows. */
static struct distribution_row row_between(const struct distribution *d,
					   uint64_t from, uint64_t to)
{
	struct distribution_row row = { .from = from, .to = to };

	for (unsigned int i = bucket_of(from); i <= bucket_of(to); i++)
		row.count += d->buckets[i];
	return row;
}

unsigned int distribution_rows(const struct distribution *d,
			       struct distribution_row *rows,
			       unsigned int limit)
{
	unsigned int first = octave_of(d->min), last = octave_of(d->max);
	unsigned int step = (last - first) / limit + 1;
	unsigned int log2 = bucket_log2(d->max), count = 0;

	if (!d->count)
		return 0;
	if (last - first >= EVEN_OCTAVES) {
		for (unsigned int i = first; i <= last; i += step)
			rows[count++] = row_between(d, octave_start(i),
						    octave_start(i + step) - 1);
		return count;
	}
	while ((d->max >> log2) - (d->min >> log2) >= limit)
		log2++;
	for (uint64_t i = d->min >> log2; i <= d->max >> log2; i++)
		rows[count++] =
			row_between(d, i << log2, ((i + 1) << log2) - 1);
	return count;
}
