// SPDX-License-Identifier: GPL-2.0-or-later
#include "known-devices.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/text.h"
#include "common/device/sysfs.h"

static void drop(struct known_device **link)
{
	struct known_device *device = *link;

	*link = device->next;
	free(device->syspath);
	free(device->name);
	free(device->driver);
	free(device);
}

/* A device is PARENT/uio/uioN. */
static size_t parent_length(const char *syspath)
{
	const char *end = strrchr(syspath, '/');

	while (end && end > syspath && *--end != '/')
		;
	return end ? (size_t)(end - syspath) : 0;
}

static bool has_parent(const struct known_device *device, const char *parent,
		       size_t length)
{
	return parent_length(device->syspath) == length &&
	       !memcmp(device->syspath, parent, length);
}

static struct known_device **find(struct known_devices *known,
				  const char *syspath)
{
	struct known_device **link = &known->first;

	while (*link && strcmp((*link)->syspath, syspath))
		link = &(*link)->next;
	return link;
}

static void forget_gone(struct known_devices *known, const char *parent,
			size_t length)
{
	struct known_device **link = &known->first;

	while (*link)
		if ((*link)->gone && has_parent(*link, parent, length))
			drop(link);
		else
			link = &(*link)->next;
}

const struct known_device *known_device(struct known_devices *known,
					const char *syspath, bool new)
{
	struct known_device **link, *device;

	if (new)
		forget_gone(known, syspath, parent_length(syspath));
	link = find(known, syspath);
	if (*link && !new)
		return *link;
	if (*link)
		drop(link);
	device = calloc(1, sizeof(*device));
	if (!device)
		return NULL;
	device->syspath = strdup(syspath);
	if (!device->syspath) {
		free(device);
		return NULL;
	}
	/* The facts of a device that is gone by now stay NULL. */
	if (attr_read_in(syspath, "name", &device->name))
		device->name = NULL;
	device->driver = attr_link_in(syspath, "device/driver");
	device->next = known->first;
	known->first = device;
	return device;
}

int known_list(struct known_devices *known)
{
	char **names;
	int count = dir_names("/sys/class/uio", &names), err = 0;

	if (count < 0)
		return count == -ENOENT ? 0 : count;
	for (int i = 0; i < count && !err; i++) {
		char *path = text_format("/sys/class/uio/%s", names[i]);
		char *syspath = path ? realpath(path, NULL) : NULL;

		/* A device that has been removed in the meantime is skipped. */
		if (syspath && !known_device(known, syspath, false))
			err = -ENOMEM;
		free(syspath);
		free(path);
	}
	names_free(names, count);
	return err;
}

void known_gone(struct known_devices *known, const char *syspath)
{
	struct known_device *device = *find(known, syspath);

	if (device)
		device->gone = true;
}

const struct known_device *known_child(const struct known_devices *known,
				       const char *parent)
{
	for (struct known_device *d = known->first; d; d = d->next)
		if (has_parent(d, parent, strlen(parent)))
			return d;
	return NULL;
}

void known_forget_gone(struct known_devices *known, const char *parent)
{
	forget_gone(known, parent, strlen(parent));
}

void known_free(struct known_devices *known)
{
	while (known->first)
		drop(&known->first);
}
