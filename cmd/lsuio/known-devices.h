/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The names of devices, kept for when a device has been removed and sysfs no
 * longer shows them.
 */
#ifndef UIO_CMD_LSUIO_KNOWN_DEVICES_H
#define UIO_CMD_LSUIO_KNOWN_DEVICES_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct known_device - a device that exists, or that was removed while its
 * parent may still exist
 * @syspath: /sys/devices/.../uio/uioN
 * @name: the UIO name, or NULL if the device was removed before it could be
 *        read
 * @driver: the driver of the parent, or NULL for the same reason
 */
struct known_device {
	struct known_device *next;
	char *syspath;
	char *name;
	char *driver;
	bool gone;
};

/**
 * struct known_devices - all known devices; all zero is an empty list
 *
 * There are never more than the devices and parents of the system.
 */
struct known_devices {
	struct known_device *first;
};

/**
 * known_list() - add all devices of the system
 *
 * Returns 0 or a negative errno.
 */
int known_list(struct known_devices *known);

/**
 * known_device() - the device with this path, read from sysfs if it is @new or
 * was not known
 *
 * Returns NULL if memory is short.
 */
const struct known_device *known_device(struct known_devices *known,
					const char *syspath, bool new);

/**
 * known_gone() - note that a device was removed; it stays known until its
 * parent is dropped
 */
void known_gone(struct known_devices *known, const char *syspath);

/**
 * known_child() - a device, existing or removed, of the parent with this path,
 * or NULL
 */
const struct known_device *known_child(const struct known_devices *known,
				       const char *parent);

/**
 * known_forget_gone() - forget the removed devices of this parent
 */
void known_forget_gone(struct known_devices *known, const char *parent);

void known_free(struct known_devices *known);

#endif
