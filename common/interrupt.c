// SPDX-License-Identifier: GPL-2.0-or-later
#include "interrupt.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "error.h"
#include "sysfs.h"

/* The core answers EIO for "no interrupt" and for "unregistered" alike. */
static int io_error(const struct uio_node *node, int err)
{
	if (err != EIO && err != EINVAL)
		return -err;
	if (uio_node_gone(node))
		return -UIO_EGONE;
	return err == EIO ? -UIO_ENOIRQ : -err;
}

static int read_count(const struct uio_node *node, uint32_t *count)
{
	ssize_t len = read(node->fd, count, sizeof(*count));

	if (len < 0)
		return io_error(node, errno);
	return len == sizeof(*count) ? 0 : -EPROTO;
}

/*
 * sysfs first: if the node then has nothing new, no event came between its
 * open and that read of sysfs, and if it has, it tells the count itself.
 */
int uio_irq_count(const struct uio_device *device, const struct uio_node *node,
		  uint32_t *count)
{
	char *path = attr_path("/sys/class/uio/uio%u/event", device->number);
	uint64_t events;
	int err;

	err = path ? attr_read_u64(path, &events) : -ENOMEM;
	free(path);
	if (err)
		return uio_node_gone(node) ? -UIO_EGONE : err;
	err = read_count(node, count);
	if (err == -EAGAIN) {
		*count = events;
		err = 0;
	}
	return err;
}

static struct timespec *time_left(uint64_t deadline, struct timespec *left)
{
	uint64_t now = clock_now();
	uint64_t ns = deadline > now ? deadline - now : 0;

	if (deadline == CLOCK_NEVER)
		return NULL;
	left->tv_sec = ns / 1000000000;
	left->tv_nsec = ns % 1000000000;
	return left;
}

/*
 * poll reports a device without interrupt, or without driver, as readable and
 * failed at once: the non-blocking read says what it is.
 */
int uio_irq_wait(const struct uio_node *node, uint64_t deadline,
		 uint32_t *count)
{
	struct pollfd fd = { .fd = node->fd, .events = POLLIN };
	struct timespec left;

	for (;;) {
		int err = read_count(node, count);

		if (err != -EAGAIN)
			return err;
		switch (ppoll(&fd, 1, time_left(deadline, &left), NULL)) {
		case -1:
			return -errno;
		case 0:
			return -UIO_ETIMEOUT;
		}
	}
}

int uio_irq_control(const struct uio_node *node, int32_t value)
{
	ssize_t len = write(node->fd, &value, sizeof(value));

	if (len < 0 && errno == ENOSYS)
		return -UIO_ENOIRQCONTROL;
	if (len < 0)
		return io_error(node, errno);
	return len == sizeof(value) ? 0 : -EPROTO;
}

/* PCI configuration space: the command register and its INTx disable bit. */
#define PCI_COMMAND		 4
#define PCI_COMMAND_INTX_DISABLE 0x400

static int intx_enable(const struct uio_device *device, bool enable)
{
	char *path = attr_path("%s/config", device->parent);
	uint16_t disable = htole16(PCI_COMMAND_INTX_DISABLE), command, wanted;
	int fd, err = 0;

	fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	free(path);
	if (fd < 0)
		return -errno;
	if (pread(fd, &command, 2, PCI_COMMAND) != 2) {
		err = -EIO;
		goto out;
	}
	wanted = enable ? command & ~disable : command | disable;
	if (wanted != command && pwrite(fd, &wanted, 2, PCI_COMMAND) != 2)
		err = -EIO;
out:
	close(fd);
	return err;
}

int uio_irq_enable(const struct uio_device *device, const struct uio_node *node,
		   bool enable, enum uio_mask_way *way)
{
	int err = uio_irq_control(node, enable);

	*way = UIO_MASK_IRQCONTROL;
	if (err != -UIO_ENOIRQCONTROL)
		return err;
	*way = UIO_MASK_NONE;
	if (!device->driver || strcmp(device->driver, "uio_pci_generic"))
		return err;
	*way = UIO_MASK_INTX;
	return intx_enable(device, enable);
}
