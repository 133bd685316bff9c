/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * UIO devices as sysfs describes them (Documentation/ABI/testing/
 * sysfs-class-uio and drivers/uio/uio.c).
 * Nothing here opens a device node: opening powers some devices up, and the
 * close of uio_pci_generic stops the bus mastering of others.
 */
#ifndef UIO_DEVICE_DEVICE_H
#define UIO_DEVICE_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The BARs of a PCI function. */
#define UIO_MAX_BARS 6

/* Room for what uio_region_label() gives. */
#define UIO_REGION_LABEL 16

enum uio_region_kind {
	UIO_MAP,
	UIO_PORT,
	UIO_BAR,
};

/**
 * struct uio_trouble - a file of sysfs that could not be read, or understood
 * @file: its path
 * @err: a negative errno; -EPROTO for text that is not a number
 */
struct uio_trouble {
	char *file;
	int err;
};

/**
 * struct uio_region - one map, port region, or BAR of the PCI parent
 * @kind: which of them
 * @index: N in mapN, portN or barN
 * @name: the name the driver gave it, "" if none; BARs have none
 * @addr: where the first page begins in the address space it lies in; I/O
 *        ports: the first port
 * @size: bytes from the start of the first page, so with @offset in them; I/O
 *        ports: how many
 * @offset: bytes between the start of the first page and the first register;
 *          0 for I/O ports
 * @io: I/O ports: a port region, or a BAR of that kind
 * @port_type: port regions: the kernel's word (port_x86...), else NULL
 * @flags: BARs: the kernel's IORESOURCE_* (linux/ioport.h), else 0
 * @trouble: why it cannot be used: which of the device's troubles, counted from
 *           1, hides one of its numbers; 0 for none
 */
struct uio_region {
	enum uio_region_kind kind;
	unsigned int index;
	char *name;
	uint64_t addr;
	uint64_t size;
	uint64_t offset;
	bool io;
	char *port_type;
	uint64_t flags;
	size_t trouble;
};

/**
 * struct uio_device - one device
 * @number: N in uioN
 * @node: the path of the node that it was selected by, NULL for /dev/uioN
 * @name: the UIO name, as the driver gave it; "" where it cannot be read
 * @version: the driver's version string; "" likewise
 * @driver: driver bound to the parent, NULL where there is none
 * @parent: the parent's path in sysfs, NULL where there is none
 * @bus: the bus the parent is on (pci, platform...), NULL where it is on none
 * @events: interrupts since the device was registered, modulo 2^32, if @counted
 * @regions: @region_count of them: maps first, then ports, then BARs, each by
 *           index
 * @troubles: @trouble_count of them: what could not be read of it
 */
struct uio_device {
	unsigned int number;
	char *node;
	char *name;
	char *version;
	char *driver;
	char *parent;
	char *bus;
	uint32_t events;
	bool counted;
	struct uio_region *regions;
	size_t region_count;
	struct uio_trouble *troubles;
	size_t trouble_count;
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
 * Devices that vanish while they are read are left out. What cannot be read of
 * one is among its troubles, and no error. Returns 0, -UIO_ENOSYSFS or a negative
 * errno; a kernel without UIO has no devices, which is not an error.
 */
int uio_device_list(struct uio_device_list *list);

/**
 * uio_device_read() - one device by its number
 * @device: the result; free with uio_device_free(), on success only
 *
 * Returns 0, -UIO_ENODEVICE, or a negative errno.
 */
int uio_device_read(struct uio_device *device, unsigned int number);
void uio_device_free(struct uio_device *device);

/**
 * uio_region_add() - one more region for a device that is being read
 *
 * Returns the region, zeroed, which stays where it is until the next one is
 * added; NULL where memory is short.
 */
struct uio_region *uio_region_add(struct uio_device *device);

/**
 * uio_device_number() - the N of uioN
 * @name: uioN as the kernel writes it, and nothing else
 *
 * Returns whether that is what it is.
 */
bool uio_device_number(const char *name, unsigned int *number);

/**
 * uio_device_driven_by() - whether the parent is bound to this driver
 */
static inline bool uio_device_driven_by(const struct uio_device *device,
					const char *driver)
{
	return device->driver && !strcmp(device->driver, driver);
}

/**
 * uio_device_address() - the parent's name on its bus, "" where there is none
 */
const char *uio_device_address(const struct uio_device *device);

/**
 * uio_region_find() - a region of a device
 * @name: mapN, portN, barN or the region's own name, in this order; NULL for
 *        map0
 * @region: the result, which belongs to @device
 *
 * Returns 0 or -UIO_ENOREGION.
 */
int uio_region_find(const struct uio_device *device, const char *name,
		    const struct uio_region **region);

/**
 * uio_region_label() - a region's kind and number
 * @label: at least UIO_REGION_LABEL bytes; receives mapN, portN or barN
 *
 * Returns @label.
 */
const char *uio_region_label(const struct uio_region *region, char *label);

/**
 * uio_region_trouble() - why the numbers of a region are not known, or NULL
 */
const struct uio_trouble *uio_region_trouble(const struct uio_device *device,
					     const struct uio_region *region);

/**
 * uio_region_bytes() - the bytes a user can reach, @offset taken off
 */
uint64_t uio_region_bytes(const struct uio_region *region);

void uio_device_list_free(struct uio_device_list *list);

#endif
