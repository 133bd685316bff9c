// SPDX-License-Identifier: GPL-2.0-or-later
#include "device.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "facts.h"

const char *uio_device_name(const struct uio_device *device)
{
	if (!device->facts.name)
		uio_device_load(device, UIO_FACT_NAME);
	return device->facts.name ?: "";
}

const char *uio_device_version(const struct uio_device *device)
{
	uio_device_load(device, UIO_FACT_VERSION);
	return device->facts.version ?: "";
}

const char *uio_device_driver(const struct uio_device *device)
{
	uio_device_load(device, UIO_FACT_DRIVER);
	return device->facts.driver;
}

const char *uio_device_parent(const struct uio_device *device)
{
	uio_device_load(device, UIO_FACT_PARENT);
	return device->facts.parent;
}

const char *uio_device_bus(const struct uio_device *device)
{
	uio_device_load(device, UIO_FACT_BUS);
	return device->facts.bus;
}

bool uio_device_events(const struct uio_device *device, uint32_t *events)
{
	uio_device_load(device, UIO_FACT_EVENTS);
	*events = device->facts.events;
	return device->facts.counted;
}

bool uio_device_driven_by(const struct uio_device *device, const char *driver)
{
	const char *own = uio_device_driver(device);

	return own && !strcmp(own, driver);
}

int uio_device_open(const struct uio_device *device, const char *file,
		    int flags)
{
	char path[sizeof(UIO_CLASS) + 64];
	int fd;

	if (device->facts.held) {
		fd = openat(device->facts.dir, file, flags | O_CLOEXEC);
	} else {
		snprintf(path, sizeof(path), UIO_CLASS "/uio%u/%s",
			 device->number, file);
		fd = open(path, flags | O_CLOEXEC);
	}
	return fd < 0 ? -errno : fd;
}

void uio_device_free(struct uio_device *device)
{
	struct uio_facts *facts = &device->facts;
	struct uio_region *region;
	struct uio_trouble *trouble;

	while ((region = facts->regions)) {
		facts->regions = region->next;
		free(region->name);
		free(region->port_type);
		free(region);
	}
	while ((trouble = facts->troubles)) {
		facts->troubles = trouble->next;
		free(trouble->file);
		free(trouble);
	}
	if (facts->held)
		close(facts->dir);
	free(device->node);
	free(facts->name);
	free(facts->version);
	free(facts->driver);
	free(facts->parent);
	free(facts->bus);
}

/*
 * The kernel returns EINVAL for the name of a device that was unregistered.
 * When a device is removed its regions are removed first.
 */
static bool vanished(const struct uio_device *device)
{
	const struct uio_trouble *trouble = device->facts.troubles;
	char dir[sizeof(UIO_CLASS) + 64];

	for (; trouble; trouble = trouble->next) {
		sprintf(dir, "%.*s",
			(int)(strrchr(trouble->file, '/') - trouble->file),
			trouble->file);
		if (trouble->err == -ENODEV || trouble->err == -EINVAL ||
		    (trouble->err == -ENOENT && access(dir, F_OK)))
			return true;
	}
	return false;
}

const char *uio_device_address(const struct uio_device *device)
{
	const char *parent = uio_device_parent(device);

	return parent ? strrchr(parent, '/') + 1 : "";
}

/* Signs, leading zeros and too many digits are not allowed. */
bool uio_device_number(const char *name, unsigned int *number)
{
	const char *digit = name + 3;

	if (strncmp(name, "uio", 3))
		return false;
	*number = 0;
	while (*digit >= '0' && *digit <= '9' && digit - name < 12)
		*number = 10 * *number + (*digit++ - '0');
	return !*digit && digit > name + 3 &&
	       (name[3] != '0' || digit == name + 4);
}

/* The link in /sys/dev/char leads to .../uio/uioN. */
bool uio_node_number(const struct stat *node, unsigned int *number)
{
	char link[48], target[PATH_MAX], *name;
	ssize_t length;

	if (!S_ISCHR(node->st_mode))
		return false;
	sprintf(link, "/sys/dev/char/%u:%u", major(node->st_rdev),
		minor(node->st_rdev));
	length = readlink(link, target, sizeof(target) - 1);
	if (length < 0)
		return false;
	target[length] = '\0';
	name = strrchr(target, '/');
	if (!name || name - target < 4 || memcmp(name - 4, "/uio", 4))
		return false;
	return uio_device_number(name + 1, number);
}

const char *uio_node_path(const struct uio_device *device, char *path)
{
	if (device->node)
		return device->node;
	sprintf(path, "/dev/uio%u", device->number);
	return path;
}

int uio_node_stat(const struct uio_device *device, struct stat *result)
{
	char path[UIO_NODE_PATH];
	unsigned int number;

	if (stat(uio_node_path(device, path), result))
		return -errno;
	if (!uio_node_number(result, &number) || number != device->number)
		return -UIO_ENOTNODE;
	return 0;
}

int uio_node_allows(const struct uio_device *device, int mode)
{
	char path[UIO_NODE_PATH];
	struct stat node;
	int err = uio_node_stat(device, &node);

	if (err)
		return err;
	return access(uio_node_path(device, path), mode) ? -errno : 0;
}

static int by_number(const void *left, const void *right)
{
	const struct uio_device *a = left, *b = right;

	return COMPARE(a->number, b->number);
}

/* Reads the devices in the kernel's directory, in any order. */
static int read_numbers(DIR *class, struct uio_device_list *list)
{
	const struct dirent *entry;
	struct uio_device device = { 0 }, *larger;
	size_t room = 0;

	while (errno = 0, (entry = readdir(class))) {
		if (!uio_device_number(entry->d_name, &device.number))
			continue;
		if (list->count == room) {
			room = 2 * room + 16;
			larger = reallocarray(list->devices, room,
					      sizeof(*larger));
			if (!larger)
				return -ENOMEM;
			list->devices = larger;
		}
		list->devices[list->count++] = device;
	}
	return -errno;
}

/* Drops devices that were removed in the meantime. */
static int load_all(struct uio_device_list *list, unsigned int facts, int class)
{
	size_t kept = 0;
	int err = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct uio_device *device = &list->devices[i];

		if (!err)
			facts_load(device, facts, class);
		if (device->facts.no_memory)
			err = -ENOMEM;
		if (device->facts.troubles && vanished(device))
			uio_device_free(device);
		else
			list->devices[kept++] = *device;
	}
	list->count = kept;
	return err;
}

int uio_device_list(unsigned int facts, struct uio_device_list *list)
{
	DIR *class = opendir(UIO_CLASS);
	int err;

	*list = (struct uio_device_list){ 0 };
	if (!class && errno == ENOENT)
		return access("/sys/devices", F_OK) ? -UIO_ENOSYSFS : 0;
	if (!class)
		return -errno;
	err = read_numbers(class, list);
	if (list->count)
		qsort(list->devices, list->count, sizeof(*list->devices),
		      by_number);
	err = err ?: load_all(list, facts, dirfd(class));
	closedir(class);
	if (err)
		uio_device_list_free(list);
	return err;
}

void uio_device_list_free(struct uio_device_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		uio_device_free(&list->devices[i]);
	free(list->devices);
	*list = (struct uio_device_list){ 0 };
}

static const char *const labels[] = {
	[UIO_MAP] = "map",
	[UIO_PORT] = "port",
	[UIO_BAR] = "bar",
};

const struct uio_region *uio_device_regions(const struct uio_device *device,
					    unsigned int facts)
{
	uio_device_load(device, facts);
	return device->facts.regions;
}

const struct uio_trouble *uio_device_troubles(const struct uio_device *device)
{
	return device->facts.troubles;
}

int uio_device_known(const struct uio_device *device)
{
	return device->facts.no_memory ? -ENOMEM : 0;
}

int uio_region_find(const struct uio_device *device, const char *name,
		    const struct uio_region **region)
{
	static const unsigned int facts[] = { UIO_FACT_MAPS, UIO_FACT_PORTS,
					      UIO_FACT_BARS };
	const struct uio_region *found = NULL;
	char label[UIO_REGION_LABEL];

	if (!name) {
		uio_device_load(device, UIO_FACT_MAP0);
		found = device->facts.regions;
		if (found && found->kind != UIO_MAP)
			found = NULL;
	}
	for (enum uio_region_kind kind = UIO_MAP;
	     name && kind <= UIO_BAR && !found; kind++) {
		uio_device_load(device, facts[kind]);
		found = device->facts.regions;
		while (found && (found->kind != kind ||
				 strcmp(uio_region_label(found, label), name)))
			found = found->next;
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

const char *uio_region_name(const struct uio_device *device,
			    const struct uio_region *region)
{
	uio_device_load(device, UIO_FACT_MAPS);
	return region->name ?: "";
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
