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

#define COMPATIBLE_MAX 4096

/* Takes ownership of an allocated name. */
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

/* The property is a sequence of strings, each ended by a NUL. */
static void add_compatible(struct uio_names *list)
{
	const char *parent = uio_device_parent(list->device);
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

char *uio_device_other_name(const struct uio_device *device)
{
	const char *name = uio_device_name(device), *address;
	size_t length = strcspn(name, "@"), unit;
	char *node;

	if (!length)
		return NULL;
	if (name[length])
		return strndup(name, length);
	if (!uio_device_parent(device))
		return NULL;
	/* A device that has the name NAME of its node is also NAME@UNIT. */
	node = attr_link_in(uio_device_parent(device), "of_node");
	if (node && !strncmp(node, name, length) && node[length] == '@')
		return node;
	free(node);
	/*
	 * The same name is derived from UNIT.NAME, the name of a parent that
	 * was created from a node.
	 */
	address = uio_device_address(device);
	unit = strspn(address, "0123456789abcdef");
	if (!unit || address[unit] != '.' || strcmp(address + unit + 1, name))
		return NULL;
	return text_format("%s@%.*s", name, (int)unit, address);
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

	if (matches(pattern, uio_device_name(device), exact))
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
		names_free(list.names, list.count);
		return -ENOMEM;
	}
	*names = list.names;
	return list.count;
}

/* The kinds of names, the most specific first. */
enum kind {
	OWN,
	OTHER,
	PCI_ID,
	PARENT,
	COMPATIBLE,
	DRIVER,
};

static void add_kind(struct uio_names *list, enum kind kind)
{
	const struct uio_device *device = list->device;
	uint64_t vendor, model;
	char *name;
	int parent;

	switch (kind) {
	case OWN:
		add(list, strdup(uio_device_name(device)));
		break;
	case OTHER:
		name = uio_device_other_name(device);
		if (name)
			add(list, name);
		break;
	case PCI_ID:
		parent = uio_device_open(device, "device", O_PATH);
		if (parent < 0)
			break;
		if (!attr_number_at(parent, "vendor", &vendor) &&
		    !attr_number_at(parent, "device", &model))
			add(list, text_format("pci:%04" PRIx64 ":%04" PRIx64,
					      vendor, model));
		close(parent);
		break;
	case PARENT:
		if (!strcmp(uio_device_bus(device) ?: "", "platform"))
			add(list, strdup(uio_device_address(device)));
		break;
	case COMPATIBLE:
		add_compatible(list);
		break;
	case DRIVER:
		if (uio_device_driver(device))
			add(list, strdup(uio_device_driver(device)));
		break;
	}
}

const char *uio_name_at(struct uio_names *names, int index)
{
	while (names->device && index >= names->count && names->kinds <= DRIVER)
		add_kind(names, names->kinds++);
	return index < names->count ? names->names[index] : NULL;
}
