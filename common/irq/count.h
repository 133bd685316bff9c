/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The event count of a device, and its driver's irqcontrol (uio_read() and
 * uio_write() in drivers/uio/uio.c).
 */
#ifndef UIO_IRQ_COUNT_H
#define UIO_IRQ_COUNT_H

#include <stdint.h>

#include "common/access/node.h"

/**
 * uio_irq_events() - read the count from sysfs, which needs no open node
 *
 * Returns 0 or a negative errno.
 */
int uio_irq_events(const struct uio_device *device, uint32_t *count);

/**
 * uio_irq_count() - the count at which waiting on this node begins
 *
 * A node delivers only events that come after its open. Call this once, before
 * the first uio_irq_read(), which consumes the events in between.
 *
 * Returns 0, -UIO_ENOIRQ, -UIO_EGONE or a negative errno.
 */
int uio_irq_count(const struct uio_device *device, const struct uio_node *node,
		  uint32_t *count);

/**
 * uio_irq_read() - read the count, if it has changed since the last read
 * @count: differences must be taken modulo 2^32
 *
 * Blocks only if O_NONBLOCK was cleared for the node.
 *
 * Returns 0, -EAGAIN, -EINTR after a signal, -UIO_ENOIRQ, -UIO_EGONE or a
 * negative errno.
 */
int uio_irq_read(const struct uio_node *node, uint32_t *count);

/**
 * uio_irq_control() - pass a value to the driver's irqcontrol
 *
 * Returns 0, -EACCES if the node is open for reading only, -UIO_ENOIRQCONTROL,
 * -UIO_ENOIRQ, -UIO_EGONE, -UIO_EREFUSED if the driver returns EINVAL, or
 * -(UIO_EDRIVER + errno) for another error of the driver.
 */
int uio_irq_control(const struct uio_node *node, int32_t value);

#endif
