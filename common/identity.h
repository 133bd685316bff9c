/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a device is called, for who looks up what is known of its kind. */
#ifndef UIO_IDENTITY_H
#define UIO_IDENTITY_H

#include "device.h"

/**
 * uio_device_names() - the names of a device, the most telling first
 * @names: an allocated array that ends with NULL; free with names_free() and
 *         the number returned
 *
 * These are its UIO name, `pci:VVVV:DDDD` where its parent is a PCI function,
 * the name of its parent where that is on the platform bus, the `compatible`
 * strings of its device-tree node, and its driver.
 *
 * Returns how many there are, or -ENOMEM.
 */
int uio_device_names(const struct uio_device *device, char ***names);

/**
 * uio_device_compatible() - the `compatible` strings alone
 * @names: as above, but NULL where there are none
 */
int uio_device_compatible(const struct uio_device *device, char ***names);

#endif
