// SPDX-License-Identifier: GPL-2.0-or-later
#include "stats.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/show/json.h"
#include "cmd/show/terminal.h"
#include "common/base/array.h"
#include "common/base/number.h"

#define MAX_ROWS 24 /* number of lines of a small terminal */

void wait_stats_event(struct wait_stats *stats, uint64_t now_ns, uint32_t delta,
		      uint32_t missed)
{
	if (stats->seen)
		distribution_add(&stats->interval, now_ns - stats->last_ns);
	stats->last_ns = now_ns;
	stats->events += delta;
	stats->missed += missed;
	stats->seen++;
}

static double rate_hz(const struct wait_stats *stats, uint64_t elapsed_ns)
{
	return elapsed_ns ? stats->events * 1e9 / elapsed_ns : 0;
}

/* The figures of a distribution, the same in text and JSON. */
static const struct {
	const char *name;
	unsigned int permille;
} percentiles[] = {
	{ "p50", 500 },
	{ "p99", 990 },
	{ "p99.9", 999 },
};

#define PERCENTILES ARRAY_SIZE(percentiles)

static void print_duration(FILE *out, double ns)
{
	char text[DURATION_SIZE];

	duration_format(text, ns);
	fprintf(out, " %9s", text);
}

static void print_figures(FILE *out, const char *label,
			  const struct distribution *d)
{
	if (!d->count)
		return;
	fprintf(out, "%-8s", label);
	print_duration(out, d->min);
	print_duration(out, distribution_mean(d));
	print_duration(out, distribution_deviation(d));
	for (size_t i = 0; i < PERCENTILES; i++)
		print_duration(out, distribution_percentile(
					    d, percentiles[i].permille));
	print_duration(out, d->max);
	fputc('\n', out);
}

static void print_histogram(FILE *out, const char *label,
			    const struct distribution *d)
{
	struct distribution_row rows[MAX_ROWS];
	unsigned int count = distribution_rows(d, rows, MAX_ROWS);
	unsigned int width = terminal_columns();
	uint64_t highest = 0;
	double part;

	if (!count)
		return;
	for (unsigned int i = 0; i < count; i++)
		if (rows[i].count > highest)
			highest = rows[i].count;
	fprintf(out, "%-8s %9s %9s %11s\n", label, "from", "below", "count");
	/* The minimum width of the picture; narrower terminals wrap. */
	width = width > 60 ? width - 41 : 20;
	for (unsigned int i = 0; i < count; i++) {
		fprintf(out, "%8s", "");
		print_duration(out, rows[i].from);
		print_duration(out, (double)rows[i].to + 1);
		fprintf(out, " %11" PRIu64, rows[i].count);
		/* A row that is not empty always shows something. */
		if (rows[i].count)
			fputc(' ', out);
		part = (double)rows[i].count / highest * width;
		for (unsigned int done = 0; done < part; done++)
			fputc('#', out);
		fputc('\n', out);
	}
}

void wait_stats_print(const struct wait_stats *stats,
		      const struct target *target, uint64_t now_ns)
{
	uint64_t elapsed_ns = now_ns - stats->began_ns;
	double rate = rate_hz(stats, elapsed_ns);
	FILE *out = target->out->file;
	char elapsed[DURATION_SIZE];

	duration_format(elapsed, elapsed_ns);
	fprintf(out,
		"uio%u events=%" PRIu64 " seen=%" PRIu64 " missed=%" PRIu64
		" named=%" PRIu64 " failed=%" PRIu64 " elapsed=%s",
		target->device->number, stats->events, stats->seen,
		stats->missed, stats->named, stats->failed_commands, elapsed);
	fprintf(out, rate < 1000 ? " rate=%.4g/s\n" : " rate=%.0f/s\n", rate);
	if (stats->interval.count || stats->latency.count) {
		fprintf(out, "%-8s %9s %9s %9s", "", "min", "mean", "stddev");
		for (size_t i = 0; i < PERCENTILES; i++)
			fprintf(out, " %9s", percentiles[i].name);
		fprintf(out, " %9s\n", "max");
	}
	print_figures(out, "interval", &stats->interval);
	print_figures(out, "latency", &stats->latency);
	print_histogram(out, "interval", &stats->interval);
	print_histogram(out, "latency", &stats->latency);
}

static void add_figures(struct json *json, const char *key,
			const struct distribution *d)
{
	struct distribution_row rows[MAX_ROWS];
	unsigned int count = distribution_rows(d, rows, MAX_ROWS);
	struct json *object;

	if (!d->count) {
		json_null(json, key);
		return;
	}
	object = json_child(json, key);
	json_number(object, "count", d->count);
	json_number(object, "min", d->min);
	json_real(object, "mean", distribution_mean(d));
	json_real(object, "stddev", distribution_deviation(d));
	for (size_t i = 0; i < PERCENTILES; i++)
		json_number(
			object, percentiles[i].name,
			distribution_percentile(d, percentiles[i].permille));
	json_number(object, "max", d->max);
	for (unsigned int i = 0; i < count; i++) {
		struct json *row =
			json_child(json_array(object, "histogram"), NULL);

		json_number(row, "from", rows[i].from);
		json_number(row, "to", rows[i].to);
		json_number(row, "count", rows[i].count);
	}
}

int wait_stats_json(const struct wait_stats *stats, const struct target *target,
		    uint64_t now_ns)
{
	uint64_t elapsed_ns = now_ns - stats->began_ns;
	struct json *root = json_device(target->device), *object;

	if (!root)
		return EXIT_FAILURE;
	object = json_child(root, "stats");
	json_number(object, "events", stats->events);
	json_number(object, "seen", stats->seen);
	json_number(object, "missed", stats->missed);
	json_number(object, "named", stats->named);
	json_number(object, "failed_commands", stats->failed_commands);
	json_number(object, "elapsed_ns", elapsed_ns);
	json_real(object, "rate_hz", rate_hz(stats, elapsed_ns));
	add_figures(object, "interval_ns", &stats->interval);
	add_figures(object, "latency_ns", &stats->latency);
	return json_end(root, target->out);
}
