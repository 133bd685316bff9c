// SPDX-License-Identifier: GPL-2.0-or-later
#include "lsuio.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/lib.h"
#include "common/base/text.h"
#include "common/device/monitor.h"
#include "common/device/sysfs.h"

/**
 * struct known_device - a device that exists, or that was removed while its
 * parent may still exist; its names are kept for when sysfs no longer shows them
 * @syspath: /sys/devices/.../uio/uioN
 * @name: the UIO name, or NULL if the device was removed before it could be
 *        read
 * @driver: the driver of the parent, or NULL for the same reason
 */
struct known_device {
	struct known_device *next;
	char *syspath;
	char *name;
	char *driver;
	bool gone;
};

/**
 * struct watch - the devices that are watched
 * @known: never more than the devices and parents of the system
 */
struct watch {
	struct monitor monitor;
	struct known_device *known;
	struct output *out;
	bool json;
};

static void drop(struct known_device **link)
{
	struct known_device *device = *link;

	*link = device->next;
	free(device->syspath);
	free(device->name);
	free(device->driver);
	free(device);
}

/* A device is PARENT/uio/uioN. */
static size_t parent_length(const char *syspath)
{
	const char *end = strrchr(syspath, '/');

	while (end && end > syspath && *--end != '/')
		;
	return end ? (size_t)(end - syspath) : 0;
}

static bool has_parent(const struct known_device *device, const char *parent,
		       size_t length)
{
	return parent_length(device->syspath) == length &&
	       !memcmp(device->syspath, parent, length);
}

static struct known_device **find(struct watch *watch, const char *syspath)
{
	struct known_device **link = &watch->known;

	while (*link && strcmp((*link)->syspath, syspath))
		link = &(*link)->next;
	return link;
}

static void forget_gone(struct watch *watch, const char *parent, size_t length)
{
	struct known_device **link = &watch->known;

	while (*link)
		if ((*link)->gone && has_parent(*link, parent, length))
			drop(link);
		else
			link = &(*link)->next;
}

/*
 * The device with this path, read from sysfs if it is @new or was not known. Returns
 * NULL if memory is short.
 */
static struct known_device *known_device(struct watch *watch,
					 const char *syspath, bool new)
{
	struct known_device **link, *device;

	if (new)
		forget_gone(watch, syspath, parent_length(syspath));
	link = find(watch, syspath);
	if (*link && !new)
		return *link;
	if (*link)
		drop(link);
	device = calloc(1, sizeof(*device));
	if (!device)
		return NULL;
	device->syspath = strdup(syspath);
	if (!device->syspath) {
		free(device);
		return NULL;
	}
	/* The facts of a device that is gone by now stay NULL. */
	if (attr_read_in(syspath, "name", &device->name))
		device->name = NULL;
	device->driver = attr_link_in(syspath, "device/driver");
	device->next = watch->known;
	watch->known = device;
	return device;
}

/* Adds all devices of the system. */
static int known_list(struct watch *watch)
{
	char **names;
	int count = dir_names("/sys/class/uio", &names), err = 0;

	if (count < 0)
		return count == -ENOENT ? 0 : count;
	for (int i = 0; i < count && !err; i++) {
		char *path = text_format("/sys/class/uio/%s", names[i]);
		char *syspath = path ? realpath(path, NULL) : NULL;

		/* A device that has been removed in the meantime is skipped. */
		if (syspath && !known_device(watch, syspath, false))
			err = -ENOMEM;
		free(syspath);
		free(path);
	}
	names_free(names, count);
	return err;
}

/* A device, existing or removed, of the parent with this path, or NULL. */
static const struct known_device *known_child(const struct watch *watch,
					      const char *parent)
{
	for (struct known_device *d = watch->known; d; d = d->next)
		if (has_parent(d, parent, strlen(parent)))
			return d;
	return NULL;
}

static void known_free(struct watch *watch)
{
	while (watch->known)
		drop(&watch->known);
}

static int print_json(const struct watch *watch,
		      const struct monitor_event *event, bool parent,
		      const struct known_device *known)
{
	struct uio_device device = { .facts.known = UIO_FACT_ALL };
	struct json *object;
	char address[256];

	uio_device_number(event->sysname, &device.number);
	if (parent) {
		snprintf(address, sizeof(address), "%s:%s", event->subsystem,
			 event->sysname);
		object = json_new();
		json_note(object, "parent", address);
		json_note(object, "driver", known->driver);
	} else {
		object = json_device(&device);
		if (!object)
			return EXIT_FAILURE;
		json_note(object, "device", known->name);
	}
	json_note(object, "event", event->action);
	json_number(object, "seqnum", event->seqnum);
	return json_end(object, watch->out) ?: output_flush(watch->out);
}

/* Prints an event of a UIO device or of the parent of one. */
static int print_event(const struct watch *watch,
		       const struct monitor_event *event, bool parent,
		       const struct known_device *known)
{
	const char *word = parent ? known->driver : known->name;
	FILE *out = watch->out->file;

	if (watch->json)
		return print_json(watch, event, parent, known);
	fprintf(out, "%s ", event->action);
	if (parent)
		fprintf(out, "%s:", event->subsystem);
	print_text(out, event->sysname);
	if (word) {
		fputc(' ', out);
		print_text(out, word);
	}
	fputc('\n', out);
	return output_flush(watch->out);
}

/* Handles an event of a UIO device. */
static int device_event(struct watch *watch, const struct monitor_event *event)
{
	struct known_device *known;
	unsigned int number;

	if (!uio_device_number(event->sysname, &number))
		return -UIO_ENODEVICE;
	known = known_device(watch, event->syspath,
			     !strcmp(event->action, "add"));
	if (!known)
		return fail_memory();
	if (!strcmp(event->action, "remove"))
		known->gone = true;
	return print_event(watch, event, false, known);
}

/*
 * Handles an event of a parent device. A driver creates its UIO device before the
 * parent is bound, and removes it before the parent is unbound.
 */
static int parent_event(struct watch *watch, const struct monitor_event *event)
{
	const struct known_device *known = known_child(watch, event->syspath);
	bool bind = !strcmp(event->action, "bind");
	bool unbind = !strcmp(event->action, "unbind");
	int status = -UIO_ENODEVICE;

	if (!known)
		return status;
	if (bind || unbind)
		status = print_event(watch, event, true, known);
	if (unbind || !strcmp(event->action, "remove"))
		forget_gone(watch, event->syspath, strlen(event->syspath));
	return status;
}

/*
 * Returns 0, an exit status, or -UIO_ENODEVICE for an event that does not concern
 * UIO.
 */
static int next_event(struct watch *watch, uint64_t deadline)
{
	struct monitor_event event;
	int status, err = monitor_next(&watch->monitor, deadline, &event);

	if (err == -ENOBUFS) {
		print_info(NULL,
			   "events were lost because too many arrived at once");
		known_free(watch);
		err = known_list(watch);
		return err ? fail_error(err, NULL) : -UIO_ENODEVICE;
	}
	if (err == -UIO_ETIMEOUT)
		return EXIT_TIMED_OUT;
	if (err)
		return fail_error(err, NULL);
	status = strcmp(event.subsystem, "uio") ? parent_event(watch, &event)
						: device_event(watch, &event);
	monitor_done(&watch->monitor, &event);
	return status;
}

int watch_devices(struct output *out, bool json, uint64_t count,
		  uint64_t timeout_ns)
{
	uint64_t deadline = clock_deadline(timeout_ns), seen = 0;
	struct watch watch = { .out = out, .json = json };
	int status = json ? json_check() : 0, err;

	if (status)
		return status;
	/*
	 * The monitor is opened before the devices are listed, so that no event
	 * is missed.
	 */
	err = monitor_open(&watch.monitor) ?: known_list(&watch);
	if (err == -UIO_ENOLIB)
		status = fail_library("watching devices", LIB_UDEV_NAME,
				      WITH_UDEV);
	else if (err)
		status = fail(err, NULL, "cannot watch devices: %s",
			      uio_strerror(err));
	while (status <= 0 && (!count || seen < count)) {
		status = next_event(&watch, deadline);
		seen += !status;
	}
	known_free(&watch);
	monitor_close(&watch.monitor);
	return status;
}
