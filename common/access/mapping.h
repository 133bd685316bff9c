/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A region of a device, mapped for access_read() and access_write(). */
#ifndef UIO_ACCESS_MAPPING_H
#define UIO_ACCESS_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "node.h"

/**
 * enum uio_way - how the registers of a region are reached
 * @UIO_WAY_MEMORY: by loads and stores
 * @UIO_WAY_FILE: by pread(2) and pwrite(2) of exactly a register
 * @UIO_WAY_BYTES: the same, where the kernel would take more than one byte
 *                 for as many accesses: /dev/port
 * @UIO_WAY_PORTS: by the CPU's instructions for I/O ports
 */
enum uio_way {
	UIO_WAY_MEMORY,
	UIO_WAY_FILE,
	UIO_WAY_BYTES,
	UIO_WAY_PORTS,
};

/**
 * struct uio_mapping - a region within reach
 * @way: which of the members below are in use
 * @registers: memory: the first register, the region's offset already added
 * @pages: memory: what mmap returned
 * @length: memory: what it was asked for, in whole pages; ports: how many
 * @fd: files: the open file
 * @base: files: where in it the first register is; ports: the first one
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
 * uio_map() - bring a region within reach
 * @device: the one @node was opened for
 * @region: of the same device
 * @writable: not for reading alone
 *
 * Map N is at file offset N * page size of the node, which was opened with
 * O_RDWR if @writable: shared, in whole pages (uio_mmap() in
 * drivers/uio/uio.c). Other regions do not use the node. BARs are left to
 * bar_map(); x86 ports to ioperm(2), and where the kernel has none to
 * /dev/port.
 *
 * Returns 0, -UIO_EPORT, -UIO_ECLOSED (uio_dmem_genirq shows no address where
 * it has no memory), -UIO_EODDSIZE, -UIO_EPAGESTART (physical and DMA memory),
 * -UIO_EEXCLUSIVE, -UIO_ELOCKDOWN, -UIO_EGONE or a negative errno.
 */
int uio_map(const struct uio_device *device, const struct uio_node *node,
	    const struct uio_region *region, bool writable,
	    struct uio_mapping *mapping);

/**
 * uio_map_needs_node() - whether uio_map() takes the region from the node
 */
static inline bool uio_map_needs_node(const struct uio_region *region)
{
	return region->kind == UIO_MAP;
}

/**
 * uio_map_check() - whether accesses to the region would reach the device now
 *
 * To be asked again before each command on a region that is held.
 *
 * Returns 0 or an error of pci_check_bar().
 */
int uio_map_check(const struct uio_device *device,
		  const struct uio_region *region);

void uio_unmap(struct uio_mapping *mapping);

#endif
