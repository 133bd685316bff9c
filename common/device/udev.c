// SPDX-License-Identifier: GPL-2.0-or-later
#include "udev.h"

#include <stdio.h>
#include <string.h>

#include "common/base/text.h"

bool udev_usable(void)
{
	return lib_udev();
}

void udev_begin(struct uio_udev *udev)
{
	if (udev->begun)
		return;
	udev->begun = true;
	udev->lib = lib_udev();
	if (udev->lib)
		udev->udev = udev->lib->udev_new();
	if (udev->udev)
		udev->hwdb = udev->lib->udev_hwdb_new(udev->udev);
}

void udev_end(struct uio_udev *udev)
{
	if (udev->hwdb)
		udev->lib->udev_hwdb_unref(udev->hwdb);
	if (udev->udev)
		udev->lib->udev_unref(udev->udev);
	*udev = (struct uio_udev){ 0 };
}

char *udev_links(const struct uio_udev *udev, const struct uio_device *device)
{
	const struct lib_udev *lib = udev->lib;
	struct udev_list_entry *link;
	struct udev_device *found;
	char name[16], *links = NULL;
	size_t length;
	FILE *out;

	if (!udev->udev)
		return NULL;
	sprintf(name, "uio%u", device->number);
	found = lib->udev_device_new_from_subsystem_sysname(udev->udev, "uio",
							    name);
	if (!found)
		return NULL;
	link = lib->udev_device_get_devlinks_list_entry(found);
	out = link ? open_memstream(&links, &length) : NULL;
	for (const char *blank = ""; out && link; blank = " ") {
		fprintf(out, "%s%s", blank,
			lib->udev_list_entry_get_name(link));
		link = lib->udev_list_entry_get_next(link);
	}
	links = out ? text_close(out, &links) : NULL;
	lib->udev_device_unref(found);
	return links;
}

char *udev_property(const struct uio_udev *udev, const char *modalias,
		    const char *key)
{
	const struct lib_udev *lib = udev->lib;
	struct udev_list_entry *entry;
	const char *value;

	if (!udev->hwdb)
		return NULL;
	entry = lib->udev_hwdb_get_properties_list_entry(udev->hwdb, modalias,
							 0);
	entry = lib->udev_list_entry_get_by_name(entry, key);
	value = entry ? lib->udev_list_entry_get_value(entry) : NULL;
	return value ? strdup(value) : NULL;
}
