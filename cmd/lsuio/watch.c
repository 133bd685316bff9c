// SPDX-License-Identifier: GPL-2.0-or-later
#include "watch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/lib.h"
#include "common/device/monitor.h"
#include "known-devices.h"

struct watch {
	struct monitor monitor;
	struct known_devices known;
	struct output *out;
	bool json;
};

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
	const struct known_device *known;
	unsigned int number;

	if (!uio_device_number(event->sysname, &number))
		return -UIO_ENODEVICE;
	known = known_device(&watch->known, event->syspath,
			     !strcmp(event->action, "add"));
	if (!known)
		return fail_memory();
	if (!strcmp(event->action, "remove"))
		known_gone(&watch->known, event->syspath);
	return print_event(watch, event, false, known);
}

/*
 * Handles an event of a parent device. A driver creates its UIO device before the
 * parent is bound, and removes it before the parent is unbound.
 */
static int parent_event(struct watch *watch, const struct monitor_event *event)
{
	const struct known_device *known =
		known_child(&watch->known, event->syspath);
	bool bind = !strcmp(event->action, "bind");
	bool unbind = !strcmp(event->action, "unbind");
	int status = -UIO_ENODEVICE;

	if (!known)
		return status;
	if (bind || unbind)
		status = print_event(watch, event, true, known);
	if (unbind || !strcmp(event->action, "remove"))
		known_forget_gone(&watch->known, event->syspath);
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
		known_free(&watch->known);
		err = known_list(&watch->known);
		return err ? fail(err, NULL, "%s", uio_strerror(err))
			   : -UIO_ENODEVICE;
	}
	if (err == -UIO_ETIMEOUT)
		return EXIT_TIMED_OUT;
	if (err)
		return fail(err, NULL, "%s", uio_strerror(err));
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
	err = monitor_open(&watch.monitor) ?: known_list(&watch.known);
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
	known_free(&watch.known);
	monitor_close(&watch.monitor);
	return status;
}
