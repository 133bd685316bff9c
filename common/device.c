// SPDX-License-Identifier: GPL-2.0-or-later
#include "device.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "pci.h"
#include "sysfs.h"

#define CLASS "/sys/class/uio"

static int read_attr(const char *dir, const char *attr, char **text)
{
	char *path = attr_path("%s/%s", dir, attr);
	int err;

	err = path ? attr_read(path, text) : -ENOMEM;
	free(path);
	return err;
}

static int read_number(const char *dir, const char *attr, uint64_t *value)
{
	char *path = attr_path("%s/%s", dir, attr);
	int err;

	err = path ? attr_read_u64(path, value) : -ENOMEM;
	free(path);
	return err;
}

static int map_read(struct uio_region *map, const char *dir)
{
	int err;

	map->kind = UIO_MAP;
	err = read_number(dir, "addr", &map->addr);
	if (!err)
		err = read_number(dir, "size", &map->size);
	if (!err)
		err = read_attr(dir, "name", &map->name);
	/* Kernels before 3.13 do not say: there it is in the address. */
	if (!err && read_number(dir, "offset", &map->offset))
		map->offset = map->addr % sysconf(_SC_PAGESIZE);
	return err;
}

static int port_read(struct uio_region *port, const char *dir)
{
	int err;

	port->kind = UIO_PORT;
	port->io = true;
	err = read_number(dir, "start", &port->addr);
	if (!err)
		err = read_number(dir, "size", &port->size);
	if (!err)
		err = read_attr(dir, "name", &port->name);
	if (!err)
		err = read_attr(dir, "porttype", &port->port_type);
	return err;
}

static const char *const labels[] = {
	[UIO_MAP] = "map",
	[UIO_PORT] = "port",
	[UIO_BAR] = "bar",
};

/* Where the UIO core shows the regions it knows of. */
static const struct {
	const char *dir;
	int (*read)(struct uio_region *region, const char *dir);
} exports[] = {
	[UIO_MAP] = { "maps", map_read },
	[UIO_PORT] = { "portio", port_read },
};

struct uio_region *uio_region_add(struct uio_device *device)
{
	struct uio_region *larger = reallocarray(
		device->regions, device->region_count + 1, sizeof(*larger));

	if (!larger)
		return NULL;
	device->regions = larger;
	larger += device->region_count++;
	*larger = (struct uio_region){ 0 };
	return larger;
}

/*
 * The kernel numbers regions without a gap, so the first missing one ends. How
 * many there can be is up to the kernel: five of either kind in Linux's own.
 */
static int regions_read(struct uio_device *device, const char *dir,
			enum uio_region_kind kind)
{
	for (unsigned int i = 0;; i++) {
		struct uio_region *region;
		char *path = attr_path("%s/%s/%s%u", dir, exports[kind].dir,
				       labels[kind], i);
		int err;

		if (!path)
			return -ENOMEM;
		if (access(path, F_OK)) {
			free(path);
			break;
		}
		region = uio_region_add(device);
		err = -ENOMEM;
		if (region) {
			region->index = i;
			err = exports[kind].read(region, path);
		}
		free(path);
		if (err)
			return err;
	}
	return 0;
}

/* What the bus adds: the parent's bus, and its BARs where that is PCI. */
static int parent_read(struct uio_device *device)
{
	char *path;

	if (!device->parent)
		return 0;
	path = attr_path("%s/subsystem", device->parent);
	if (!path)
		return -ENOMEM;
	device->bus = attr_link(path);
	free(path);
	return pci_is_parent(device) ? pci_read_bars(device) : 0;
}

void uio_device_free(struct uio_device *device)
{
	for (size_t i = 0; i < device->region_count; i++) {
		free(device->regions[i].name);
		free(device->regions[i].port_type);
	}
	free(device->regions);
	free(device->node);
	free(device->name);
	free(device->version);
	free(device->driver);
	free(device->parent);
	free(device->bus);
}

/* What the device is called is gone when the device is. */
static bool vanished(int err)
{
	return err == -ENOENT || err == -ENODEV || err == -EINVAL;
}

int uio_device_read(struct uio_device *device, unsigned int number)
{
	char *dir = attr_path(CLASS "/uio%u", number);
	char *parent = attr_path("%s/device", dir);
	char *driver = attr_path("%s/device/driver", dir);
	uint64_t events = 0;
	int err = -ENOMEM;

	*device = (struct uio_device){ .number = number };
	if (!dir || !parent || !driver)
		goto out;
	err = read_attr(dir, "name", &device->name);
	if (!err)
		err = read_attr(dir, "version", &device->version);
	if (!err)
		err = read_number(dir, "event", &events);
	if (!err)
		err = regions_read(device, dir, UIO_MAP);
	if (!err)
		err = regions_read(device, dir, UIO_PORT);
	device->events = events;
	device->driver = attr_link(driver);
	device->parent = realpath(parent, NULL);
	if (!err)
		err = parent_read(device);
	if (err)
		uio_device_free(device);
out:
	free(driver);
	free(parent);
	free(dir);
	return vanished(err) ? -UIO_ENODEVICE : err;
}

const char *uio_device_address(const struct uio_device *device)
{
	return device->parent ? basename(device->parent) : "";
}

bool uio_device_number(const char *name, unsigned int *number)
{
	char canonical[16];

	if (sscanf(name, "uio%9u", number) != 1)
		return false;
	sprintf(canonical, "uio%u", *number);
	return !strcmp(name, canonical);
}

int uio_device_list(struct uio_device_list *list)
{
	char **names;
	int count, err = 0;

	*list = (struct uio_device_list){ 0 };
	count = dir_names(CLASS, &names);
	if (count == -ENOENT)
		return 0;
	if (count < 0)
		return count;
	list->devices = calloc(count + 1, sizeof(*list->devices));
	if (!list->devices)
		err = -ENOMEM;
	for (int i = 0; i < count && !err; i++) {
		unsigned int number;

		if (!uio_device_number(names[i], &number))
			continue;
		err = uio_device_read(&list->devices[list->count], number);
		if (!err)
			list->count++;
		else if (err == -UIO_ENODEVICE)
			err = 0;
	}
	names_free(names, count);
	if (err)
		uio_device_list_free(list);
	return err;
}

int uio_region_find(const struct uio_device *device, const char *name,
		    const struct uio_region **region)
{
	const struct uio_region *found = NULL;
	char label[UIO_REGION_LABEL];

	for (size_t i = device->region_count; i-- > 0;)
		if (name && *name && !strcmp(device->regions[i].name, name))
			found = &device->regions[i];
	for (size_t i = 0; i < device->region_count; i++)
		if (!strcmp(uio_region_label(&device->regions[i], label),
			    name ?: "map0"))
			found = &device->regions[i];
	if (!found)
		return -UIO_ENOREGION;
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

void uio_device_list_free(struct uio_device_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		uio_device_free(&list->devices[i]);
	free(list->devices);
	*list = (struct uio_device_list){ 0 };
}
