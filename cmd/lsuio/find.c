// SPDX-License-Identifier: GPL-2.0-or-later
#include "find.h"

#include <fnmatch.h>
#include <stdlib.h>

#include "cmd/run/target.h"
#include "cmd/show/report.h"
#include "common/device/names.h"
#include "list.h"

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

static int find_all(struct uio_device_list *list)
{
	int err = uio_device_list(LIST_FACTS, list);

	return err ? fail(err, NULL, "/sys/class/uio: %s", uio_strerror(err))
		   : 0;
}

static bool matches(const char *pattern, const char *text)
{
	return !pattern || (text && !fnmatch(pattern, text, 0));
}

static void keep(struct uio_device_list *list, const struct list_filter *filter)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct uio_device *device = &list->devices[i];

		if (matches(filter->driver, uio_device_driver(device)) &&
		    (!filter->name ||
		     uio_device_is_named(device, filter->name, false)))
			list->devices[kept++] = *device;
		else
			uio_device_free(device);
	}
	list->count = kept;
}

int find_devices(struct uio_device_list *list, const struct list_filter *filter)
{
	int status;

	*list = (struct uio_device_list){ 0 };
	status = filter->count ? find_named(list, filter) : find_all(list);
	for (size_t i = 0; i < list->count; i++) {
		uio_device_load(&list->devices[i], LIST_FACTS);
		warn_troubles(&list->devices[i]);
	}
	keep(list, filter);
	return status;
}
