// SPDX-License-Identifier: GPL-2.0-or-later
#include "mapping.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/device/pci.h"
#include "port.h"

static uint64_t whole_pages(uint64_t bytes)
{
	uint64_t page = sysconf(_SC_PAGESIZE);

	return (bytes + page - 1) & ~(page - 1);
}

/*
 * Maps the pages of a region, from @at in a file, that contain the first @bytes. A
 * region that ends inside a page is mapped completely or, if the kernel refuses
 * that, not at all. So is a region whose driver does not map parts of it. Returns 0,
 * or a negative errno of mmap(2).
 */
static int map_pages(const struct uio_region *region, uint64_t bytes, int fd,
		     off_t at, bool writable, struct uio_mapping *mapping)
{
	int access = PROT_READ | (writable ? PROT_WRITE : 0);
	uint64_t all = whole_pages(region->size), length = all;
	void *pages;

	if (all < region->size || all > SIZE_MAX)
		return -EOVERFLOW;
	if (all == region->size && bytes < uio_region_bytes(region))
		length = whole_pages(region->offset + bytes);
	pages = mmap(NULL, length, access, MAP_SHARED, fd, at);
	if (pages == MAP_FAILED && length < all) {
		length = all;
		pages = mmap(NULL, length, access, MAP_SHARED, fd, at);
	}
	if (pages == MAP_FAILED)
		return -errno;
	*mapping = (struct uio_mapping){
		.way = UIO_WAY_MEMORY,
		.registers = (char *)pages + region->offset,
		.pages = pages,
		.length = length,
	};
	return 0;
}

static int map_node(const struct uio_node *node,
		    const struct uio_region *region, uint64_t bytes,
		    bool writable, struct uio_mapping *mapping)
{
	uint64_t page = sysconf(_SC_PAGESIZE);
	int err;

	if (region->addr == UINT64_MAX)
		return -UIO_ECLOSED;
	err = map_pages(region, bytes, node->fd, region->index * page, writable,
			mapping);
	if (!err)
		return 0;
	if (uio_node_gone(node))
		return -UIO_EGONE;
	if (err == -EINVAL && region->size % page)
		return -UIO_EODDSIZE;
	if (err == -ENODEV && region->addr % page)
		return -UIO_EPAGESTART;
	return err;
}

/* Memory is mapped; I/O ports are read and written through the open file. */
static int map_bar(const struct uio_device *device,
		   const struct uio_region *region, uint64_t bytes,
		   bool writable, struct uio_mapping *mapping)
{
	char file[16];
	int fd, err;

	sprintf(file, "resource%u", region->index % 10);
	fd = pci_open_file(device, file, writable ? O_RDWR : O_RDONLY);
	if (fd < 0)
		return fd;
	if (region->io) {
		*mapping =
			(struct uio_mapping){ .way = UIO_WAY_FILE, .fd = fd };
		return 0;
	}
	err = map_pages(region, bytes, fd, 0, writable, mapping);
	close(fd);
	/*
	 * pci_mmap_resource() returns EINVAL if a driver has claimed the first
	 * page exclusively, and EPERM if the kernel is locked down.
	 */
	if (err == -EINVAL)
		return -UIO_EEXCLUSIVE;
	return err == -EPERM ? -UIO_ELOCKDOWN : err;
}

static int map_ports(const struct uio_region *region, bool writable,
		     struct uio_mapping *mapping)
{
	int err, fd;

	if (strcmp(region->port_type, "port_x86"))
		return -UIO_EPORT;
	err = port_open(region->addr, region->size);
	if (err == -ENOSYS) {
		fd = open("/dev/port",
			  (writable ? O_RDWR : O_RDONLY) | O_CLOEXEC);
		if (fd < 0)
			return -errno;
		*mapping = (struct uio_mapping){
			.way = UIO_WAY_BYTES,
			.fd = fd,
			.base = region->addr,
		};
		return 0;
	}
	/*
	 * Root lacks a permission only if it was taken away from all processes.
	 */
	if (err == -EPERM && !geteuid())
		return -UIO_ELOCKDOWN;
	if (err)
		return err;
	*mapping = (struct uio_mapping){
		.way = UIO_WAY_PORTS,
		.length = region->size,
		.base = region->addr,
	};
	return 0;
}

int uio_map(const struct uio_device *device, const struct uio_node *node,
	    const struct uio_region *region, uint64_t bytes, bool writable,
	    struct uio_mapping *mapping)
{
	if (region->trouble)
		return region->trouble->err;
	switch (region->kind) {
	case UIO_BAR:
		return map_bar(device, region, bytes, writable, mapping);
	case UIO_PORT:
		return map_ports(region, writable, mapping);
	default:
		return map_node(node, region, bytes, writable, mapping);
	}
}

int uio_map_check(const struct uio_device *device,
		  const struct uio_region *region)
{
	return region->kind == UIO_BAR ? pci_check_bar(device, region) : 0;
}

void uio_unmap(struct uio_mapping *mapping)
{
	switch (mapping->way) {
	case UIO_WAY_MEMORY:
		munmap(mapping->pages, mapping->length);
		break;
	case UIO_WAY_FILE:
	case UIO_WAY_BYTES:
		close(mapping->fd);
		break;
	case UIO_WAY_PORTS:
		port_close(mapping->base, mapping->length);
		break;
	}
}
