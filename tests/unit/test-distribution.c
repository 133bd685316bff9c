// SPDX-License-Identifier: GPL-2.0-or-later
/* Distributions, compared with the sorted values themselves. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/irq/distribution.h"
#include "tap.h"

#define VALUES	 100000
#define MAX_ROWS 65

static uint64_t values[VALUES];
static struct distribution distribution;

/* Knuth's MMIX generator: the same values in each run. */
static uint64_t random_bits(void)
{
	static uint64_t state = 1;
	uint64_t high;

	state = state * 6364136223846793005 + 1442695040888963407;
	high = state >> 32;
	state = state * 6364136223846793005 + 1442695040888963407;
	return high << 32 | state >> 32;
}

static uint64_t uniform(size_t i)
{
	(void)i;
	return 5000 + random_bits() % 1000000;
}

static uint64_t log_uniform(size_t i)
{
	(void)i;
	return random_bits() >> random_bits() % 64;
}

static uint64_t constant(size_t i)
{
	(void)i;
	return 10090001;
}

/* A period of 10 ms that jitters. */
static uint64_t jitter(size_t i)
{
	(void)i;
	return 9000000 + random_bits() % 2000000;
}

static uint64_t two_points(size_t i)
{
	return i % 10 ? 1000 : 2000000000;
}

/*
 * Values around one second that differ by a few ns, for which a sum of squares
 * gives a wrong result.
 */
static uint64_t close_together(size_t i)
{
	(void)i;
	return 1000000000 + random_bits() % 4;
}

static uint64_t small(size_t i)
{
	return i % 128;
}

static uint64_t extremes(size_t i)
{
	return i % 2 ? UINT64_MAX : 0;
}

/* Values around each power of two, where buckets change their width. */
static uint64_t edges(size_t i)
{
	return (UINT64_C(1) << i % 64) + i % 3 - 1;
}

static const struct {
	const char *name;
	uint64_t (*value)(size_t i);
} sets[] = {
	{ "uniform", uniform },	      { "log-uniform", log_uniform },
	{ "constant", constant },     { "jitter", jitter },
	{ "two points", two_points }, { "close", close_together },
	{ "small", small },	      { "extremes", extremes },
	{ "edges", edges },
};

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void fill(uint64_t (*value)(size_t i), size_t count)
{
	memset(&distribution, 0, sizeof(distribution));
	for (size_t i = 0; i < count; i++) {
		values[i] = value(i);
		distribution_add(&distribution, values[i]);
	}
	qsort(values, count, sizeof(values[0]), compare);
}

static bool near(long double have, long double want)
{
	long double off = have > want ? have - want : want - have;

	return off <= 1e-9L * want;
}

/* The deviation is compared as its square, which needs no root. */
static void check_moments(const char *name, size_t count)
{
	long double beyond = 0, mean, variance = 0;
	double deviation = distribution_deviation(&distribution);

	/*
	 * Differences from the least value are added, since a long double is
	 * not longer than a double on every CPU.
	 */
	for (size_t i = 0; i < count; i++)
		beyond += (long double)(values[i] - values[0]) / count;
	mean = values[0] + beyond;
	for (size_t i = 0; i < count; i++) {
		long double off = values[i] - values[0] - beyond;

		variance += off * off / count;
	}
	ok(distribution.count == count, "%s: %" PRIu64 " values", name,
	   distribution.count);
	ok(distribution.min == values[0] &&
		   distribution.max == values[count - 1],
	   "%s: from %" PRIu64 " to %" PRIu64, name, distribution.min,
	   distribution.max);
	ok(near(distribution_mean(&distribution), mean),
	   "%s: mean %.12g, %.12Lg", name, distribution_mean(&distribution),
	   mean);
	ok(near((long double)deviation * deviation, variance),
	   "%s: squared deviation %.12g, %.12Lg", name, deviation * deviation,
	   variance);
}

static void check_percentiles(const char *name, size_t count)
{
	unsigned int wrong = 0;
	uint64_t before = 0;

	for (unsigned int permille = 0; permille <= 1000; permille++) {
		size_t rank = (count * permille + 999) / 1000;
		uint64_t want = values[rank ? rank - 1 : 0];
		uint64_t have =
			distribution_percentile(&distribution, permille);
		uint64_t off = have > want ? have - want : want - have;

		wrong += off > want / 128 || have < values[0] ||
			 have > values[count - 1] || have < before;
		before = have;
	}
	ok(!wrong, "%s: of 1001 percentiles %u are wrong", name, wrong);
	ok(distribution_percentile(&distribution, 0) == values[0] &&
		   distribution_percentile(&distribution, 1000) ==
			   values[count - 1],
	   "%s: the outermost are exact", name);
}

static uint64_t count_between(size_t count, uint64_t from, uint64_t to)
{
	uint64_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += values[i] >= from && values[i] <= to;
	return found;
}

static void check_rows(const char *name, size_t count, unsigned int limit)
{
	struct distribution_row rows[MAX_ROWS];
	unsigned int found = distribution_rows(&distribution, rows, limit);
	unsigned int wrong = 0;
	uint64_t sum = 0;

	for (unsigned int i = 0; i < found; i++) {
		wrong += rows[i].count !=
			 count_between(count, rows[i].from, rows[i].to);
		wrong += i && rows[i].from != rows[i - 1].to + 1;
		sum += rows[i].count;
	}
	ok(found && found <= limit && !wrong && sum == count,
	   "%s: %u rows of %u, %u wrong, hold %" PRIu64, name, found, limit,
	   wrong, sum);
	ok(rows[0].from <= values[0] && rows[0].to >= values[0] &&
		   rows[found - 1].from <= values[count - 1] &&
		   rows[found - 1].to >= values[count - 1],
	   "%s: rows from the least to the greatest value", name);
}

static void check_set(const char *name, uint64_t (*value)(size_t i),
		      size_t count)
{
	fill(value, count);
	check_moments(name, count);
	check_percentiles(name, count);
	check_rows(name, count, 2);
	check_rows(name, count, 24);
	check_rows(name, count, MAX_ROWS);
}

static void test_empty(void)
{
	struct distribution_row rows[2];

	memset(&distribution, 0, sizeof(distribution));
	ok(!distribution_mean(&distribution) &&
		   !distribution_deviation(&distribution),
	   "empty: no mean, no deviation");
	ok(!distribution_percentile(&distribution, 500) &&
		   !distribution_percentile(&distribution, 1000),
	   "empty: no percentiles");
	ok(!distribution_rows(&distribution, rows, 2), "empty: no rows");
}

static void test_shapes(void)
{
	struct distribution_row rows[MAX_ROWS];
	unsigned int count;

	fill(uniform, 1000);
	count = distribution_rows(&distribution, rows, 24);
	ok(count > 1 && rows[0].to == 2 * rows[0].from - 1 &&
		   rows[1].to == 4 * rows[0].from - 1,
	   "many octaves: the rows double");
	fill(close_together, 1000);
	distribution_add(&distribution, 1100000000);
	count = distribution_rows(&distribution, rows, 24);
	ok(count > 4 && rows[0].to - rows[0].from ==
				rows[count - 1].to - rows[count - 1].from,
	   "few octaves: %u rows of one width", count);
}

/* Adds enough values that their differences no longer change a plain mean. */
static void test_many(void)
{
	const uint64_t count = 50000000;
	double deviation;

	memset(&distribution, 0, sizeof(distribution));
	for (uint64_t i = 0; i < count; i++)
		distribution_add(&distribution,
				 UINT64_C(100000000000) + (i < count / 2));
	deviation = distribution_deviation(&distribution);
	ok(near(deviation, 0.5), "%" PRIu64 " values: deviation %.12g", count,
	   deviation);
}

int main(void)
{
	test_empty();
	for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		check_set(sets[i].name, sets[i].value, VALUES);
		check_set(sets[i].name, sets[i].value, 7);
		check_set(sets[i].name, sets[i].value, 1);
	}
	test_shapes();
	test_many();
	return done();
}
