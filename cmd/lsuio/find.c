// SPDX-License-Identifier: GPL-2.0-or-later
#include "lsuio.h"

#include <fnmatch.h>
#include <stdlib.h>

#include "cmd/run/target.h"
#include "cmd/show/report.h"
#include "common/device/names.h"

/* Moves the devices that were found to the list. */
static int find_named(struct uio_device_list *list,
		      const struct list_filter *filter)
{
	int status = 0;

	list->devices = calloc(filter->count, sizeof(*list->devices));
	if (!list->devices)
		return fail_memory();
	for (int i = 0; i < filter->count; i++) {
		struct target target;
		int missing = target_find(&target, filter->devices[i]);

		if (!missing)
			missing = target_require_all(&target, &filter->require);
		if (!missing) {
			list->devices[list->count++] = *target.device;
			target.found.count = 0;
		}
		status = status ?: missing;
		target_close(&target);
	}
	return status;
}

int find_devices(struct uio_device_list *list, const struct list_filter *filter)
{
	int status = 0, err = 0;
	size_t kept = 0;

	*list = (struct uio_device_list){ 0 };
	if (filter->count)
		status = find_named(list, filter);
	else
		err = uio_device_list(LIST_FACTS, list);
	if (err)
		status = fail(err, NULL, "/sys/class/uio: %s",
			      uio_strerror(err));
	for (size_t i = 0; i < list->count; i++) {
		struct uio_device *device = &list->devices[i];
		const char *driver;

		uio_device_load(device, LIST_FACTS);
		warn_troubles(device);
		driver = uio_device_driver(device);
		if ((!filter->driver ||
		     (driver && !fnmatch(filter->driver, driver, 0))) &&
		    (!filter->name ||
		     uio_device_is_named(device, filter->name, false)))
			list->devices[kept++] = *device;
		else
			uio_device_free(device);
	}
	list->count = kept;
	return status;
}
