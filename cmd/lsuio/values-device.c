// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/text.h"
#include "common/device/names.h"
#include "common/device/pci.h"
#include "common/device/sysfs.h"
#include "values.h"

static char *copy(struct facts *facts, const char *text)
{
	return text && *text ? facts_text(facts, "%s", text) : NULL;
}

char *parent_attr(const struct uio_device *device, const char *name)
{
	char *path = NULL, *value = NULL;

	if (device->parent)
		path = text_format("%s/%s", device->parent, name);
	if (path && attr_read(path, &value))
		value = NULL;
	free(path);
	return value;
}

char *device_label(struct facts *facts, const struct row *row)
{
	return facts_text(facts, "uio%u", row->device->number);
}

char *device_kind(struct facts *facts, const struct row *row)
{
	(void)row;
	return facts_text(facts, "device");
}

char *device_node(struct facts *facts, const struct row *row)
{
	char path[UIO_NODE_PATH];

	return facts_text(facts, "%s", uio_node_path(row->device, path));
}

char *device_name(struct facts *facts, const struct row *row)
{
	return copy(facts, row->device->name);
}

char *device_version(struct facts *facts, const struct row *row)
{
	return copy(facts, row->device->version);
}

char *device_driver(struct facts *facts, const struct row *row)
{
	return copy(facts, row->device->driver);
}

char *device_events(struct facts *facts, const struct row *row)
{
	return row->device->counted
		       ? facts_text(facts, "%" PRIu32, row->device->events)
		       : NULL;
}

char *device_bus(struct facts *facts, const struct row *row)
{
	return copy(facts, row->device->bus);
}

char *device_parent(struct facts *facts, const struct row *row)
{
	return copy(facts, uio_device_address(row->device));
}

char *device_modalias(struct facts *facts, const struct row *row)
{
	(void)facts;
	return parent_attr(row->device, "modalias");
}

char *device_compatible(struct facts *facts, const struct row *row)
{
	char **names, *list = NULL;
	int count = uio_device_compatible(row->device, &names);

	facts->failed |= count < 0;
	for (int i = 0; i < count; i++)
		facts_append(facts, &list, copy(facts, names[i]));
	if (count >= 0)
		names_free(names, count);
	return list;
}

/* As lspci writes it: what the attributes have behind 0x. */
char *device_pciid(struct facts *facts, const struct row *row)
{
	char *vendor, *model, *id = NULL;

	if (!pci_is_parent(row->device))
		return NULL;
	vendor = parent_attr(row->device, "vendor");
	model = parent_attr(row->device, "device");
	if (vendor && model && strlen(vendor) > 2 && strlen(model) > 2)
		id = facts_text(facts, "%s:%s", vendor + 2, model + 2);
	free(model);
	free(vendor);
	return id;
}
