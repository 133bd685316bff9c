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

#include "common/base/text.h"
#include "sysfs.h"

#define COMPATIBLE_MAX 4096

struct names {
	char **names;
	int count;
	bool failed;
};

/* Takes over an allocated name. */
static void add(struct names *list, char *name)
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

static void add_pci_id(struct names *list, const struct uio_device *device)
{
	static const char *const attrs[] = { "vendor", "device" };
	uint64_t id[2];

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
static void add_compatible(struct names *list, const struct uio_device *device)
{
	char *path = text_format("%s/of_node/compatible", device->parent);
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

static int finish(struct names *list, char ***names)
{
	if (list->failed) {
		names_free(list->names, list->count);
		return -ENOMEM;
	}
	*names = list->names;
	return list->count;
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
	struct names list = { 0 };

	if (device->parent)
		add_compatible(&list, device);
	return finish(&list, names);
}

int uio_device_names(const struct uio_device *device, char ***names)
{
	struct names list = { 0 };

	char *other = uio_device_other_name(device);

	add(&list, strdup(device->name));
	if (other)
		add(&list, other);
	if (device->parent) {
		add_pci_id(&list, device);
		if (device->bus && !strcmp(device->bus, "platform"))
			add(&list, strdup(uio_device_address(device)));
		add_compatible(&list, device);
	}
	if (device->driver)
		add(&list, strdup(device->driver));
	return finish(&list, names);
}
