// SPDX-License-Identifier: GPL-2.0-or-later
#include "count.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/device/sysfs.h"

int uio_irq_read(const struct uio_node *node, uint32_t *count)
{
	ssize_t len = read(node->fd, count, sizeof(*count));
	int err = errno;

	if (len >= 0)
		return len == sizeof(*count) ? 0 : -EPROTO;
	if (err == EAGAIN || err == EINTR)
		return -err;
	/* The UIO core returns EIO for "no interrupt" and for "unregistered". */
	if (uio_node_gone(node))
		return -UIO_EGONE;
	return err == EIO ? -UIO_ENOIRQ : -err;
}

int uio_irq_events(const struct uio_device *device, uint32_t *count)
{
	char path[40];
	uint64_t events;
	int err;

	sprintf(path, "/sys/class/uio/uio%u/event", device->number);
	err = attr_number_at(AT_FDCWD, path, &events);
	if (!err)
		*count = events;
	return err;
}

/*
 * sysfs is read first: if the node has no new event afterwards, none came between
 * its open and that read; if it has one, the node itself gives the count.
 */
int uio_irq_count(const struct uio_device *device, const struct uio_node *node,
		  uint32_t *count)
{
	uint32_t events;
	int err = uio_irq_events(device, &events);

	if (err)
		return uio_node_gone(node) ? -UIO_EGONE : err;
	err = uio_irq_read(node, count);
	if (err == -EAGAIN) {
		*count = events;
		err = 0;
	}
	return err;
}

int uio_irq_control(const struct uio_node *node, int32_t value)
{
	struct pollfd fd = { .fd = node->fd };
	ssize_t len = write(node->fd, &value, sizeof(value));
	int err = errno;

	if (len >= 0)
		return len == sizeof(value) ? 0 : -EPROTO;
	if (err == EBADF)
		return -EACCES;
	if (uio_node_gone(node))
		return -UIO_EGONE;
	if (err == ENOSYS)
		return -UIO_ENOIRQCONTROL;
	if (err == EINVAL)
		return -UIO_EREFUSED;
	/*
	 * The EIO may be the core's or the driver's own; poll() distinguishes
	 * them without consuming an event.
	 */
	if (err == EIO && poll(&fd, 1, 0) > 0 &&
	    fd.revents & (POLLERR | POLLHUP))
		return -UIO_ENOIRQ;
	return -(UIO_EDRIVER + err);
}
