// SPDX-License-Identifier: GPL-2.0-or-later
/* Opens a device that was found, and maps its region. */
#include "target.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/stop.h"
#include "common/device/owner.h"
#include "common/irq/count.h"

bool target_is_gone(const struct target *target)
{
	struct uio_node node;
	bool gone;
	int err;

	if (target->watched)
		return uio_node_gone(&target->node);
	if (!target->device)
		return false;
	/*
	 * While the regions are being removed, the name exists but cannot be
	 * read.
	 */
	err = uio_node_watch(target->device, &node);
	if (err)
		return err == -UIO_EGONE;
	gone = uio_node_gone(&node);
	uio_node_close(&node);
	return gone;
}

int target_fail(const struct target *target, int err, const char *fmt, ...)
{
	va_list args;
	int status;

	if (err != -EINTR && target_is_gone(target))
		return fail(-UIO_EGONE, target->selector, "%s",
			    uio_strerror(-UIO_EGONE));
	va_start(args, fmt);
	status = fail_args(err, target->selector, fmt, args);
	va_end(args);
	return status;
}

/* Reports an attribute of the device that cannot be read. */
static int fail_attr(const struct target *target, const char *attr, int err)
{
	return target_fail(target, err, "/sys/class/uio/uio%u/%s: %s",
			   target->device->number, attr, uio_strerror(err));
}

/*
 * Checks that the device still exists: once when it is opened, and for a device
 * that is kept open once per tick.
 */
int target_watch(struct target *target)
{
	uint64_t tick = clock_tick();
	int err = 0;

	if (!target->watched)
		err = uio_node_watch(target->device, &target->node);
	else if (tick != target->asked && uio_node_gone(&target->node))
		err = -UIO_EGONE;
	if (err == -UIO_EGONE)
		return fail(err, target->selector, "%s", uio_strerror(err));
	if (err)
		return fail_attr(target, "name", err);
	target->watched = true;
	target->asked = tick;
	return 0;
}

/* The advice depends on the owner, group and mode of the node. */
static int fail_permission(const struct target *target, int err)
{
	char path[UIO_NODE_PATH], owner[128], group[160];
	const char *advice = "run as root; the udev rule 70-uio.rules gives "
			     "nodes to the group uio";
	struct stat node;
	const char *name;

	if (uio_node_stat(target->device, &node))
		return fail(err, target->selector, "%s: %s",
			    uio_node_path(target->device, path),
			    uio_strerror(err));
	name = group_name(node.st_gid);
	if (!geteuid()) {
		advice = "the device rules of a container or a security "
			 "module deny access to root";
	} else if ((node.st_mode & 0060) == 0060 && name) {
		snprintf(group, sizeof(group),
			 "run as root or as a member of the group %s", name);
		advice = group;
	}
	owner_text(owner, sizeof(owner), node.st_uid, node.st_gid);
	return fail_advise(err, target->selector, advice,
			   "%s: %s; the node is %s %04o",
			   uio_node_path(target->device, path),
			   uio_strerror(err), owner, node.st_mode & 07777);
}

static int fail_read_only(const struct target *target)
{
	return fail(-EROFS, target->selector,
		    "not written because the shell was started with "
		    "--read-only");
}

int target_open(struct target *target, int access)
{
	char path[UIO_NODE_PATH];
	int status, err;

	if (target->read_only && access != O_RDONLY)
		return fail_read_only(target);
	if (target->opened)
		return 0;
	status = target_watch(target);
	if (status)
		return status;
	err = uio_node_open(target->device, access, &target->node);
	if ((err == -EACCES || err == -EPERM) && !target_is_gone(target))
		return fail_permission(target, err);
	if (err == -UIO_ENOTNODE)
		return fail(err, target->selector,
			    "%s is not the node of uio%u",
			    uio_node_path(target->device, path),
			    target->device->number);
	if (err)
		return fail(err, target->selector, "%s: %s",
			    uio_node_path(target->device, path),
			    uio_strerror(err));
	target->opened = true;
	return 0;
}

/* The advice depends on the region. */
static int fail_map(const struct target *target, int err)
{
	const struct uio_region *region = target->region;
	/* The size that the kernel compares with whole pages includes the offset. */
	uint64_t bytes = err == -UIO_EODDSIZE ? region->size
					      : uio_region_bytes(region);
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	int status;

	if (out) {
		print_region(out, target->device, region);
		fprintf(out, " (%" PRIu64 " %s): ", bytes,
			region->io ? "ports" : "bytes");
		if (region->kind == UIO_BAR && is_errno(err))
			fprintf(out, "%s/resource%u: ",
				uio_device_parent(target->device),
				region->index);
		else if (region->kind == UIO_PORT && is_errno(err) &&
			 err != -EPERM)
			fputs("/dev/port: ", out);
		fputs(uio_strerror(err), out);
		if (err == -UIO_EDECODE)
			fprintf(out,
				": `setpci -s %s COMMAND=%d:%d' turns it on",
				uio_device_address(target->device),
				region->io ? 1 : 2, region->io ? 1 : 2);
		else if (err == -UIO_EPORT)
			fprintf(out, ", but %s at 0x%" PRIx64,
				region->port_type, region->addr);
		fclose(out);
	}
	status = target_fail(target, err, "%s", text ? text : "");
	free(text);
	return status;
}

int target_map(struct target *target, uint64_t bytes, bool writable)
{
	int status, err;

	if (target->read_only && writable)
		return fail_read_only(target);
	/* The card may have stopped decoding a BAR since it was mapped. */
	if (target->mapped && target->writable >= writable &&
	    uio_map_needs_node(target->region))
		return target_watch(target);
	status = uio_map_needs_node(target->region) && !target->opened
			 ? target_open(target, writable ? O_RDWR : O_RDONLY)
			 : target_watch(target);
	if (status)
		return status;
	err = uio_map_check(target->device, target->region);
	if (err)
		return fail_map(target, err);
	if (target->mapped)
		return writable && !target->writable
			       ? fail(-EACCES, target->selector,
				      "the device is open for reading only")
			       : 0;
	err = uio_map(target->device, &target->node, target->region,
		      target->held ? UIO_MAP_ALL : bytes, writable,
		      &target->mapping);
	if (err)
		return fail_map(target, err);
	target->mapped = true;
	target->writable = writable;
	return 0;
}

int target_fail_irq(const struct target *target, bool intx, const char *advice,
		    int err)
{
	if (err <= -UIO_EDRIVER && !target_is_gone(target))
		return fail_advise(err, target->selector, advice,
				   "the driver refused: irqcontrol failed "
				   "with '%s'",
				   uio_strerror(err));
	if (err == -UIO_EGONE)
		intx = false;
	if (intx && is_errno(err))
		return target_fail(target, err, "INTx disable: %s/config: %s",
				   uio_device_parent(target->device),
				   uio_strerror(err));
	return target_fail(target, err, "%s%s", intx ? "INTx disable: " : "",
			   uio_strerror(err));
}

int target_count(struct target *target)
{
	int err;

	if (target->counted)
		return 0;
	err = uio_irq_count(target->device, &target->node, &target->events);
	if (err == -UIO_ENOIRQ || err == -UIO_EGONE)
		return fail(err, target->selector, "%s", uio_strerror(err));
	if (err)
		return fail_attr(target, "event", err);
	target->counted = true;
	return 0;
}

int target_sleep(const struct target *target, uint64_t until)
{
	bool gone = false;

	for (uint64_t now = clock_now();
	     now < until && !stop_requested() && !gone; now = clock_now()) {
		struct timespec end = clock_timespec(
			until - now < TARGET_LOOK_NS ? until
						     : now + TARGET_LOOK_NS);

		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL);
		gone = target_is_gone(target);
	}
	if (!stop_requested() && !gone)
		return 0;
	return fail(stop_requested() ? -EINTR : -UIO_EGONE, target->selector,
		    "%s", uio_strerror(stop_requested() ? -EINTR : -UIO_EGONE));
}

void target_forget_regs(struct target *target)
{
	regs_free(target->regs);
	free(target->regs_name);
	target->regs = NULL;
	target->regs_name = NULL;
}

void target_close(struct target *target)
{
	if (target->mapped)
		uio_unmap(&target->mapping);
	if (target->watched)
		uio_node_close(&target->node);
	if (target->regs)
		target_forget_regs(target);
	uio_device_list_free(&target->found);
	*target = (struct target){ 0 };
}
