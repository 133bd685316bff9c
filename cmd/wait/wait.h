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
 * struct wait_request - what uio-wait is called with
 * @registers: by what operands are resolved; no words
 * @devices: @device_count of them; none if a device is held
 * @count: events to wait for, over all devices; 0: without end
 * @timeout_ns: of the whole wait; CLOCK_NEVER for none
 * @idle_ns, @report_ns: between two events, two reports; likewise
 * @arm: an enum irq_mask_way; IRQ_MASK_NONE if @no_arm
 * @via: an enum waiter_via
 * @clock: CLOCK_MONOTONIC or CLOCK_REALTIME
 * @start: written when all devices are armed
 * @snapshot: read after each event
 * @ack: written then
 * @command: the command and its arguments, ended by NULL; NULL for none
 * @format: of a line, or NULL
 * @stamps: the region that is a ring of them, or NULL
 * @ready_fd: where to say that all is armed; -1 for nowhere
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
 * struct event - one time that the count of a device was found changed
 * @count: the new one
 * @delta: interrupts since the event before
 * @missed: those of them that have no line of their own
 * @mono_ns: CLOCK_MONOTONIC of the wake-up
 * @shown_ns: the same by the clock that is asked for
 * @latency_ns: from the stamp of the last interrupt to the wake-up, if @stamped
 * @stamps: of missed interrupts, @named of them; in the order of counts
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
 * @open: so much of what follows is to be closed
 * @has_stamps: @stamps is open too
 * @units: the values of the operands of @snapshot, one after another
 * @gone: it went away
 * @asserted: the line was when it was armed, so that it fires at once
 * @armed_count: the count of before that, if @asserted
 * @advised: it was said that it is to be acknowledged
 * @found: the stamps of an event
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
 * waited_open() - open a device and all that its events will need
 * @waited: zeroed, with its target
 *
 * Touches no register. Returns, as all below, 0 or the exit status of an error
 * that was reported. Close with waited_close() in either case.
 */
int waited_open(struct waited *waited, const struct wait_request *request);

/**
 * waited_arm() - let the next interrupt through, where it takes that
 */
int waited_arm(struct waited *waited, const struct wait_request *request);

/**
 * waited_start() - write what is to be written when it is armed
 */
int waited_start(struct waited *waited, const struct wait_request *request);

/**
 * waited_missed() - how many interrupts there were besides the one of the event
 * at which the device was found to have counted up to @count
 *
 * One that was the same once more, as its line was still asserted when it was
 * armed, was not missed.
 */
uint32_t waited_missed(const struct waited *waited, uint32_t count);

/**
 * waited_event() - what comes between an event and the next arming: stamps,
 * the snapshot, the acknowledgement, and the line about it
 */
int waited_event(struct waited *waited, const struct wait_request *request,
		 struct event *event);

/**
 * waited_close() - put INTx disable back to what was found, and close
 */
int waited_close(struct waited *waited, const struct wait_request *request);

/**
 * wait_loop() - wait for events until there were enough
 * @count: of @devices, all open
 */
int wait_loop(struct waited *devices, size_t count,
	      const struct wait_request *request);

/**
 * event_format_check() - whether a --format can be printed
 *
 * Returns NULL, or where in it is what cannot.
 */
const char *event_format_check(const char *format);

/**
 * event_print() - the line about an event, and one for each missed interrupt
 * that has a name
 */
int event_print(const struct waited *waited, const struct wait_request *request,
		const struct event *event);

/**
 * wait_command_find() - make sure that there is such a command
 */
int wait_command_find(const char *name);

/**
 * wait_command_run() - run the command of an event, and wait for its end
 * @failed: whether it did
 */
int wait_command_run(const struct waited *waited,
		     const struct wait_request *request,
		     const struct event *event, bool *failed);

#endif
