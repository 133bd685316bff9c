// SPDX-License-Identifier: GPL-2.0-or-later
#include "bar.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/device/pci.h"

static int map_memory(const struct uio_region *region, int fd, bool writable,
		      struct uio_mapping *mapping)
{
	uint64_t page = sysconf(_SC_PAGESIZE);
	uint64_t length = (region->size + page - 1) & ~(page - 1);
	void *pages;

	if (length > SIZE_MAX)
		return -EOVERFLOW;
	pages = mmap(NULL, length, PROT_READ | (writable ? PROT_WRITE : 0),
		     MAP_SHARED, fd, 0);
	/*
	 * pci_mmap_resource() returns EINVAL if a driver has claimed the first
	 * page exclusively, and EPERM if the kernel is locked down.
	 */
	if (pages == MAP_FAILED && errno == EINVAL)
		return -UIO_EEXCLUSIVE;
	if (pages == MAP_FAILED)
		return errno == EPERM ? -UIO_ELOCKDOWN : -errno;
	*mapping = (struct uio_mapping){
		.way = UIO_WAY_MEMORY,
		.registers = (char *)pages + region->offset,
		.pages = pages,
		.length = length,
	};
	return 0;
}

int bar_map(const struct uio_device *device, const struct uio_region *region,
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
	err = map_memory(region, fd, writable, mapping);
	close(fd);
	return err;
}
