/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Notices devices that are added and removed, with libudev's monitor. */
#ifndef UIO_DEVICE_MONITOR_H
#define UIO_DEVICE_MONITOR_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/lib.h"
#include "common/base/signals.h"

/**
 * struct monitor - a receiver of events
 * @settled: the events come from udevd, which sends them when the links and
 *           permissions are in place; else from the kernel, since no udevd runs
 * @held: the signals that are delivered only while it sleeps
 */
struct monitor {
	const struct lib_udev *lib;
	struct udev *udev;
	struct udev_monitor *netlink;
	bool settled;
	struct signals_held held;
};

/**
 * struct monitor_event - an event of a device of any subsystem
 * @action: add, remove, change, bind, unbind or another word of the kernel's
 *          (lib/kobject_uevent.c)
 * @syspath: /sys/devices/...
 * @seqnum: the kernel's number of the event
 */
struct monitor_event {
	struct udev_device *device;
	const char *action;
	const char *subsystem;
	const char *sysname;
	const char *syspath;
	uint64_t seqnum;
};

/**
 * monitor_open() - start to queue events
 *
 * Until monitor_close() SIGHUP, SIGINT, SIGQUIT and SIGTERM are delivered only
 * while monitor_next() sleeps, so that none that comes just before is missed.
 *
 * Returns 0, -UIO_ENOLIB (always in a build with WITH_UDEV=0) or a negative
 * errno; after a failure monitor_next() only sleeps. Close it in either case.
 */
int monitor_open(struct monitor *monitor);

/**
 * monitor_fd() - a descriptor that is readable when there may be an event; -1
 * after a failed monitor_open()
 */
int monitor_fd(const struct monitor *monitor);

/**
 * monitor_next() - wait for the next event
 * @deadline: a time of CLOCK_MONOTONIC in nanoseconds, from clock_deadline()
 * @event: the result; release it with monitor_done(), on success only
 *
 * Returns 0, -UIO_ETIMEOUT, -EINTR after a signal, -ENOBUFS if events were
 * lost, or a negative errno.
 */
int monitor_next(struct monitor *monitor, uint64_t deadline,
		 struct monitor_event *event);
void monitor_done(struct monitor *monitor, struct monitor_event *event);

/**
 * monitor_has_settled() - whether udevd has finished with a device
 *
 * Without a udevd the answer is true.
 */
bool monitor_has_settled(const struct monitor *monitor, unsigned int number);

void monitor_close(struct monitor *monitor);

#endif
