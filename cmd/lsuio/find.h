/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Selection of the devices that lsuio works on. */
#ifndef UIO_CMD_LSUIO_FIND_H
#define UIO_CMD_LSUIO_FIND_H

#include "cmd/run/request.h"
#include "common/device/device.h"

/**
 * struct list_filter - the conditions that a listed device fulfils
 * @devices, @count: selectors as they were typed; without any, all devices
 * @require: as for target_require_all(), for each device that is named
 * @driver, @name: patterns of fnmatch(3), or NULL
 */
struct list_filter {
	char **devices;
	int count;
	struct strings require;
	const char *driver;
	const char *name;
};

/**
 * find_devices() - find the devices that pass the filter
 * @list: the result, in the order of the selectors, or of the nodes' numbers;
 *        free with uio_device_list_free() in either case
 *
 * Returns 0, or the exit status for the first selector that names no device,
 * which is reported; the list holds the others.
 */
int find_devices(struct uio_device_list *list,
		 const struct list_filter *filter);

#endif
