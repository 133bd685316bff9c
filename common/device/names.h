/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of a device, for searches of files about its kind. */
#ifndef UIO_DEVICE_NAMES_H
#define UIO_DEVICE_NAMES_H

#include <stdbool.h>

#include "device.h"

/**
 * uio_device_other_name() - the UIO name that another kernel gives the device
 *
 * uio_pdrv_genirq names a device as its node in the device tree: without the
 * unit address (dma) up to Linux 6.9, with it (dma@60020000) later. The unit
 * address is the node's own or, where sysfs has no node, that in the name of the
 * parent (60020000.dma).
 *
 * Returns an allocated name, NULL where there is no other.
 */
char *uio_device_other_name(const struct uio_device *device);

/**
 * uio_device_is_named() - whether one of both names matches
 * @pattern: as fnmatch(3) takes it
 * @exact: it is a name instead
 */
bool uio_device_is_named(const struct uio_device *device, const char *pattern,
			 bool exact);

/**
 * struct uio_names - names of a device, each found when it is asked for
 * @device: NULL for names that are all there
 * @names: those that were found; free with uio_names_free()
 * @failed: memory was short
 */
struct uio_names {
	const struct uio_device *device;
	char **names;
	int count;
	unsigned int kinds;
	bool failed;
};

/**
 * uio_name_at() - a name by its number from 0, the most telling first
 *
 * These are its UIO name and that of other kernels, `pci:VVVV:DDDD` where its
 * parent is a PCI function, the name of its parent where that is on the platform
 * bus, the `compatible` strings of its device-tree node, and its driver.
 *
 * Returns NULL after the last.
 */
const char *uio_name_at(struct uio_names *names, int index);

void uio_names_free(struct uio_names *names);

/**
 * uio_device_compatible() - the `compatible` strings alone
 * @names: an allocated array that ends with NULL, or NULL for none;
 *         free with names_free() and the number returned
 *
 * Returns how many there are, or -ENOMEM.
 */
int uio_device_compatible(const struct uio_device *device, char ***names);

#endif
