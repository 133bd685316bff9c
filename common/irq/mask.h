/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Masking and unmasking the interrupt of a device. Unmasking it for the next
 * interrupt is called arming.
 */
#ifndef UIO_IRQ_MASK_H
#define UIO_IRQ_MASK_H

#include <stdbool.h>

#include "common/access/node.h"

/* The mechanism that masks the interrupt. */
enum irq_mask_way {
	IRQ_MASK_AUTO,	     /* the first of the following that is available */
	IRQ_MASK_IRQCONTROL, /* the driver's irqcontrol: 1 arms, 0 masks */
	IRQ_MASK_INTX,	     /* INTx disable in the PCI command register */
	IRQ_MASK_NONE,	     /* none */
};

enum irq_answer {
	IRQ_UNKNOWN,
	IRQ_NO,
	IRQ_YES,
};

/* The source of a driver's interrupts. */
enum irq_source {
	IRQ_SOURCE_UNKNOWN,
	IRQ_SOURCE_LINE, /* a line that the UIO core requests, if there is one */
	IRQ_SOURCE_OWN,	 /* always another source, without such a line */
};

/**
 * struct irq_driver - properties of a driver's interrupts (drivers/uio/)
 * @name: name of the driver; NULL for all others
 * @way: how it masks; IRQ_MASK_AUTO if only irq_mask_set() can find it out
 * @masks: whether it masks at each interrupt
 */
struct irq_driver {
	const char *name;
	enum irq_mask_way way;
	enum irq_answer masks;
	enum irq_source source;
};

/**
 * irq_driver() - the properties of the device's driver
 *
 * Returns a constant, never NULL.
 */
const struct irq_driver *irq_driver(const struct uio_device *device);

/**
 * struct irq_mask - how the interrupt of a device is masked
 * @node: opened with O_RDWR
 * @way: as requested; IRQ_MASK_AUTO is replaced by the first irq_mask_set()
 * @config: the parent's configuration space, or the negative error of its
 *          opening
 * @write_err: why it could be opened for reading only, or 0
 * @found: the first state of INTx disable was read
 * @disabled: INTx disable was set in that state
 */
struct irq_mask {
	const struct uio_node *node;
	enum irq_mask_way way;
	int config;
	int write_err;
	bool found;
	bool disabled;
};

/**
 * irq_mask_open() - prepare to mask, without changing anything
 * @node: opened with O_RDWR
 *
 * IRQ_MASK_AUTO means INTx only with uio_pci_generic, which has no irqcontrol
 * (up to Linux 7.3) but sets INTx disable at each interrupt.
 *
 * Returns 0, -UIO_ENOINTX if INTx was requested and the parent is not on the
 * PCI bus, -UIO_EGONE or a negative errno. Close with irq_mask_close(), on
 * success only.
 */
int irq_mask_open(struct irq_mask *mask, const struct uio_device *device,
		  const struct uio_node *node, enum irq_mask_way way);

/**
 * irq_mask_set() - mask or unmask the interrupt
 *
 * INTx disable is not written if it already has the right value, so a lack of
 * permission does no harm then.
 *
 * Returns 0, -UIO_ENOIRQCONTROL if it cannot be masked, or an error of
 * uio_irq_control().
 */
int irq_mask_set(struct irq_mask *mask, bool masked);

/**
 * irq_mask_holds_back() - whether INTx disable keeps an asserted interrupt off
 * the line, so that unmasking would raise it at once
 *
 * For other ways to mask this is not known, and the answer is false.
 */
bool irq_mask_holds_back(const struct irq_mask *mask);

/**
 * irq_mask_restore() - restore INTx disable to the state that irq_mask_open()
 * found
 *
 * The first state of irqcontrol is not known, so it is not restored. Nothing is
 * done either if INTx disable is not used or cannot be written, or if the line
 * is asserted and was unmasked at first; but if the driver is gone, INTx disable
 * is set then.
 *
 * Returns whether it was changed, or a negative error of irq_mask_set().
 */
int irq_mask_restore(struct irq_mask *mask);

void irq_mask_close(struct irq_mask *mask);

#endif
