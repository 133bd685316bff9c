// SPDX-License-Identifier: GPL-2.0-or-later
#include "mapping.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "error.h"

static int mmap_error(const struct uio_node *node,
		      const struct uio_region *region, uint64_t page, int err)
{
	if (uio_node_gone(node))
		return -UIO_EGONE;
	if (err == EINVAL && region->size % page)
		return -UIO_EODDSIZE;
	return -err;
}

int uio_map(const struct uio_node *node, const struct uio_region *region,
	    bool writable, struct uio_mapping *mapping)
{
	uint64_t page = sysconf(_SC_PAGESIZE);
	uint64_t length = (region->size + page - 1) & ~(page - 1);
	void *pages;

	if (region->kind == UIO_PORT)
		return -UIO_EPORT;
	if (region->addr == UINT64_MAX)
		return -UIO_ECLOSED;
	if (length < region->size || length > SIZE_MAX)
		return -EOVERFLOW;
	pages = mmap(NULL, length, PROT_READ | (writable ? PROT_WRITE : 0),
		     MAP_SHARED, node->fd, region->index * page);
	if (pages == MAP_FAILED)
		return mmap_error(node, region, page, errno);
	*mapping = (struct uio_mapping){
		.registers = (char *)pages + region->offset,
		.bytes = uio_region_bytes(region),
		.pages = pages,
		.length = length,
	};
	return 0;
}

void uio_unmap(struct uio_mapping *mapping)
{
	munmap(mapping->pages, mapping->length);
}
