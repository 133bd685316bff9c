/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Interrupts of a device: counting, waiting, masking (uio_read(), uio_poll()
 * and uio_write() in drivers/uio/uio.c).
 */
#ifndef UIO_INTERRUPT_H
#define UIO_INTERRUPT_H

#include <stdbool.h>
#include <stdint.h>

#include "node.h"

/* The way a device's interrupt is masked. */
enum uio_mask_way {
	UIO_MASK_NONE,	     /* not at all */
	UIO_MASK_IRQCONTROL, /* the driver's irqcontrol */
	UIO_MASK_INTX,	     /* INTx disable in the PCI command register */
};

/**
 * uio_irq_count() - the count from which this node's waits go on
 *
 * A new node delivers what comes after its open only. Call this once before
 * the first uio_irq_wait(), which takes away what came in between.
 *
 * Returns 0, -UIO_ENOIRQ, -UIO_EGONE or a negative errno.
 */
int uio_irq_count(const struct uio_device *device, const struct uio_node *node,
		  uint32_t *count);

/**
 * uio_irq_wait() - wait until the count changes
 * @deadline: a time of CLOCK_MONOTONIC in nanoseconds, from clock_deadline()
 * @count: the new count; differences are to be taken modulo 2^32
 *
 * Returns 0, -UIO_ETIMEOUT, -EINTR after a signal, -UIO_ENOIRQ, -UIO_EGONE or a
 * negative errno.
 */
int uio_irq_wait(const struct uio_node *node, uint64_t deadline,
		 uint32_t *count);

/**
 * uio_irq_control() - hand a value to the driver's irqcontrol
 * @node: opened with O_RDWR
 *
 * Returns 0, -UIO_ENOIRQCONTROL, -UIO_ENOIRQ, -UIO_EGONE or a negative errno,
 * which may be the driver's own.
 */
int uio_irq_control(const struct uio_node *node, int32_t value);

/**
 * uio_irq_enable() - let the interrupt through, or mask it
 * @node: opened with O_RDWR
 * @way: how it was done
 *
 * Tries irqcontrol with 1 or 0. uio_pci_generic has none but sets INTx disable
 * in the PCI command register at each interrupt: there this bit is changed.
 *
 * Returns 0, -UIO_ENOIRQCONTROL where neither exists, or as
 * uio_irq_control().
 */
int uio_irq_enable(const struct uio_device *device, const struct uio_node *node,
		   bool enable, enum uio_mask_way *way);

#endif
