/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facts for columns beyond struct uio_device, which are read when they are
 * first used.
 */
#ifndef UIO_CMD_LSUIO_FACTS_H
#define UIO_CMD_LSUIO_FACTS_H

#include <stdbool.h>

#include "common/access/map-test.h"
#include "common/device/holders.h"
#include "common/device/udev.h"
#include "common/irq/lines.h"

/**
 * struct facts - the facts read so far, and how to print them
 * @bytes: print sizes in bytes
 * @failed: memory was short, so some values are missing
 * @irqs, @holders, @udev, @map_test: use the functions below
 */
struct facts {
	bool bytes;
	bool failed;
	bool irqs_read;
	struct irq_table irqs;
	bool holders_read;
	struct holders holders;
	struct uio_udev udev;
	struct map_test map_test;
};

/**
 * facts_irqs(), facts_holders(), facts_udev() - facts that are the same for all
 * devices
 *
 * Facts that cannot be read are empty.
 */
const struct irq_table *facts_irqs(struct facts *facts);
const struct holders *facts_holders(struct facts *facts);
const struct uio_udev *facts_udev(struct facts *facts);

/**
 * facts_text() - format a text, allocated; NULL if memory is short
 */
__attribute__((format(printf, 2, 3))) char *facts_text(struct facts *facts,
						       const char *fmt, ...);

/**
 * facts_append() - append a value to a list, separated by a blank
 * @list: an allocated text, or NULL before the first value
 * @value: allocated, and taken over
 */
void facts_append(struct facts *facts, char **list, char *value);

/**
 * facts_end() - free the facts, and close the files that were opened
 */
void facts_end(struct facts *facts);

#endif
