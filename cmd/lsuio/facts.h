/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facts for columns beyond struct uio_device, which are read when they are
 * first used.
 */
#ifndef UIO_CMD_LSUIO_FACTS_H
#define UIO_CMD_LSUIO_FACTS_H

#include <stdbool.h>

#include "common/access/node.h"
#include "common/device/holders.h"
#include "common/device/udev.h"
#include "common/irq/lines.h"

/**
 * struct facts - the facts read so far, and how to print them
 * @bytes: print sizes in bytes
 * @failed: memory was short, so some values are missing
 * @mapped: the device whose node the map test holds open, or NULL
 * @node_err: the error that kept the node from being opened, or 0
 * @irqs, @holders, @udev: use the functions below
 */
struct facts {
	bool bytes;
	bool failed;
	bool irqs_read;
	struct irq_table irqs;
	bool holders_read;
	struct holders holders;
	struct uio_udev udev;
	const struct uio_device *mapped;
	struct uio_node node;
	int node_err;
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
 * facts_map_test() - open the device for reading and writing, map a map and
 * unmap it
 * @device: must live until the next test, or facts_end()
 * @map: a region of the device, of the kind UIO_MAP
 *
 * No register is accessed, but the driver may act on the open and the close.
 * Consecutive tests of the maps of one device open it only once.
 *
 * Returns 0, or an error of uio_node_open() or uio_map().
 */
int facts_map_test(struct facts *facts, const struct uio_device *device,
		   const struct uio_region *map);

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
