/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Selection of the devices that lsuio works on. */
#ifndef UIO_CMD_LSUIO_FIND_H
#define UIO_CMD_LSUIO_FIND_H

#include "cmd/run/request.h"
#include "common/device/device.h"

/**
 * struct list_filter - what a device must answer to
 * @devices, @count: selectors as they were typed; all devices, where it is none
 * @require: as for target_require_all(), for each that is named
 * @driver, @name: patterns as fnmatch(3) takes them, or NULL
 */
struct list_filter {
	char **devices;
	int count;
	struct strings require;
	const char *driver;
	const char *name;
};

/**
 * find_devices() - the devices that pass the filter
 * @list: the result, in the order of the selectors, or of the nodes' numbers;
 *        free with uio_device_list_free() in any case
 *
 * Returns 0, or the exit status for the first selector that names none, which
 * is reported; the list holds the others.
 */
int find_devices(struct uio_device_list *list,
		 const struct list_filter *filter);

#endif
