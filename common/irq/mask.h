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
 * struct irq_driver - what is known of a driver's interrupts (drivers/uio/)
 * @name: of the driver; NULL for every other one
 * @way: how it masks; IRQ_MASK_AUTO where only an irq_mask_set() shows it
 * @masks: whether it masks at each interrupt
 */
struct irq_driver {
	const char *name;
	enum irq_mask_way way;
	enum irq_answer masks;
	enum irq_source source;
};

/**
 * irq_driver() - what is known of the device's driver
 *
 * Returns a constant, never NULL.
 */
const struct irq_driver *irq_driver(const struct uio_device *device);

/**
 * struct irq_mask - how the interrupt of a device is masked
 * @node: opened with O_RDWR
 * @way: as asked for; with IRQ_MASK_AUTO the first irq_mask_set() settles it
 * @config: the parent's configuration space, or the negative error of its
 *          opening
 * @write_err: why it could be opened for reading only, or 0
 * @found: it was read how INTx disable stood at first
 * @disabled: it was set
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
 * irq_mask_open() - get ready to mask; changes nothing
 * @node: opened with O_RDWR
 *
 * uio_pci_generic has no irqcontrol (up to Linux 7.3) but sets INTx disable at
 * each interrupt, so with it IRQ_MASK_AUTO can mean INTx, and with no other
 * driver.
 *
 * Returns 0, -UIO_ENOINTX where INTx is asked for and the parent is not on the
 * PCI bus, -UIO_EGONE or a negative errno. Close with irq_mask_close(), on
 * success only.
 */
int irq_mask_open(struct irq_mask *mask, const struct uio_device *device,
		  const struct uio_node *node, enum irq_mask_way way);

/**
 * irq_mask_set() - mask the interrupt, or let it through
 *
 * INTx disable that is already as wanted is left alone, so that it does no harm if
 * it cannot be written.
 *
 * Returns 0, -UIO_ENOIRQCONTROL if it cannot be masked, or an error as
 * uio_irq_control().
 */
int irq_mask_set(struct irq_mask *mask, bool masked);

/**
 * irq_mask_holds_back() - whether INTx disable keeps an asserted interrupt off
 * the line, which would fire as soon as it is unmasked
 *
 * Of other ways to mask it is not known: false.
 */
bool irq_mask_holds_back(const struct irq_mask *mask);

/**
 * irq_mask_restore() - put INTx disable back to what irq_mask_open() found
 *
 * How irqcontrol stood cannot be known. Does nothing where INTx has no part, or
 * cannot be written, and where the line is asserted and was let through at first.
 *
 * Returns whether it was changed, or a negative error as irq_mask_set().
 */
int irq_mask_restore(struct irq_mask *mask);

void irq_mask_close(struct irq_mask *mask);

#endif
