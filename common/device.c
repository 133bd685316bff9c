// SPDX-License-Identifier: GPL-2.0-or-later
#include "device.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "number.h"
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
	err = read_number(dir, "start", &port->addr);
	if (!err)
		err = read_number(dir, "size", &port->size);
	if (!err)
		err = read_attr(dir, "name", &port->name);
	if (!err)
		err = read_attr(dir, "porttype", &port->port_type);
	return err;
}

static const struct {
	const char *dir;
	const char *label;
	unsigned int max;
	int (*read)(struct uio_region *region, const char *dir);
} region_kinds[] = {
	[UIO_MAP] = { "maps", "map", UIO_MAX_MAPS, map_read },
	[UIO_PORT] = { "portio", "port", UIO_MAX_PORTS, port_read },
};

/* The kernel numbers regions without a gap, so the first missing one ends. */
static int regions_read(struct uio_device *device, const char *dir,
			enum uio_region_kind kind)
{
	for (unsigned int i = 0; i < region_kinds[kind].max; i++) {
		struct uio_region *region =
			&device->regions[device->region_count];
		char *path = attr_path("%s/%s/%s%u", dir,
				       region_kinds[kind].dir,
				       region_kinds[kind].label, i);
		int err;

		if (!path)
			return -ENOMEM;
		if (access(path, F_OK)) {
			free(path);
			break;
		}
		region->index = i;
		device->region_count++;
		err = region_kinds[kind].read(region, path);
		free(path);
		if (err)
			return err;
	}
	return 0;
}

static void device_free(struct uio_device *device)
{
	for (size_t i = 0; i < device->region_count; i++) {
		free(device->regions[i].name);
		free(device->regions[i].port_type);
	}
	free(device->name);
	free(device->version);
	free(device->driver);
	free(device->parent);
}

static int device_read(struct uio_device *device, unsigned int number)
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
	if (err)
		device_free(device);
out:
	free(driver);
	free(parent);
	free(dir);
	return err;
}

static const char *bus_address(const struct uio_device *device)
{
	return device->parent ? basename(device->parent) : "";
}

/*
 * On one bus a shorter address is a smaller one, whether its digits are
 * decimal or hexadecimal: 9f000.fpga before a0000000.fpga, sim.9 before sim.10.
 */
static int by_bus_address(const void *left, const void *right)
{
	const struct uio_device *a = left, *b = right;
	size_t a_len = strlen(bus_address(a)), b_len = strlen(bus_address(b));
	int order;

	if (a_len != b_len)
		return a_len < b_len ? -1 : 1;
	order = strcmp(bus_address(a), bus_address(b));
	return order ? order : a->number < b->number ? -1 : 1;
}

/* uioN as the kernel writes it, and nothing else, gives N. */
static bool node_number(const char *name, unsigned int *number)
{
	char canonical[16];

	if (sscanf(name, "uio%9u", number) != 1)
		return false;
	sprintf(canonical, "uio%u", *number);
	return !strcmp(name, canonical);
}

/* What the device is called is gone when the device is: leave it out. */
static bool vanished(int err)
{
	return err == -ENOENT || err == -ENODEV || err == -EINVAL;
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

		if (!node_number(names[i], &number))
			continue;
		err = device_read(&list->devices[list->count], number);
		if (!err)
			list->count++;
		else if (vanished(err))
			err = 0;
	}
	names_free(names, count);
	if (err)
		uio_device_list_free(list);
	return err;
}

/* The node a selector points at: a number, uioN, or a path to /dev/uioN. */
static bool selector_number(const char *selector, unsigned int *number)
{
	char path[PATH_MAX];
	uint64_t value;

	if (isdigit((unsigned char)*selector) &&
	    !number_parse(selector, &value) && value <= UINT_MAX) {
		*number = value;
		return true;
	}
	if (node_number(selector, number))
		return true;
	return strchr(selector, '/') && realpath(selector, path) &&
	       !strncmp(path, "/dev/", 5) && node_number(path + 5, number);
}

static int find_number(unsigned int number, struct uio_device_list *list)
{
	int err;

	list->devices = calloc(1, sizeof(*list->devices));
	if (!list->devices)
		return -ENOMEM;
	err = device_read(list->devices, number);
	if (!err)
		list->count = 1;
	else
		uio_device_list_free(list);
	return vanished(err) ? -UIO_ENODEVICE : err;
}

/*
 * Keep the devices of that name, by bus address; of these only the nth, if nth
 * is not UINT64_MAX.
 */
static void keep_named(struct uio_device_list *list, const char *name,
		       size_t len, uint64_t nth)
{
	size_t kept = 0;
	uint64_t seen = 0;

	if (list->count)
		qsort(list->devices, list->count, sizeof(*list->devices),
		      by_bus_address);

	for (size_t i = 0; i < list->count; i++) {
		struct uio_device *device = &list->devices[i];

		if (strlen(device->name) == len &&
		    !memcmp(device->name, name, len) &&
		    (nth == UINT64_MAX || nth == seen++))
			list->devices[kept++] = *device;
		else
			device_free(device);
	}
	list->count = kept;
}

static int find_name(const char *name, size_t len, uint64_t nth,
		     struct uio_device_list *list)
{
	int err = uio_device_list(list);

	if (err)
		return err;
	keep_named(list, name, len, nth);
	if (list->count)
		return 0;
	uio_device_list_free(list);
	return -UIO_ENODEVICE;
}

int uio_device_find(const char *selector, struct uio_device_list *list)
{
	const char *hash = strrchr(selector, '#');
	unsigned int number;
	uint64_t nth;
	int err;

	*list = (struct uio_device_list){ 0 };
	if (selector_number(selector, &number)) {
		err = find_number(number, list);
		if (err != -UIO_ENODEVICE)
			return err;
	}
	err = find_name(selector, strlen(selector), UINT64_MAX, list);
	if (err == -UIO_ENODEVICE && hash && !number_parse(hash + 1, &nth))
		err = find_name(selector, hash - selector, nth, list);
	return err;
}

int uio_select(const char *selector, struct uio_device_list *list,
	       const char **region)
{
	char *device = strdup(selector), *colon;
	int err = device ? uio_device_find(device, list) : -ENOMEM;

	*region = NULL;
	while (err == -UIO_ENODEVICE && (colon = strrchr(device, ':'))) {
		*colon = '\0';
		*region = selector + (colon - device) + 1;
		err = uio_device_find(device, list);
	}
	free(device);
	return err;
}

int uio_region_find(const struct uio_device *device, const char *name,
		    const struct uio_region **region)
{
	const struct uio_region *found = NULL;
	char label[8];

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
	sprintf(label, "%s%u", region_kinds[region->kind].label,
		region->index % 10);
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
		device_free(&list->devices[i]);
	free(list->devices);
	*list = (struct uio_device_list){ 0 };
}
