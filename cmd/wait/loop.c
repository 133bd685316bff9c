// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/stop.h"
#include "common/irq/count.h"
#include "wait.h"

/* Pause after a wake-up without an event. */
#define PAUSE_NS 10000000

/**
 * struct loop - a wait in progress
 * @left: number of devices that still exist
 * @events: number of events so far, over all devices
 * @runs, @failed: number of runs of the command so far, and of those that
 *                 failed
 * @timeout, @idle, @report: when each is due, times of CLOCK_MONOTONIC in ns
 */
struct loop {
	struct waited *devices;
	size_t count;
	const struct wait_request *request;
	struct output *out;
	struct waiter waiter;
	size_t left;
	uint64_t events;
	uint64_t runs;
	uint64_t failed;
	uint64_t timeout;
	uint64_t idle;
	uint64_t report;
	int status;
};

/* Set by SIGQUIT, which asks for statistics. */
static volatile sig_atomic_t asked;

static void note_question(int sig)
{
	asked = sig;
}

static int show_stats(const struct loop *loop)
{
	uint64_t now = clock_now();
	int status = 0;

	output_volatile(loop->out, true);
	for (size_t i = 0; i < loop->count && !status; i++) {
		const struct waited *waited = &loop->devices[i];

		if (loop->request->json)
			status = wait_stats_json(&waited->stats, waited->target,
						 now);
		else
			wait_stats_print(&waited->stats, waited->target, now);
	}
	output_stable(loop->out, true);
	return status ?: output_flush(loop->out);
}

/* After a signal, statistics must not wait for a reader that does not read. */
static bool can_print(const struct loop *loop)
{
	struct pollfd out = {
		.fd = fileno(loop->out->file),
		.events = POLLOUT,
	};

	return !stop_requested() || out.fd < 0 || poll(&out, 1, 0) > 0;
}

static const char *subject(const struct loop *loop)
{
	return loop->count == 1 ? loop->devices->target->selector : NULL;
}

static int fail_at(const struct loop *loop, size_t index, int err)
{
	return target_fail(loop->devices[index].target, err, "%s",
			   uio_strerror(err));
}

/*
 * Drops a device that was removed; the others continue, and the exit status
 * reports it.
 */
static int drop(struct loop *loop, size_t index)
{
	loop->devices[index].gone = true;
	/* What cannot be restored is gone, too. */
	irq_mask_restore(&loop->devices[index].mask);
	waiter_drop(&loop->waiter, index);
	loop->status = EXIT_GONE;
	return --loop->left ? 0 : EXIT_GONE;
}

static int run_command(struct loop *loop, struct waited *waited,
		       const struct event *event)
{
	const char *name = loop->request->command[0];
	bool failed;
	int status = wait_command_run(waited, loop->request, event, &failed);

	loop->runs++;
	if (status || !failed)
		return status;
	loop->failed++;
	waited->stats.failed_commands++;
	if (!loop->request->fail_fast)
		return 0;
	return fail(-ECHILD, waited->target->selector, "'%s' failed", name);
}

static bool enough(const struct loop *loop)
{
	return loop->request->count && loop->events >= loop->request->count;
}

static int take_event(struct loop *loop, size_t index, uint32_t count)
{
	struct waited *waited = &loop->devices[index];
	struct event event = {
		.count = count,
		.delta = count - waited->target->events,
		.missed = waited_missed(waited, count),
		.mono_ns = clock_now(),
	};
	int status;

	waited->target->events = count;
	loop->events += event.delta;
	status = waited_event(waited, loop->request, &event);
	if (!status && loop->request->command)
		status = run_command(loop, waited, &event);
	if (!status && !enough(loop))
		status = waited_arm(waited, loop->request);
	loop->idle = clock_deadline(loop->request->idle_ns);
	return status == EXIT_GONE ? drop(loop, index) : status;
}

/* A stream of events must not hide the timeout or a signal. */
static int look_around(struct loop *loop, bool idle)
{
	uint64_t now = clock_now();
	bool ends = (now >= loop->timeout && (idle || loop->events)) ||
		    (now >= loop->idle && idle);
	int status = 0;

	if (asked || now >= loop->report) {
		asked = 0;
		waiter_admit_signals(&loop->waiter);
		status = show_stats(loop);
		waiter_hold_signals(&loop->waiter);
	}
	if (now >= loop->report)
		loop->report = clock_deadline(loop->request->report_ns);
	if (status)
		return status;
	if (stop_requested())
		return fail_error(-EINTR, subject(loop));
	if (!ends)
		return 0;
	if (!loop->events)
		return fail_error(-UIO_ETIMEOUT, subject(loop));
	return fail(-UIO_ETIMEOUT, subject(loop),
		    "timed out after %" PRIu64 " interrupt%s", loop->events,
		    loop->events == 1 ? "" : "s");
}

static int wait_on(struct loop *loop)
{
	const struct timespec pause = { .tv_nsec = PAUSE_NS };
	bool idle = false;
	int status, err;

	do {
		uint64_t due;
		uint32_t count;
		size_t index;

		status = look_around(loop, idle);
		if (status)
			break;
		due = loop->idle < loop->timeout ? loop->idle : loop->timeout;
		due = loop->report < due ? loop->report : due;
		err = waiter_next(&loop->waiter, due, &index, &count);
		idle = err == -UIO_ETIMEOUT;
		if (!err && count == loop->devices[index].target->events) {
			/*
			 * This is not an event. A node that is always readable
			 * must not keep the CPU busy.
			 */
			nanosleep(&pause, NULL);
			idle = true;
		} else if (!err) {
			/* Output that nobody reads must not keep signals away. */
			waiter_admit_signals(&loop->waiter);
			status = take_event(loop, index, count);
			waiter_hold_signals(&loop->waiter);
		} else if (err != -EINTR && err != -UIO_ETIMEOUT) {
			status = fail_at(loop, index, err);
			if (status == EXIT_GONE)
				status = drop(loop, index);
		}
	} while (!status && !enough(loop));
	return status;
}

static int report_ready(const struct loop *loop)
{
	for (size_t i = 0; i < loop->count && loop->request->banner; i++) {
		const struct target *target = loop->devices[i].target;
		struct json *object;

		if (loop->devices[i].gone)
			continue;
		if (!loop->request->json) {
			output_volatile(loop->out, true);
			fprintf(loop->out->file, "uio%u ready\n",
				target->device->number);
			output_stable(loop->out, true);
			continue;
		}
		object = json_device(target->device);
		if (!object)
			return EXIT_FAILURE;
		json_note(object, "state", "ready");
		if (json_end(object, loop->out))
			return EXIT_FAILURE;
	}
	if (loop->request->ready_fd >= 0) {
		if (write(loop->request->ready_fd, "\n", 1) != 1)
			return fail(-errno, NULL, "--ready-fd %d: %s",
				    loop->request->ready_fd, strerror(errno));
		close(loop->request->ready_fd);
	}
	return output_flush(loop->out);
}

/* All devices are armed before any is reported as ready or started. */
static int start(struct loop *loop)
{
	uint64_t now = clock_now();
	int status = 0, err;

	for (size_t i = 0; i < loop->count; i++) {
		struct target *target = loop->devices[i].target;

		/* An interrupt from before --start does not count. */
		if (loop->request->start.count)
			uio_irq_events(target->device, &target->events);
		err = waiter_add(&loop->waiter, &target->node);
		if (err)
			return fail_at(loop, i, err);
		loop->devices[i].stats.began_ns = now;
	}
	loop->timeout = clock_deadline(loop->request->timeout_ns);
	for (size_t i = 0; i < loop->count && !status; i++) {
		status = waited_arm(&loop->devices[i], loop->request);
		if (status == EXIT_GONE)
			status = drop(loop, i);
	}
	waiter_admit_signals(&loop->waiter);
	status = status ?: report_ready(loop);
	waiter_hold_signals(&loop->waiter);
	for (size_t i = 0; i < loop->count && !status; i++) {
		if (loop->devices[i].gone)
			continue;
		status = waited_start(&loop->devices[i], loop->request);
		if (status == EXIT_GONE)
			status = drop(loop, i);
	}
	loop->idle = clock_deadline(loop->request->idle_ns);
	loop->report = clock_deadline(loop->request->report_ns);
	return status;
}

int wait_loop(struct waited *devices, size_t count,
	      const struct wait_request *request)
{
	/* A question must not interrupt the output. */
	struct sigaction question = { .sa_handler = note_question,
				      .sa_flags = SA_RESTART };
	struct sigaction before;
	struct loop loop = {
		.devices = devices,
		.count = count,
		.left = count,
		.request = request,
		.out = devices->target->out,
	};
	int status, late = 0, err;

	err = waiter_open(&loop.waiter, request->via, count);
	if (err)
		return fail_error(err, NULL);
	if (request->stats)
		sigaction(SIGQUIT, &question, &before);
	status = start(&loop) ?: wait_on(&loop);
	waiter_admit_signals(&loop.waiter);
	if (request->stats && can_print(&loop))
		late = show_stats(&loop);
	if (loop.failed && !request->fail_fast)
		late = fail(-ECHILD, subject(&loop),
			    "'%s' failed for %" PRIu64 " of %" PRIu64
			    " event%s",
			    request->command[0], loop.failed, loop.runs,
			    loop.runs == 1 ? "" : "s");
	waiter_close(&loop.waiter);
	/* Now that signals which were held have been delivered. */
	if (request->stats)
		sigaction(SIGQUIT, &before, NULL);
	return loop.status ?: status ?: late;
}
