// SPDX-License-Identifier: GPL-2.0-or-later
#include "target.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interrupt.h"
#include "report.h"

static const char *parent_name(const struct uio_device *device)
{
	return device->parent ? basename(device->parent) : "no parent";
}

/* One line, however many there are: NAME#K is what to type instead. */
static int fail_ambiguous(const struct target *target)
{
	char *text = NULL;
	size_t len;
	FILE *list = open_memstream(&text, &len);
	int status;

	for (size_t i = 0; list && i < target->found.count; i++) {
		const struct uio_device *device = &target->found.devices[i];

		fprintf(list, "%s%s#%zu is uio%u at %s", i ? ", " : "",
			device->name, i, device->number, parent_name(device));
	}
	if (list)
		fclose(list);
	status = fail(-UIO_EAMBIGUOUS, target->selector, "%s: %s",
		      uio_strerror(-UIO_EAMBIGUOUS), text ? text : "");
	free(text);
	return status;
}

/* The regions there are, for who named one that is not, or found no map. */
static int fail_region(const struct target *target, const char *name)
{
	char *text = NULL, label[8];
	size_t len;
	FILE *list = open_memstream(&text, &len);
	int status;

	for (size_t i = 0; list && i < target->device->region_count; i++) {
		const struct uio_region *region = &target->device->regions[i];

		fprintf(list, "%s%s '%s'", i ? ", " : "; it has ",
			uio_region_label(region, label), region->name);
	}
	if (list)
		fclose(list);
	if (name)
		status = fail(-UIO_ENOREGION, target->selector,
			      "no region '%s'%s", name, text ? text : "");
	else
		status = fail(-UIO_ENOREGION, target->selector,
			      "the device has no map%s", text ? text : "");
	free(text);
	return status;
}

int target_find(struct target *target, const char *selector)
{
	const char *region;
	int err;

	*target = (struct target){ .selector = selector };
	err = uio_select(selector, &target->found, &region);
	if (err)
		return fail(err, selector, "%s", uio_strerror(err));
	if (target->found.count > 1)
		return fail_ambiguous(target);
	target->device = target->found.devices;
	if (region && uio_region_find(target->device, region, &target->region))
		return fail_region(target, region);
	return 0;
}

int target_region(struct target *target)
{
	if (target->region ||
	    !uio_region_find(target->device, NULL, &target->region))
		return 0;
	return fail_region(target, NULL);
}

int target_open(struct target *target, int access)
{
	int err;

	if (target->opened)
		return 0;
	err = uio_node_open(target->device, access, &target->node);
	if (err == -EACCES)
		return fail(err, target->selector,
			    "/dev/uio%u: %s; a udev rule can give it to your "
			    "group",
			    target->device->number, uio_strerror(err));
	if (err)
		return fail(err, target->selector, "/dev/uio%u: %s",
			    target->device->number, uio_strerror(err));
	target->opened = true;
	return 0;
}

int target_map(struct target *target, bool writable)
{
	char label[8];
	int status, err;

	if (target->mapped) {
		if (uio_node_gone(&target->node))
			return fail(-UIO_EGONE, target->selector, "%s",
				    uio_strerror(-UIO_EGONE));
		if (writable && !target->writable)
			return fail(-EACCES, target->selector,
				    "open for reading only");
		return 0;
	}
	status = target_region(target);
	if (!status)
		status = target_open(target, writable ? O_RDWR : O_RDONLY);
	if (status)
		return status;
	err = uio_map(&target->node, target->region, writable,
		      &target->mapping);
	if (err)
		return fail(err, target->selector,
			    "%s '%s' (%" PRIu64 " bytes): %s",
			    uio_region_label(target->region, label),
			    target->region->name, target->region->size,
			    uio_strerror(err));
	target->mapped = true;
	target->writable = writable;
	return 0;
}

static volatile sig_atomic_t interrupted;

void target_interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

bool target_interrupted(void)
{
	bool was = interrupted;

	interrupted = 0;
	return was;
}

static int access_error(const struct target *target, uint64_t offset, int err)
{
	if (!err && !interrupted)
		return 0;
	if (!err)
		err = -EINTR;
	else if (uio_node_gone(&target->node))
		err = -UIO_EGONE;
	return fail(err, target->selector, "0x%" PRIx64 ": %s", offset,
		    uio_strerror(err));
}

int target_read(struct target *target, uint64_t offset, const struct unit *unit,
		uint64_t *value)
{
	return access_error(target, offset,
			    access_read(&target->mapping, offset, unit, value));
}

int target_write(struct target *target, uint64_t offset,
		 const struct unit *unit, uint64_t value)
{
	return access_error(
		target, offset,
		access_write(&target->mapping, offset, unit, value));
}

int target_count(struct target *target)
{
	int err;

	if (target->counted)
		return 0;
	err = uio_irq_count(target->device, &target->node, &target->events);
	if (err)
		return fail(err, target->selector, "%s", uio_strerror(err));
	target->counted = true;
	return 0;
}

int with_target(struct target *held, const char *selector, target_job *job,
		const void *args)
{
	struct target target;
	int status;

	if (held && !held->device)
		return fail(-UIO_ESYNTAX, NULL,
			    "no device is in use: `use DEVICE' first");
	if (held) {
		interrupted = 0;
		return job(held, args);
	}
	status = target_find(&target, selector);
	if (!status)
		status = job(&target, args);
	target_close(&target);
	return status;
}

void target_close(struct target *target)
{
	if (target->mapped)
		uio_unmap(&target->mapping);
	if (target->opened)
		uio_node_close(&target->node);
	uio_device_list_free(&target->found);
	*target = (struct target){ 0 };
}
