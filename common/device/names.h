/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of a device, by which files about its kind are searched for. */
#ifndef UIO_DEVICE_NAMES_H
#define UIO_DEVICE_NAMES_H

#include <stdbool.h>

#include "device.h"
#include "sysfs.h"

/**
 * uio_device_other_name() - the UIO name that another kernel gives the device
 *
 * uio_pdrv_genirq names a device after its node in the device tree: up to Linux
 * 6.9 without the unit address (dma), later with it (dma@60020000). The unit
 * address is that of the node or, if sysfs shows no node, that in the name of
 * the parent (60020000.dma).
 *
 * Returns an allocated name, or NULL if there is no other.
 */
char *uio_device_other_name(const struct uio_device *device);

/**
 * uio_device_is_named() - whether one of the device's two names matches
 * @pattern: a pattern of fnmatch(3)
 * @exact: @pattern is a name instead
 */
bool uio_device_is_named(const struct uio_device *device, const char *pattern,
			 bool exact);

/**
 * struct uio_names - the names of a device, each found when it is asked for
 * @device: NULL if all names are already present
 * @names: the @count names that were found; free with names_free()
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
 * uio_name_at() - a name by its number from 0, the most specific first
 *
 * The names are the UIO name and that of other kernels, `pci:VVVV:DDDD` if the
 * parent is a PCI function, the name of the parent if it is on the platform
 * bus, the `compatible` strings of its device-tree node, and its driver.
 *
 * Returns NULL after the last.
 */
const char *uio_name_at(struct uio_names *names, int index);

/**
 * uio_device_compatible() - the `compatible` strings alone
 * @names: an allocated array that ends with NULL, or NULL if there are none;
 *         free with names_free() and the number returned
 *
 * Returns the number of strings, or -ENOMEM.
 */
int uio_device_compatible(const struct uio_device *device, char ***names);

#endif
