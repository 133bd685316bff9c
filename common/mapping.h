/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A map of a device in memory. */
#ifndef UIO_MAPPING_H
#define UIO_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "node.h"

/**
 * struct uio_mapping - a mapped region
 * @registers: the first register, the map's offset already added
 * @bytes: reachable from there
 * @pages: what mmap returned
 * @length: what it was asked for, in whole pages
 */
struct uio_mapping {
	volatile void *registers;
	uint64_t bytes;
	void *pages;
	size_t length;
};

/**
 * uio_map() - map a region
 * @node: opened with O_RDWR if @writable
 * @region: of the same device
 *
 * Map N is at file offset N * page size, shared, in whole pages (uio_mmap() in
 * drivers/uio/uio.c).
 *
 * Returns 0, -UIO_EPORT, -UIO_ECLOSED (uio_dmem_genirq shows no address where
 * it has no memory), -UIO_EODDSIZE, -UIO_EGONE or a negative errno.
 */
int uio_map(const struct uio_node *node, const struct uio_region *region,
	    bool writable, struct uio_mapping *mapping);

void uio_unmap(struct uio_mapping *mapping);

#endif
