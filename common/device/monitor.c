// SPDX-License-Identifier: GPL-2.0-or-later
#include "monitor.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/base/error.h"

#if WITH_UDEV

/* The size that udevadm uses; memory is used only when events queue up. */
#define BUFFER_BYTES (128 * 1024 * 1024)

static int subscribe(struct monitor *monitor)
{
	const struct lib_udev *lib = monitor->lib = lib_udev();

	if (!lib)
		return -UIO_ENOLIB;
	monitor->udev = lib->udev_new();
	if (!monitor->udev)
		return -errno;
	monitor->netlink = lib->udev_monitor_new_from_netlink(
		monitor->udev, monitor->settled ? "udev" : "kernel");
	if (!monitor->netlink)
		return -errno;
	/* Without permission for this size the system's limit applies. */
	lib->udev_monitor_set_receive_buffer_size(monitor->netlink,
						  BUFFER_BYTES);
	return lib->udev_monitor_enable_receiving(monitor->netlink);
}

static void unsubscribe(struct monitor *monitor)
{
	if (monitor->netlink)
		monitor->lib->udev_monitor_unref(monitor->netlink);
	if (monitor->udev)
		monitor->lib->udev_unref(monitor->udev);
}

int monitor_fd(const struct monitor *monitor)
{
	return monitor->netlink
		       ? monitor->lib->udev_monitor_get_fd(monitor->netlink)
		       : -1;
}

/* Returns -EAGAIN for a message from another sender or for other receivers. */
static int receive(struct monitor *monitor, struct monitor_event *event)
{
	const struct lib_udev *lib = monitor->lib;
	struct udev_device *device;

	errno = EAGAIN;
	device = lib->udev_monitor_receive_device(monitor->netlink);
	if (!device)
		return -errno;
	*event = (struct monitor_event){
		.device = device,
		.action = lib->udev_device_get_action(device) ?: "",
		.subsystem = lib->udev_device_get_subsystem(device) ?: "",
		.sysname = lib->udev_device_get_sysname(device) ?: "",
		.syspath = lib->udev_device_get_syspath(device) ?: "",
		.seqnum = lib->udev_device_get_seqnum(device),
	};
	return 0;
}

void monitor_done(struct monitor *monitor, struct monitor_event *event)
{
	monitor->lib->udev_device_unref(event->device);
}

bool monitor_has_settled(const struct monitor *monitor, unsigned int number)
{
	const struct lib_udev *lib = monitor->lib;
	struct udev_device *device;
	char name[16];
	bool settled;

	if (!monitor->settled || !monitor->netlink)
		return true;
	sprintf(name, "uio%u", number);
	device = lib->udev_device_new_from_subsystem_sysname(monitor->udev,
							     "uio", name);
	settled = device && lib->udev_device_get_is_initialized(device) > 0;
	if (device)
		lib->udev_device_unref(device);
	return settled;
}

#else

static int subscribe(struct monitor *monitor)
{
	(void)monitor;
	return -UIO_ENOLIB;
}

static void unsubscribe(struct monitor *monitor)
{
	(void)monitor;
}

int monitor_fd(const struct monitor *monitor)
{
	(void)monitor;
	return -1;
}

static int receive(struct monitor *monitor, struct monitor_event *event)
{
	(void)monitor, (void)event;
	return -EAGAIN;
}

void monitor_done(struct monitor *monitor, struct monitor_event *event)
{
	(void)monitor, (void)event;
}

bool monitor_has_settled(const struct monitor *monitor, unsigned int number)
{
	(void)monitor, (void)number;
	return true;
}

#endif

int monitor_open(struct monitor *monitor)
{
	FILE *sockets = fopen("/proc/net/unix", "re");
	char *line = NULL;
	size_t size = 0;

	*monitor = (struct monitor){ 0 };
	/*
	 * udevd runs if its socket is open: the file of the socket may be left
	 * over from a udevd that has ended.
	 */
	while (sockets && !monitor->settled &&
	       getline(&line, &size, sockets) > 0)
		monitor->settled = strstr(line, " /run/udev/control\n");
	if (sockets)
		fclose(sockets);
	free(line);
	signals_hold(&monitor->held, 0);
	return subscribe(monitor);
}

int monitor_next(struct monitor *monitor, uint64_t deadline,
		 struct monitor_event *event)
{
	struct pollfd fd = { .fd = monitor_fd(monitor), .events = POLLIN };
	struct timespec left;
	int ready, err;

	do {
		ready = ppoll(&fd, 1, clock_left(deadline, &left),
			      &monitor->held.asleep);
		if (ready < 0)
			return -errno;
		if (!ready)
			return -UIO_ETIMEOUT;
		err = receive(monitor, event);
	} while (err == -EAGAIN);
	return err;
}

void monitor_close(struct monitor *monitor)
{
	unsubscribe(monitor);
	signals_release(&monitor->held);
}
