// SPDX-License-Identifier: GPL-2.0-or-later
#include "device.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/text.h"
#include "pci.h"
#include "sysfs.h"

#define CLASS "/sys/class/uio"

/* What is read of a device, and where that fails otherwise than for a file. */
struct reading {
	struct uio_device *device;
	bool no_memory;
	bool gone;
};

/* Takes over the file's path. */
static void note_trouble(struct reading *reading, char *file, int err)
{
	struct uio_device *device = reading->device;
	struct uio_trouble *larger = reallocarray(
		device->troubles, device->trouble_count + 1, sizeof(*larger));

	if (larger)
		device->troubles = larger;
	if (!larger || !file || err == -ENOMEM) {
		reading->no_memory = true;
		free(file);
		return;
	}
	larger[device->trouble_count++] = (struct uio_trouble){ file, err };
}

static void read_text(struct reading *reading, const char *dir,
		      const char *attr, char **text)
{
	char *path = text_format("%s/%s", dir, attr);
	int err = path ? attr_read(path, text) : -ENOMEM;

	if (!err) {
		free(path);
		return;
	}
	*text = strdup("");
	if (!*text)
		err = -ENOMEM;
	note_trouble(reading, path, err);
}

/* Returns 0, -ENOENT, or another error that is noted. */
static int read_optional(struct reading *reading, const char *dir,
			 const char *attr, uint64_t *value)
{
	char *path = text_format("%s/%s", dir, attr);
	int err = path ? attr_read_u64(path, value) : -ENOMEM;

	if (err && err != -ENOENT)
		note_trouble(reading, path, err);
	else
		free(path);
	return err;
}

static bool read_number(struct reading *reading, const char *dir,
			const char *attr, uint64_t *value)
{
	int err = read_optional(reading, dir, attr, value);

	if (err == -ENOENT)
		note_trouble(reading, text_format("%s/%s", dir, attr), err);
	return !err;
}

static void map_read(struct reading *reading, struct uio_region *map,
		     const char *dir)
{
	map->kind = UIO_MAP;
	read_number(reading, dir, "addr", &map->addr);
	read_number(reading, dir, "size", &map->size);
	/* Kernels before 3.13 do not say: there it is in the address. */
	if (read_optional(reading, dir, "offset", &map->offset) == -ENOENT)
		map->offset = map->addr % sysconf(_SC_PAGESIZE);
}

static void port_read(struct reading *reading, struct uio_region *port,
		      const char *dir)
{
	port->kind = UIO_PORT;
	port->io = true;
	read_number(reading, dir, "start", &port->addr);
	read_number(reading, dir, "size", &port->size);
	read_text(reading, dir, "porttype", &port->port_type);
}

static const char *const labels[] = {
	[UIO_MAP] = "map",
	[UIO_PORT] = "port",
	[UIO_BAR] = "bar",
};

/* Where the UIO core shows the regions it knows of. */
static const struct {
	const char *dir;
	void (*read)(struct reading *reading, struct uio_region *region,
		     const char *dir);
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

static void region_read(struct reading *reading, enum uio_region_kind kind,
			unsigned int index, const char *path)
{
	size_t before = reading->device->trouble_count;
	struct uio_region *region = uio_region_add(reading->device);

	if (!region) {
		reading->no_memory = true;
		return;
	}
	region->index = index;
	exports[kind].read(reading, region, path);
	if (reading->device->trouble_count > before)
		region->trouble = before + 1;
	/* Without its name it can be used all the same. */
	read_text(reading, path, "name", &region->name);
	/* The regions go first where a device does. */
	if (reading->device->trouble_count > before && access(path, F_OK))
		reading->gone = true;
}

/*
 * The kernel numbers regions without a gap, so the first missing one ends. How
 * many there can be is up to the kernel: five of either kind in Linux's own.
 */
static void regions_read(struct reading *reading, const char *dir,
			 enum uio_region_kind kind)
{
	for (unsigned int i = 0; !reading->no_memory; i++) {
		char *path = text_format("%s/%s/%s%u", dir, exports[kind].dir,
					 labels[kind], i);

		if (!path || access(path, F_OK)) {
			if (!path || errno != ENOENT)
				note_trouble(reading, path, -errno);
			else
				free(path);
			return;
		}
		region_read(reading, kind, i, path);
		free(path);
	}
}

/* What the bus adds: the parent's bus, and its BARs where that is PCI. */
static void parent_read(struct reading *reading)
{
	struct uio_device *device = reading->device;
	char *path;
	int err;

	if (!device->parent)
		return;
	path = text_format("%s/subsystem", device->parent);
	if (!path) {
		reading->no_memory = true;
		return;
	}
	device->bus = attr_link(path);
	free(path);
	err = pci_is_parent(device) ? pci_read_bars(device) : 0;
	if (err)
		note_trouble(reading,
			     text_format("%s/resource", device->parent), err);
}

void uio_device_free(struct uio_device *device)
{
	for (size_t i = 0; i < device->region_count; i++) {
		free(device->regions[i].name);
		free(device->regions[i].port_type);
	}
	for (size_t i = 0; i < device->trouble_count; i++)
		free(device->troubles[i].file);
	free(device->troubles);
	free(device->regions);
	free(device->node);
	free(device->name);
	free(device->version);
	free(device->driver);
	free(device->parent);
	free(device->bus);
}

/* The kernel answers EINVAL to a read of the name of what was unregistered. */
static bool vanished(const struct reading *reading, const char *dir)
{
	const struct uio_device *device = reading->device;

	for (size_t i = 0; i < device->trouble_count; i++)
		if (device->troubles[i].err == -ENODEV ||
		    device->troubles[i].err == -EINVAL)
			return true;
	return reading->gone || access(dir, F_OK);
}

int uio_device_read(struct uio_device *device, unsigned int number)
{
	struct reading reading = { .device = device };
	char *dir = text_format(CLASS "/uio%u", number);
	char *parent = text_format("%s/device", dir);
	char *driver = text_format("%s/device/driver", dir);
	uint64_t events = 0;
	int err = 0;

	*device = (struct uio_device){ .number = number };
	if (!dir || !parent || !driver) {
		err = -ENOMEM;
	} else if (access(dir, F_OK)) {
		err = -UIO_ENODEVICE;
	} else {
		read_text(&reading, dir, "name", &device->name);
		read_text(&reading, dir, "version", &device->version);
		device->counted = read_number(&reading, dir, "event", &events);
		device->events = events;
		regions_read(&reading, dir, UIO_MAP);
		regions_read(&reading, dir, UIO_PORT);
		device->driver = attr_link(driver);
		device->parent = realpath(parent, NULL);
		parent_read(&reading);
		if (reading.no_memory)
			err = -ENOMEM;
		else if (device->trouble_count && vanished(&reading, dir))
			err = -UIO_ENODEVICE;
	}
	if (err)
		uio_device_free(device);
	free(driver);
	free(parent);
	free(dir);
	return err;
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
		return access("/sys/devices", F_OK) ? -UIO_ENOSYSFS : 0;
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

const struct uio_trouble *uio_region_trouble(const struct uio_device *device,
					     const struct uio_region *region)
{
	return region->trouble ? &device->troubles[region->trouble - 1] : NULL;
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
