/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The distribution of durations, in constant memory.
 *
 * Each value is counted in a bucket: below 128 ns one per value, above that one
 * of 64 equal parts of the octave, from one power of two to the next.
 */
#ifndef UIO_IRQ_DISTRIBUTION_H
#define UIO_IRQ_DISTRIBUTION_H

#include <stdint.h>

#define DISTRIBUTION_PARTS   64
#define DISTRIBUTION_BUCKETS (59 * DISTRIBUTION_PARTS)

/**
 * struct distribution - what has been added so far; all zero is empty
 * @count: of the values
 * @min, @max: exactly; 0 while empty
 * @mean, @mean_rest: the mean is their sum: to move it by less than a double's
 *                    last digit, which late values do, the rest is kept
 * @squares: sum of the squared distances from the mean
 * @buckets: how many values each holds
 *
 * 30 kB: too large for a deep stack, and there is nothing to free.
 */
struct distribution {
	uint64_t count;
	uint64_t min;
	uint64_t max;
	double mean;
	double mean_rest;
	double squares;
	uint64_t buckets[DISTRIBUTION_BUCKETS];
};

/**
 * struct distribution_row - a row of a histogram
 * @from, @to: the durations it is for, both included
 */
struct distribution_row {
	uint64_t from;
	uint64_t to;
	uint64_t count;
};

void distribution_add(struct distribution *distribution, uint64_t ns);

/**
 * distribution_mean(), distribution_deviation() - in ns
 *
 * The deviation is that of the values themselves (their number is divided by,
 * not one less). Both are good to nine digits, also after 10^10 values that
 * lie close together. Return 0 while the distribution is empty.
 */
double distribution_mean(const struct distribution *distribution);
double distribution_deviation(const struct distribution *distribution);

/**
 * distribution_percentile() - the smallest value that a share of all do not exceed
 * @permille: 0 to 1000; 500 is the median
 *
 * The result is within 1/128 of a value that was added, below 128 ns that
 * value. The least and the greatest one are exact, and bound the others.
 * Returns 0 while the distribution is empty.
 */
uint64_t distribution_percentile(const struct distribution *distribution,
				 unsigned int permille);

/**
 * distribution_rows() - a histogram
 * @rows: the result: from the row of the least value to that of the greatest,
 *        without a gap
 * @limit: the maximum number of rows, at least 2
 *
 * Values within four octaves get rows of one width, a power of two of ns and no
 * less than a bucket of the greatest; others get a row for each octave, or for a
 * number of octaves. Returns the number of rows, 0 while the distribution is
 * empty.
 */
unsigned int distribution_rows(const struct distribution *distribution,
			       struct distribution_row *rows,
			       unsigned int limit);

#endif
