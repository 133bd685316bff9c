/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * UIO devices as sysfs describes them (Documentation/ABI/testing/
 * sysfs-class-uio and drivers/uio/uio.c), and the one place that finds them.
 * Nothing here opens a device node: opening powers some devices up, and the
 * close of uio_pci_generic stops the bus mastering of others.
 */
#ifndef UIO_DEVICE_H
#define UIO_DEVICE_H

#include <stddef.h>
#include <stdint.h>

/* MAX_UIO_MAPS and MAX_UIO_PORT_REGIONS of linux/uio_driver.h. */
#define UIO_MAX_MAPS  5
#define UIO_MAX_PORTS 5

enum uio_region_kind {
	UIO_MAP,
	UIO_PORT,
};

/**
 * struct uio_region - one map or port region
 * @kind: which of the two
 * @index: N in mapN or portN
 * @name: the name the driver gave it, "" if none
 * @addr: maps: where the map begins in its address space; ports: first port
 * @size: maps: bytes from the start of the first page, so with @offset in
 *        them; ports: number of ports
 * @offset: maps: bytes between the start of the first page and the first
 *          register; 0 for ports
 * @port_type: ports: the kernel's word (port_x86...), NULL for maps
 */
struct uio_region {
	enum uio_region_kind kind;
	unsigned int index;
	char *name;
	uint64_t addr;
	uint64_t size;
	uint64_t offset;
	char *port_type;
};

/**
 * struct uio_device - one device
 * @number: N in uioN
 * @name: the UIO name, as the driver gave it
 * @version: the driver's version string
 * @driver: driver bound to the parent, NULL where there is none
 * @parent: the parent's path in sysfs, NULL where there is none
 * @events: interrupts since the device was registered, modulo 2^32
 * @regions: maps first, then ports, each by index
 * @region_count: how many of @regions are in use
 */
struct uio_device {
	unsigned int number;
	char *name;
	char *version;
	char *driver;
	char *parent;
	uint32_t events;
	struct uio_region regions[UIO_MAX_MAPS + UIO_MAX_PORTS];
	size_t region_count;
};

/**
 * struct uio_device_list - some devices
 */
struct uio_device_list {
	struct uio_device *devices;
	size_t count;
};

/**
 * uio_device_list() - all devices of the system, by their numbers
 * @list: the result; free with uio_device_list_free(), also when empty
 *
 * Devices that vanish while they are read are left out. Returns 0 or a
 * negative errno; a kernel without UIO has no devices and is no error.
 */
int uio_device_list(struct uio_device_list *list);

/**
 * uio_device_find() - the devices that a selector names
 * @selector: N, uioN, a path that leads to /dev/uioN, a UIO name, or NAME#K
 *            for the K-th device of that name, counted from 0
 * @list: the matches, more than one only where a name is shared, then in the
 *        order of their bus addresses; free with uio_device_list_free()
 *
 * Returns 0, -UIO_ENODEVICE, or a negative errno.
 */
int uio_device_find(const char *selector, struct uio_device_list *list);

/**
 * uio_select() - the devices and the region that DEVICE[:REGION] names
 * @selector: the text; names of both may hold colons themselves, so the whole
 *            is tried as a device first, then what stands before the last
 *            colon, and so on
 * @list: as in uio_device_find()
 * @region: the part behind that colon, borrowed from @selector, or NULL where
 *          there is none
 *
 * Returns as uio_device_find().
 */
int uio_select(const char *selector, struct uio_device_list *list,
	       const char **region);

/**
 * uio_region_find() - a region of a device
 * @name: mapN, portN or the region's own name, in this order; NULL for map0
 * @region: the result, which belongs to @device
 *
 * Returns 0 or -UIO_ENOREGION.
 */
int uio_region_find(const struct uio_device *device, const char *name,
		    const struct uio_region **region);

/**
 * uio_region_label() - the kernel's name of a region, as in sysfs
 * @label: at least 8 bytes; receives mapN or portN
 *
 * Returns @label.
 */
const char *uio_region_label(const struct uio_region *region, char *label);

/**
 * uio_region_bytes() - the bytes a user can reach, @offset taken off
 */
uint64_t uio_region_bytes(const struct uio_region *region);

void uio_device_list_free(struct uio_device_list *list);

#endif
