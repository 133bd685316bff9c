/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef UIO_ACCESS_BAR_H
#define UIO_ACCESS_BAR_H

#include "mapping.h"

/**
 * bar_map() - make a BAR accessible
 *
 * Memory is mapped, which the kernel does in whole pages. I/O ports are read
 * and written through the open file `resourceN`.
 *
 * Returns 0, -UIO_EEXCLUSIVE, -UIO_ELOCKDOWN or a negative errno.
 */
int bar_map(const struct uio_device *device, const struct uio_region *region,
	    bool writable, struct uio_mapping *mapping);

#endif
