// SPDX-License-Identifier: GPL-2.0-or-later
#include "names.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/array.h"
#include "common/base/text.h"
#include "sysfs.h"

#define COMPATIBLE_MAX 4096

/* Takes over an allocated name. */
static void add(struct uio_names *list, char *name)
{
	char **larger =
		reallocarray(list->names, list->count + 2, sizeof(*larger));

	if (larger)
		list->names = larger;
	if (!larger || !name) {
		list->failed = true;
		free(name);
		return;
	}
	larger[list->count++] = name;
	larger[list->count] = NULL;
}

static void add_pci_id(struct uio_names *list)
{
	const struct uio_device *device = list->device;
	static const char *const attrs[] = { "vendor", "device" };
	uint64_t id[2];

	if (!device->parent)
		return;
	for (int i = 0; i < 2; i++) {
		char *path = text_format("%s/%s", device->parent, attrs[i]);
		int err = path ? attr_read_u64(path, &id[i]) : -ENOMEM;

		free(path);
		if (err)
			return;
	}
	add(list, text_format("pci:%04" PRIx64 ":%04" PRIx64, id[0], id[1]));
}

/* The property is a row of strings, each with its NUL. */
static void add_compatible(struct uio_names *list)
{
	const char *parent = list->device->parent;
	char *path = parent ? text_format("%s/of_node/compatible", parent)
			    : NULL;
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	char strings[COMPATIBLE_MAX + 1] = "";
	ssize_t length;

	free(path);
	if (fd < 0)
		return;
	length = read(fd, strings, COMPATIBLE_MAX);
	close(fd);
	for (ssize_t at = 0; at < length; at += strlen(strings + at) + 1)
		add(list, strdup(strings + at));
}

/* NAME@UNIT, if the device's name is the NAME of its node. */
static char *node_name(const struct uio_device *device)
{
	char *path = text_format("%s/of_node", device->parent);
	char *node = path ? attr_link(path) : NULL;
	size_t length = strlen(device->name);

	free(path);
	if (node && !strncmp(node, device->name, length) && node[length] == '@')
		return node;
	free(node);
	return NULL;
}

/* The same from UNIT.NAME, the name of a parent that was made from a node. */
static char *parent_name(const struct uio_device *device)
{
	const char *address = uio_device_address(device);
	size_t unit = strspn(address, "0123456789abcdef");

	if (!unit || address[unit] != '.' ||
	    strcmp(address + unit + 1, device->name))
		return NULL;
	return text_format("%s@%.*s", device->name, (int)unit, address);
}

char *uio_device_other_name(const struct uio_device *device)
{
	size_t length = strcspn(device->name, "@");

	if (!length)
		return NULL;
	if (device->name[length])
		return strndup(device->name, length);
	if (!device->parent)
		return NULL;
	return node_name(device) ?: parent_name(device);
}

static bool matches(const char *pattern, const char *name, bool exact)
{
	return exact ? !strcmp(pattern, name) : !fnmatch(pattern, name, 0);
}

bool uio_device_is_named(const struct uio_device *device, const char *pattern,
			 bool exact)
{
	char *other;
	bool is;

	if (matches(pattern, device->name, exact))
		return true;
	other = uio_device_other_name(device);
	is = other && matches(pattern, other, exact);
	free(other);
	return is;
}

int uio_device_compatible(const struct uio_device *device, char ***names)
{
	struct uio_names list = { .device = device };

	add_compatible(&list);
	if (list.failed) {
		uio_names_free(&list);
		return -ENOMEM;
	}
	*names = list.names;
	return list.count;
}

static void add_own(struct uio_names *list)
{
	add(list, strdup(list->device->name));
}

static void add_other(struct uio_names *list)
{
	char *other = uio_device_other_name(list->device);

	if (other)
		add(list, other);
}

static void add_parent(struct uio_names *list)
{
	const struct uio_device *device = list->device;

	if (device->parent && device->bus && !strcmp(device->bus, "platform"))
		add(list, strdup(uio_device_address(device)));
}

static void add_driver(struct uio_names *list)
{
	if (list->device->driver)
		add(list, strdup(list->device->driver));
}

static void (*const kinds[])(struct uio_names *list) = {
	add_own, add_other, add_pci_id, add_parent, add_compatible, add_driver,
};

const char *uio_name_at(struct uio_names *names, int index)
{
	while (names->device && index >= names->count &&
	       names->kinds < ARRAY_SIZE(kinds))
		kinds[names->kinds++](names);
	return index < names->count ? names->names[index] : NULL;
}

void uio_names_free(struct uio_names *names)
{
	names_free(names->names, names->count);
}
