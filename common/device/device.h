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
#include <sys/stat.h>

/* The number of BARs of a PCI function. */
#define UIO_MAX_BARS 6

/* The size of the result of uio_region_label(). */
#define UIO_REGION_LABEL 16

enum uio_region_kind {
	UIO_MAP,
	UIO_PORT,
	UIO_BAR,
};

/**
 * struct uio_trouble - a file of sysfs that could not be read or understood
 * @file: its path
 * @err: a negative errno; -EPROTO for text that is not a number
 * @next: the next one of the same device, or NULL
 */
struct uio_trouble {
	char *file;
	int err;
	struct uio_trouble *next;
};

/**
 * struct uio_region - one map, port region, or BAR of the PCI parent
 * @kind: map, port region or BAR
 * @index: N in mapN, portN or barN
 * @name: the name that the driver gave it, "" if none; BARs have none. It is NULL
 *        for map0 until all maps are read, so use uio_region_name()
 * @addr: address of the first page in the region's address space; I/O ports:
 *        the first port
 * @size: bytes from the start of the first page, thus including @offset; I/O
 *        ports: the number of ports
 * @offset: bytes between the start of the first page and the first register; 0
 *          for I/O ports
 * @io: I/O ports: a port region, or a BAR of that kind
 * @port_type: port regions: the kernel's word (port_x86...), else NULL
 * @flags: BARs: the kernel's IORESOURCE_* (linux/ioport.h), else 0
 * @trouble: why the region cannot be used: the first of the device's troubles
 *           that hides one of its numbers, or NULL
 * @next: the next region of the device, or NULL
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
	const struct uio_trouble *trouble;
	struct uio_region *next;
};

/**
 * enum uio_fact - groups of facts that are read together, in this order
 */
enum uio_fact {
	UIO_FACT_NAME = 1 << 0,
	UIO_FACT_VERSION = 1 << 1,
	UIO_FACT_EVENTS = 1 << 2,
	UIO_FACT_MAP0 = 1 << 3,
	UIO_FACT_MAPS = 1 << 4,
	UIO_FACT_PORTS = 1 << 5,
	UIO_FACT_DRIVER = 1 << 6,
	UIO_FACT_PARENT = 1 << 7,
	UIO_FACT_BUS = 1 << 8,
	UIO_FACT_BARS = 1 << 9,
	UIO_FACT_REGIONS = UIO_FACT_MAPS | UIO_FACT_PORTS | UIO_FACT_BARS,
	UIO_FACT_ALL = (1 << 10) - 1,
};

/**
 * struct uio_device - one device
 * @number: N in uioN
 * @node: the path of the node that it was selected by, or NULL for /dev/uioN
 * @facts: the facts that were read so far; use the functions below, which read
 *         those that are missing
 *
 * A device that is held keeps its directory in sysfs open. Facts that are read
 * later are those of the same device, even if another device has taken its
 * number. Before that, the inode of the directory distinguishes the two.
 */
struct uio_device {
	unsigned int number;
	char *node;
	struct uio_facts {
		unsigned int known;
		bool held;
		bool no_memory;
		int dir;
		ino_t inode;
		char *name;
		char *version;
		char *driver;
		char *parent;
		char *bus;
		uint32_t events;
		bool counted;
		struct uio_region *regions;
		struct uio_trouble *troubles;
	} facts;
};

/**
 * uio_device_known() - whether everything that was read of a device is complete
 *
 * Returns 0, or -ENOMEM if memory was too short for a part of it.
 */
int uio_device_known(const struct uio_device *device);

/**
 * struct uio_device_list - a list of devices
 */
struct uio_device_list {
	struct uio_device *devices;
	size_t count;
};

/**
 * uio_device_list() - list all devices of the system, by number
 * @facts: bits of enum uio_fact, at least one, which are read now
 * @list: the result; free with uio_device_list_free(), also when empty
 *
 * Devices that are removed while they are read are left out. An attribute that
 * cannot be read is one of the device's troubles, not an error. Returns 0,
 * -UIO_ENOSYSFS or a negative errno; a kernel without UIO has no devices, which
 * is not an error.
 */
int uio_device_list(unsigned int facts, struct uio_device_list *list);

/**
 * uio_device_hold() - keep the directory of a device open
 * @device: one of a list, or all zero but for its number, and not held yet; free
 *          with uio_device_free()
 *
 * Returns 0, -UIO_ENODEVICE, also if another device has taken the number since a
 * fact was read, or a negative errno.
 */
int uio_device_hold(struct uio_device *device);
void uio_device_free(struct uio_device *device);

/**
 * uio_device_load() - read those of the given facts that are not known yet
 * @facts: bits of enum uio_fact
 */
void uio_device_load(const struct uio_device *device, unsigned int facts);

/**
 * uio_device_name(), uio_device_version() - as the driver gave them, "" if they
 * cannot be read
 * uio_device_driver() - the driver bound to the parent, or NULL
 * uio_device_parent() - the parent's path in sysfs, or NULL
 * uio_device_bus() - the bus of the parent (pci, platform...), or NULL if it is
 * on none
 */
const char *uio_device_name(const struct uio_device *device);
const char *uio_device_version(const struct uio_device *device);
const char *uio_device_driver(const struct uio_device *device);
const char *uio_device_parent(const struct uio_device *device);
const char *uio_device_bus(const struct uio_device *device);

/**
 * uio_device_events() - the number of interrupts since the device was
 * registered, modulo 2^32
 *
 * Returns whether it can be read.
 */
bool uio_device_events(const struct uio_device *device, uint32_t *events);

/**
 * uio_device_regions() - the first of the device's regions, or NULL
 * @facts: UIO_FACT_REGIONS, or only the kinds that the caller needs
 *
 * Maps come first, then ports, then BARs, each by index.
 */
const struct uio_region *uio_device_regions(const struct uio_device *device,
					    unsigned int facts);

/**
 * uio_device_troubles() - the first of the files that could not be read so far,
 * or NULL
 */
const struct uio_trouble *uio_device_troubles(const struct uio_device *device);

/**
 * uio_device_open() - open a file of the device's directory in sysfs
 * @file: path relative to that directory; device/ is the parent's
 * @flags: O_RDONLY or O_RDWR
 *
 * Returns a file descriptor or a negative errno, -ENOENT if the device was
 * removed.
 */
int uio_device_open(const struct uio_device *device, const char *file,
		    int flags);

/**
 * uio_region_add() - append a region to a device that is being read
 *
 * Returns the region, zeroed, or NULL if memory is short.
 */
struct uio_region *uio_region_add(struct uio_device *device);

/**
 * uio_device_number() - the N of uioN
 * @name: uioN as the kernel writes it, and nothing else
 *
 * Returns whether the name has that form.
 */
bool uio_device_number(const char *name, unsigned int *number);

/**
 * uio_device_driven_by() - whether the parent is bound to this driver
 */
bool uio_device_driven_by(const struct uio_device *device, const char *driver);

/**
 * uio_device_address() - the parent's name on its bus, "" if it has none
 */
const char *uio_device_address(const struct uio_device *device);

/**
 * uio_region_find() - find a region of a device by name
 * @name: mapN, portN, barN or the region's own name, in this order; NULL means
 *        map0
 * @region: the result, which belongs to @device
 *
 * Returns 0, -UIO_ENOREGION or -ENOMEM.
 */
int uio_region_find(const struct uio_device *device, const char *name,
		    const struct uio_region **region);

/**
 * uio_region_name() - the name that the driver gave a region, or ""
 */
const char *uio_region_name(const struct uio_device *device,
			    const struct uio_region *region);

/**
 * uio_region_label() - a region's kind and number
 * @label: at least UIO_REGION_LABEL bytes; receives mapN, portN or barN
 *
 * Returns @label.
 */
const char *uio_region_label(const struct uio_region *region, char *label);

/**
 * uio_region_bytes() - the number of bytes that a user can access: the size
 * without @offset
 */
uint64_t uio_region_bytes(const struct uio_region *region);

/*
 * The node of a device in /dev. A node is identified by its major and minor
 * number, which the kernel lists in /sys/dev/char, whatever its path. The path of
 * a node may lead to the node of another device, or to no node.
 */

/**
 * uio_node_number() - the UIO device that a node belongs to
 * @node: from stat(2) or fstat(2)
 * @number: the N of uioN
 *
 * Returns whether it is the node of a UIO device.
 */
bool uio_node_number(const struct stat *node, unsigned int *number);

/**
 * uio_node_path() - the path of the node: the one that the device was selected
 * by, else /dev/uioN
 * @path: at least UIO_NODE_PATH bytes, which may be used for the result
 */
#define UIO_NODE_PATH 24
const char *uio_node_path(const struct uio_device *device, char *path);

/**
 * uio_node_stat() - owner and permissions of the node
 *
 * Returns 0, -UIO_ENOTNODE if its path leads to another file, or a negative
 * errno.
 */
int uio_node_stat(const struct uio_device *device, struct stat *result);

/**
 * uio_node_allows() - whether this process may open the node, without opening
 * it
 * @mode: R_OK or W_OK
 *
 * Returns 0 or an error of uio_node_stat().
 */
int uio_node_allows(const struct uio_device *device, int mode);

void uio_device_list_free(struct uio_device_list *list);

#endif
