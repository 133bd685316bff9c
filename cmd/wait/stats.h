/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Statistics of the interrupts of one device. */
#ifndef UIO_CMD_WAIT_STATS_H
#define UIO_CMD_WAIT_STATS_H

#include <stdint.h>

#include "cmd/run/target.h"
#include "common/irq/distribution.h"

/**
 * struct wait_stats - statistics of one device
 * @began_ns: when counting began
 * @last_ns: when the last event was seen
 * @events: all interrupts, the sum of the deltas
 * @seen: those that were waited for: wake-ups
 * @missed: those that no wake-up was for
 * @named: missed events that have a timestamp in the ring
 * @failed_commands: commands run for an event that failed
 * @interval: times from one wake-up to the next, one less than @seen
 * @latency: times from the kernel's stamp to the wake-up, where there are stamps
 *
 * Its 60 kB never grow; there is nothing to free. Times are CLOCK_MONOTONIC's,
 * in ns.
 */
struct wait_stats {
	uint64_t began_ns;
	uint64_t last_ns;
	uint64_t events;
	uint64_t seen;
	uint64_t missed;
	uint64_t named;
	uint64_t failed_commands;
	struct distribution interval;
	struct distribution latency;
};

/**
 * wait_stats_begin() - forget everything and count from now on
 */
void wait_stats_begin(struct wait_stats *stats, uint64_t now_ns);

/**
 * wait_stats_event() - a wake-up
 * @delta: the interrupts since the wake-up before, at least 1, of which @missed
 *         were missed
 */
void wait_stats_event(struct wait_stats *stats, uint64_t now_ns, uint32_t delta,
		      uint32_t missed);

void wait_stats_latency(struct wait_stats *stats, uint64_t ns);
void wait_stats_named(struct wait_stats *stats, uint64_t count);
void wait_stats_failed_command(struct wait_stats *stats);

/**
 * wait_stats_print() - print them, for people
 *
 * A line of counts; once there is a value, a table with a line for intervals
 * and one for latencies, and a histogram of each.
 */
void wait_stats_print(const struct wait_stats *stats,
		      const struct target *target, uint64_t now_ns);

/**
 * wait_stats_json() - print them as JSON, as one object in one line
 *
 * Its members are those that say which device it is, and stats, an object of events, seen, missed,
 * named, failed_commands, elapsed_ns, rate_hz, interval_ns and latency_ns. The
 * last two are objects of count, min, mean, stddev, p50, p99, p99.9, max and
 * histogram, or null while they have no values. A histogram is an array of
 * objects of from, to (included) and count. All members are always there.
 *
 * Returns 0, or an exit status where json-c is missing, which is reported.
 */
int wait_stats_json(const struct wait_stats *stats, const struct target *target,
		    uint64_t now_ns);

#endif
