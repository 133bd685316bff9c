/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A region of a device, made accessible for access_read() and access_write().
 */
#ifndef UIO_ACCESS_MAPPING_H
#define UIO_ACCESS_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "node.h"

/**
 * enum uio_way - how the registers of a region are accessed
 * @UIO_WAY_MEMORY: by loads and stores
 * @UIO_WAY_FILE: by pread(2) and pwrite(2) of exactly one register
 * @UIO_WAY_BYTES: the same for single bytes only, because the kernel would
 *                 split a wider access: /dev/port
 * @UIO_WAY_PORTS: by the CPU's instructions for I/O ports
 */
enum uio_way {
	UIO_WAY_MEMORY,
	UIO_WAY_FILE,
	UIO_WAY_BYTES,
	UIO_WAY_PORTS,
};

/**
 * struct uio_mapping - a region that is accessible
 * @way: determines which of the following members are in use
 * @registers: memory: the first register; the region's offset is already added
 * @pages: memory: the address that mmap() returned
 * @length: memory: the mapped length, in whole pages; ports: the number of
 *          ports
 * @fd: files: the open file
 * @base: files: the position of the first register in the file; ports: the
 *        first port
 */
struct uio_mapping {
	enum uio_way way;
	volatile void *registers;
	void *pages;
	size_t length;
	int fd;
	uint64_t base;
};

/**
 * uio_map() - make a region accessible
 * @device: the device that @node was opened for
 * @region: a region of the same device
 * @bytes: how many of its bytes, from the first register on, will be accessed; or
 *         UIO_MAP_ALL. The kernel sets up each page of a mapping at once, which
 *         takes milliseconds where a BAR has hundreds of megabytes
 * @writable: map for writing too
 *
 * Map N is at file offset N * page size of the node, which was opened with
 * O_RDWR if @writable. It is mapped shared, in whole pages (uio_mmap() in
 * drivers/uio/uio.c). Other regions do not use the node: BARs are the
 * files `resourceN' of the parent, and x86 ports need ioperm(2), or /dev/port if
 * the kernel lacks it.
 *
 * Returns 0, -UIO_EPORT, -UIO_ECLOSED (uio_dmem_genirq shows no address if it
 * has no memory), -UIO_EODDSIZE, -UIO_EPAGESTART (physical and DMA memory),
 * -UIO_EEXCLUSIVE, -UIO_ELOCKDOWN, -UIO_EGONE or a negative errno.
 */
#define UIO_MAP_ALL UINT64_MAX
int uio_map(const struct uio_device *device, const struct uio_node *node,
	    const struct uio_region *region, uint64_t bytes, bool writable,
	    struct uio_mapping *mapping);

/**
 * uio_map_needs_node() - whether uio_map() maps the region through the node
 */
static inline bool uio_map_needs_node(const struct uio_region *region)
{
	return region->kind == UIO_MAP;
}

/**
 * uio_map_check() - whether accesses to the region would reach the device now
 *
 * Call it before each command on a region that stays mapped.
 *
 * Returns 0 or an error of pci_check_bar().
 */
int uio_map_check(const struct uio_device *device,
		  const struct uio_region *region);

void uio_unmap(struct uio_mapping *mapping);

#endif
