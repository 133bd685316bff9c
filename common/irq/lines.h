/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The interrupt lines of a device. The device's files in sysfs do not show
 * them: the UIO core requests the line under the UIO name (drivers/uio/uio.c),
 * and /proc/interrupts shows that name (kernel/irq/proc.c).
 */
#ifndef UIO_IRQ_LINES_H
#define UIO_IRQ_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/device/device.h"

/**
 * struct irq_line - one numbered line of /proc/interrupts
 * @irq: the kernel's number of the line
 * @count: interrupts since boot, of all CPUs that are online, and of all
 *         devices that share the line
 * @text: the line itself, without the blanks before it and the newline
 * @actions: the end of @text: the names under which it was requested, separated
 *           by ", "; "" if it has no handler; since Linux 7.3 such lines are
 *           not shown
 */
struct irq_line {
	unsigned int irq;
	uint64_t count;
	const char *text;
	const char *actions;
};

/**
 * struct irq_table - a copy of /proc/interrupts
 * @text: the text that the lines point into
 */
struct irq_table {
	char *text;
	struct irq_line *lines;
	size_t count;
};

/**
 * irq_table_read() - read /proc/interrupts
 * @table: the result; free with irq_table_free(), on success only
 *
 * Returns 0 or a negative errno.
 */
int irq_table_read(struct irq_table *table);

/**
 * irq_table_parse() - parse the text of /proc/interrupts
 * @text: an allocated text, which the table takes over, also on failure
 *
 * Lines without a number (NMI, LOC...) are left out.
 *
 * Returns 0 or -ENOMEM.
 */
int irq_table_parse(struct irq_table *table, char *text);

void irq_table_free(struct irq_table *table);

/**
 * irq_table_find() - find the lines of a device
 * @lines: an allocated array, to be freed, of lines that belong to the table,
 *         or NULL
 *
 * A PCI function lists its lines in `irq` and `msi_irqs`, which distinguish it
 * from others with its name. On other buses, devices with the same name get the
 * lines of all of them. Devices of uio_sim have no lines.
 *
 * Returns the number of lines, or -ENOMEM.
 */
int irq_table_find(const struct irq_table *table,
		   const struct uio_device *device, struct irq_line **lines);

#endif
