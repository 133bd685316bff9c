/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The work of uio-wait: waiting for interrupts of one or more devices. */
#ifndef UIO_CMD_WAIT_WAIT_H
#define UIO_CMD_WAIT_WAIT_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/run/plan.h"
#include "cmd/run/request.h"
#include "common/irq/mask.h"
#include "common/irq/stamps.h"
#include "common/irq/waiter.h"
#include "stats.h"

/**
 * struct wait_request - the arguments of uio-wait
 * @registers: the context to resolve operands with; it has no operands itself
 * @devices: @device_count selectors; none if a device is held
 * @count: number of events to wait for, over all devices; 0 for no limit
 * @timeout_ns: time limit for the whole wait; CLOCK_NEVER for none
 * @idle_ns, @report_ns: time between two events, or two reports; CLOCK_NEVER
 *                       for none
 * @arm: an enum irq_mask_way; IRQ_MASK_NONE if @no_arm
 * @via: an enum waiter_via
 * @clock: CLOCK_MONOTONIC or CLOCK_REALTIME
 * @start: written when all devices are armed
 * @snapshot: read after each event
 * @ack: written after @snapshot is read
 * @command: the command and its arguments, ended by NULL; NULL for none
 * @format: format of a line, or NULL
 * @stamps: the region that contains a ring of timestamps, or NULL
 * @ready_fd: the descriptor that reports that all devices are armed, or -1
 */
struct wait_request {
	struct register_request registers;
	char **devices;
	size_t device_count;
	uint64_t count;
	uint64_t timeout_ns;
	uint64_t idle_ns;
	uint64_t report_ns;
	int arm;
	int via;
	int clock;
	struct strings start;
	struct strings snapshot;
	struct strings ack;
	char **command;
	const char *format;
	const char *stamps;
	int ready_fd;
	bool banner;
	bool fail_fast;
	bool json;
	bool no_arm;
	bool quiet;
	bool stats;
	bool verbose;
};

/**
 * struct event - a change of a device's count that was noticed
 * @count: the new count
 * @delta: interrupts since the previous event
 * @missed: those of them that have no line of their own
 * @mono_ns: the wake-up, as a time of CLOCK_MONOTONIC
 * @shown_ns: the same on the clock that was chosen
 * @latency_ns: from the timestamp of the last interrupt to the wake-up, if
 *              @stamped
 * @stamps: the @named timestamps of missed interrupts, in the order of counts
 */
struct event {
	uint32_t count;
	uint32_t delta;
	uint32_t missed;
	uint64_t mono_ns;
	uint64_t shown_ns;
	uint64_t latency_ns;
	bool stamped;
	const struct uio_stamp *stamps;
	size_t named;
};

/**
 * struct waited - a device that is waited for
 * @target: borrowed
 * @open: the mask and the members below have to be closed
 * @has_stamps: @stamps is open too
 * @units: the values of the operands of @snapshot, one after another
 * @gone: the device was removed
 * @asserted: the line was asserted when it was armed, so that it fires at once
 * @armed_count: the count before that, if @asserted
 * @advised: the advice to acknowledge it was given
 * @found: the timestamps of an event
 */
struct waited {
	struct target *target;
	bool open;
	bool has_stamps;
	bool gone;
	bool asserted;
	bool advised;
	uint32_t armed_count;
	struct irq_mask mask;
	struct resolve_context by;
	struct plan start;
	struct plan snapshot;
	struct plan ack;
	uint64_t *units;
	struct stamps stamps;
	struct uio_stamp found[UIO_STAMPS_ENTRIES];
	struct wait_stats stats;
};

/**
 * waited_open() - open a device, and everything that its events will need
 * @waited: zeroed, with its target
 *
 * Accesses no register. Returns, like all functions below, 0 or the exit status
 * of an error that was reported. Close with waited_close() in either case.
 */
int waited_open(struct waited *waited, const struct wait_request *request);

/**
 * waited_arm() - arm the interrupt, if that is needed
 * waited_start() - make the writes of --start, once the device is armed
 */
int waited_arm(struct waited *waited, const struct wait_request *request);
int waited_start(struct waited *waited, const struct wait_request *request);

/**
 * waited_missed() - the number of interrupts, besides that of the event at
 * which the count of the device was found to be @count
 *
 * An interrupt that was raised again, because its line was still asserted when
 * it was armed, was not missed.
 */
uint32_t waited_missed(const struct waited *waited, uint32_t count);

/**
 * waited_event() - the work between an event and the next arming: timestamps,
 * the snapshot, the acknowledgement, and the line about it
 */
int waited_event(struct waited *waited, const struct wait_request *request,
		 struct event *event);

/**
 * waited_close() - restore INTx disable, and close the device
 */
int waited_close(struct waited *waited, const struct wait_request *request);

/**
 * wait_loop() - wait until there were enough events
 * @count: number of @devices, which are all open
 */
int wait_loop(struct waited *devices, size_t count,
	      const struct wait_request *request);

/**
 * event_format_check() - check whether a --format can be printed
 *
 * Returns NULL, or the part that cannot be printed.
 */
const char *event_format_check(const char *format);

/**
 * event_print() - print the line about an event, and one for each missed
 * interrupt that has a timestamp
 */
int event_print(const struct waited *waited, const struct wait_request *request,
		const struct event *event);

/**
 * wait_command_find() - check that the command exists
 */
int wait_command_find(const char *name);

/**
 * wait_command_run() - run the command of an event, and wait for its end
 * @failed: whether it failed
 */
int wait_command_run(const struct waited *waited,
		     const struct wait_request *request,
		     const struct event *event, bool *failed);

#endif
