/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lookup of the device and region that DEVICE[:REGION] names. */
#ifndef UIO_DEVICE_LOOKUP_H
#define UIO_DEVICE_LOOKUP_H

#include "device.h"

/**
 * struct uio_match - what a selector names
 * @found: the device, which is held; several devices only if the selector is
 *         ambiguous, then in the order of their bus addresses
 * @length: length of the part that names the device, in bytes
 * @region: the text after the colon, borrowed from the selector, or NULL
 * @at: the map that @ADDRESS named, or the BAR of a resourceN, if one device
 *      was found that way; else NULL
 */
struct uio_match {
	struct uio_device_list found;
	size_t length;
	const char *region;
	const struct uio_region *at;
};

/**
 * uio_lookup() - the devices and the region that a selector names
 * @selector: DEVICE[:REGION], where DEVICE is the first of these that fits:
 *            N, uioN, or a path to the device's node;
 *            the UIO name;
 *            the UIO name that another kernel would give it (names.h);
 *            BUS:ADDRESS, the parent on its bus, where pci:0000: may be pci:;
 *            the address alone of a PCI parent, or a path of its resourceN,
 *            which names the BAR as well;
 *            of:PATH, the parent's node in the device tree;
 *            @ADDRESS, of the first register of a map (its addr + offset);
 *            @ADDRESS, inside a map and not below its first register; if that
 *            holds for several maps, those whose first register is nearest.
 *            #K after any of them takes the K-th of several, from 0.
 * @match: the result; free its @found on success
 *
 * The parts may hold colons themselves, so the whole is tried as a device
 * first, then the part before the last colon, and so on.
 *
 * Returns 0, -UIO_ENODEVICE, -UIO_ENOTNODE where it is a path to something else,
 * -UIO_ENOUIO where there are no UIO devices, -UIO_ENOSYSFS or a negative errno.
 */
int uio_lookup(const char *selector, struct uio_match *match);

/**
 * uio_by_address() - compare two devices by bus address, for qsort(3); #K
 * counts in this order
 * uio_list_by_address() - uio_device_list() in this order, with names, parents
 * and buses
 */
int uio_by_address(const void *left, const void *right);
int uio_list_by_address(struct uio_device_list *list);

/**
 * uio_suggest() - the name of a device that was probably meant
 * @selector: a selector for which uio_lookup() found nothing
 *
 * Returns an allocated UIO name or BUS:ADDRESS, or NULL if no name is near.
 */
char *uio_suggest(const char *selector);

#endif
