/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The names of devices, kept for when a device has gone and sysfs no longer has
 * them.
 */
#ifndef UIO_CMD_LSUIO_KNOWN_DEVICES_H
#define UIO_CMD_LSUIO_KNOWN_DEVICES_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct known_device - a device that is there, or one that is gone from a parent
 * which may still be
 * @syspath: /sys/devices/.../uio/uioN
 * @name: the UIO name; NULL where it was gone before that could be read
 * @driver: of the parent; NULL likewise
 */
struct known_device {
	struct known_device *next;
	char *syspath;
	char *name;
	char *driver;
	bool gone;
};

/**
 * struct known_devices - all known devices; zero for an empty list
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
 * Returns NULL where memory is short.
 */
const struct known_device *known_device(struct known_devices *known,
					const char *syspath, bool new);

/**
 * known_gone() - note that a device has gone; it stays known until its parent is dropped
 */
void known_gone(struct known_devices *known, const char *syspath);

/**
 * known_child() - a device, there or gone, of the parent with this path; or NULL
 */
const struct known_device *known_child(const struct known_devices *known,
				       const char *parent);

/**
 * known_forget_gone() - forget the devices that are gone of this parent
 */
void known_forget_gone(struct known_devices *known, const char *parent);

void known_free(struct known_devices *known);

#endif
