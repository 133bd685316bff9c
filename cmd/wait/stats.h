/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Statistics of the interrupts of one device. */
#ifndef UIO_CMD_WAIT_STATS_H
#define UIO_CMD_WAIT_STATS_H

#include <stdint.h>

#include "cmd/run/target.h"
#include "common/irq/distribution.h"

/**
 * struct wait_stats - statistics of one device
 * @began_ns: when counting began; all others are 0 then
 * @last_ns: when the last event was seen
 * @events: number of interrupts, the sum of the deltas
 * @seen: number of wake-ups
 * @missed: number of interrupts without a wake-up of their own
 * @named: number of missed interrupts that have a timestamp in the ring
 * @failed_commands: number of commands that failed
 * @interval: times from one wake-up to the next, one less than @seen
 * @latency: times from the kernel's timestamp to the wake-up, if there are
 *           timestamps
 *
 * The struct has 60 kB and never grows; there is nothing to free. Times are
 * those of CLOCK_MONOTONIC, in ns.
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
 * wait_stats_event() - count a wake-up
 * @delta: the interrupts since the previous wake-up, at least 1, of which
 *         @missed were missed
 */
void wait_stats_event(struct wait_stats *stats, uint64_t now_ns, uint32_t delta,
		      uint32_t missed);

/**
 * wait_stats_print() - print the statistics, for people
 *
 * The text is a line of counts and, once there is a value, a table with a line
 * for intervals and one for latencies, and a histogram of each.
 */
void wait_stats_print(const struct wait_stats *stats,
		      const struct target *target, uint64_t now_ns);

/**
 * wait_stats_json() - print the statistics as JSON, as one object in one line
 *
 * Its members are those that identify the device, and stats, an object of
 * events, seen, missed, named, failed_commands, elapsed_ns, rate_hz,
 * interval_ns and latency_ns. The last two are objects of count, min, mean,
 * stddev, p50, p99, p99.9, max and histogram, or null while they have no
 * values. A histogram is an array of objects of from, to (included) and count.
 * All members are always present.
 *
 * Returns 0, or an exit status if json-c is missing, which is reported.
 */
int wait_stats_json(const struct wait_stats *stats, const struct target *target,
		    uint64_t now_ns);

#endif
