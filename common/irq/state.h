/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The state of a device's interrupt, read without opening the node, which may
 * power the device up, and without changing anything.
 */
#ifndef UIO_IRQ_STATE_H
#define UIO_IRQ_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "lines.h"
#include "mask.h"

/**
 * struct irq_state - the interrupt of a device
 * @present: the device has an interrupt
 * @way: how it is masked; IRQ_MASK_AUTO if only a write would show it
 * @masks_itself: the driver masks the interrupt each time it occurs
 * @pci: the parent is on the PCI bus; otherwise the next three are unset
 * @intx_disabled: INTx disable is set in the command register
 * @intx_asserted: the interrupt bit of the status register is set, even if INTx
 *                 disable keeps the interrupt off the line
 * @msi: MSI or MSI-X is in use, and INTx is not
 * @count: the event count, modulo 2^32
 * @lines: @line_count lines, which belong to @table
 * @unread: after an error, the file that could not be read
 */
struct irq_state {
	enum irq_answer present;
	enum irq_mask_way way;
	enum irq_answer masks_itself;
	bool pci;
	bool intx_disabled;
	bool intx_asserted;
	bool msi;
	uint32_t count;
	struct irq_table table;
	struct irq_line *lines;
	int line_count;
	const char *unread;
};

/**
 * irq_state_read() - read the state of a device's interrupt
 * @state: free with irq_state_free(), on success only
 *
 * Returns 0, -UIO_EGONE if a PCI card does not answer, or a negative errno.
 */
int irq_state_read(struct irq_state *state, const struct uio_device *device);
void irq_state_free(struct irq_state *state);

#endif
