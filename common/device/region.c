// SPDX-License-Identifier: GPL-2.0-or-later
/* The regions of a device: maps, ports and BARs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "device.h"

static const char *const labels[] = {
	[UIO_MAP] = "map",
	[UIO_PORT] = "port",
	[UIO_BAR] = "bar",
};

struct uio_region *uio_region_add(struct uio_device *device)
{
	struct uio_region **last = &device->facts.regions;

	while (*last)
		last = &(*last)->next;
	*last = calloc(1, sizeof(**last));
	if (!*last)
		device->facts.no_memory = true;
	return *last;
}

/*
 * Finds the region of a label among those of one kind; without a label, the
 * first.
 */
static const struct uio_region *labelled(const struct uio_device *device,
					 enum uio_region_kind kind,
					 const char *name)
{
	char label[UIO_REGION_LABEL];

	for (const struct uio_region *region = device->facts.regions; region;
	     region = region->next)
		if (region->kind == kind &&
		    (name ? !strcmp(uio_region_label(region, label), name)
			  : !region->index))
			return region;
	return NULL;
}

int uio_region_find(const struct uio_device *device, const char *name,
		    const struct uio_region **region)
{
	static const unsigned int facts[] = { UIO_FACT_MAPS, UIO_FACT_PORTS,
					      UIO_FACT_BARS };
	const struct uio_region *found = NULL;

	for (enum uio_region_kind kind = UIO_MAP; kind <= UIO_BAR && !found;
	     kind++) {
		uio_device_load(device, facts[kind]);
		found = labelled(device, kind, name);
		if (!name)
			break;
	}
	if (!found && name && *name)
		for (found = device->facts.regions; found; found = found->next)
			if (!strcmp(found->name, name))
				break;
	if (!found)
		return uio_device_known(device) ?: -UIO_ENOREGION;
	*region = found;
	return 0;
}

const char *uio_region_label(const struct uio_region *region, char *label)
{
	sprintf(label, "%s%u", labels[region->kind], region->index);
	return label;
}

uint64_t uio_region_bytes(const struct uio_region *region)
{
	if (region->offset > region->size)
		return 0;
	return region->size - region->offset;
}
