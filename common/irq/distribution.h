/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The distribution of durations, in constant memory.
 *
 * Each value is counted in a bucket. Below 128 ns each value has its own
 * bucket; above that each octave, from one power of two to the next, is divided
 * into 64 equal buckets.
 */
#ifndef UIO_IRQ_DISTRIBUTION_H
#define UIO_IRQ_DISTRIBUTION_H

#include <stdint.h>

#define DISTRIBUTION_PARTS   64
#define DISTRIBUTION_BUCKETS (59 * DISTRIBUTION_PARTS)

/**
 * struct distribution - the values that were added so far; empty if all zero
 * @count: number of values
 * @min, @max: exact values; 0 while empty
 * @mean, @mean_rest: the mean is their sum; the rest preserves changes below
 *                    the last digit of a double, which late values cause
 * @squares: sum of the squared distances from the mean
 * @buckets: number of values in each bucket
 *
 * The struct has 30 kB, which is too large for a deep stack. There is nothing
 * to free.
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
 * @from, @to: the durations that it covers, both included
 */
struct distribution_row {
	uint64_t from;
	uint64_t to;
	uint64_t count;
};

void distribution_add(struct distribution *distribution, uint64_t ns);

/**
 * distribution_mean(), distribution_deviation() - mean and deviation in ns
 *
 * The deviation is that of the values themselves: the divisor is their number,
 * not one less. Both are accurate to nine digits, even after 10^10 values that
 * are close together. Return 0 while the distribution is empty.
 */
double distribution_mean(const struct distribution *distribution);
double distribution_deviation(const struct distribution *distribution);

/**
 * distribution_percentile() - the smallest value that a share of all values do
 * not exceed
 * @permille: 0 to 1000; 500 is the median
 *
 * The result is within 1/128 of a value that was added, and below 128 ns it is
 * that value. The least and the greatest value are exact, and bound the others.
 * Returns 0 while the distribution is empty.
 */
uint64_t distribution_percentile(const struct distribution *distribution,
				 unsigned int permille);

/**
 * distribution_rows() - make a histogram
 * @rows: the result: all rows from that of the least value to that of the
 *        greatest
 * @limit: the maximum number of rows, at least 2
 *
 * If the values are within four octaves all rows have the same width, which is
 * a power of two of ns and at least that of the greatest value's bucket.
 * Otherwise each row covers one octave, or a fixed number of octaves. Returns
 * the number of rows, 0 while the distribution is empty.
 */
unsigned int distribution_rows(const struct distribution *distribution,
			       struct distribution_row *rows,
			       unsigned int limit);

#endif
