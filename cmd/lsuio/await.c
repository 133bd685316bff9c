// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "cmd/run/target.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/device/monitor.h"
#include "lsuio.h"

/* The polling interval where udevd does not report when a node is ready. */
#define LOOK_NS 100000000

/*
 * Returns 0 with @usable set, or an exit status; @err is the reason if the node
 * is not usable.
 */
static int look(struct output *out, const struct monitor *monitor,
		const char *selector, int *err, bool *usable)
{
	struct target target;
	bool there;
	int status = target_find_there(&target, selector, &there);

	*usable = false;
	*err = 0;
	if (!status && there) {
		unsigned int number = target.device->number;

		*err = uio_node_allows(target.device, R_OK);
		*usable = !*err && monitor_has_settled(monitor, number);
		if (*usable)
			fprintf(out->file, "uio%u\n", number);
	}
	target_close(&target);
	return status;
}

/* Sleeps until the next event, the next poll or the deadline. */
static int sleep_before_look(struct monitor *monitor, bool notified,
			     uint64_t deadline)
{
	uint64_t next = notified ? CLOCK_NEVER : clock_deadline(LOOK_NS);
	struct monitor_event event;
	int err = monitor_next(monitor, next < deadline ? next : deadline,
			       &event);

	if (!err)
		monitor_done(monitor, &event);
	else if (err == -ENOBUFS ||
		 (err == -UIO_ETIMEOUT && clock_now() < deadline))
		err = 0;
	return err;
}

int await_device(struct output *out, const char *selector, uint64_t timeout_ns)
{
	uint64_t deadline = clock_deadline(timeout_ns);
	struct monitor monitor;
	/*
	 * The monitor is opened before the first look, so that no event is
	 * missed.
	 */
	bool notified = !monitor_open(&monitor) && monitor.settled;
	int status, err = 0, node;
	bool usable;

	do {
		status = look(out, &monitor, selector, &node, &usable);
		if (!status && !usable)
			err = sleep_before_look(&monitor, notified, deadline);
	} while (!status && !usable && !err);
	monitor_close(&monitor);
	if (status || usable)
		return status;
	if (err == -UIO_ETIMEOUT && node == -EACCES)
		return fail(
			err, selector,
			"timed out: the node is not readable; the udev rule "
			"70-uio.rules gives it to the group uio");
	if (err == -UIO_ETIMEOUT)
		return fail(
			err, selector, "timed out: %s",
			node == -UIO_ENOTNODE
				? "the path of its node leads to another file"
			: node ? "the device has no node"
			       : "no such device is ready");
	return fail_error(err, selector);
}
