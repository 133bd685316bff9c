/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ring of interrupt timestamps that some drivers export (kmod/uio_stamps.h). */
#ifndef UIO_IRQ_STAMPS_H
#define UIO_IRQ_STAMPS_H

#include <stddef.h>
#include <stdint.h>

#include "common/access/mapping.h"
#include "kmod/uio_stamps.h"

/**
 * struct stamps - a ring that is mapped
 */
struct stamps {
	struct uio_mapping mapping;
};

/**
 * stamps_open() - map the region that contains a ring
 * @node: the open node
 *
 * All pages are accessed here, so that stamps_get() can read them after the device
 * was removed.
 *
 * Returns 0, -UIO_ENOSTAMPS if the region contains no ring, or an error of
 * uio_map(). Free with stamps_close(), on success only.
 */
int stamps_open(struct stamps *stamps, const struct uio_device *device,
		const struct uio_node *node, const struct uio_region *region);

/**
 * stamps_get() - the timestamps of interrupts, by their counts
 * @count: the count of the last interrupt
 * @wanted: number of interrupts, up to and including that one
 * @found: room for UIO_STAMPS_ENTRIES; filled in the order of the counts
 *
 * @copied: number of timestamps, which are the last ones of those wanted
 *
 * Returns 0 or -UIO_EBUS.
 */
int stamps_get(const struct stamps *stamps, uint32_t count, uint32_t wanted,
	       struct uio_stamp *found, size_t *copied);

void stamps_close(struct stamps *stamps);

#endif
