// SPDX-License-Identifier: GPL-2.0-or-later
#include "facts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "common/base/text.h"
#include "pci.h"
#include "sysfs.h"

/**
 * struct reading - a directory whose files are being read
 * @err: the directory could not be opened
 * @within: its path relative to UIO_CLASS, with a slash after it
 */
struct reading {
	struct uio_device *device;
	int dir;
	int err;
	char within[40];
};

static const struct uio_trouble *note_trouble(struct reading *reading,
					      const char *file, int err)
{
	static const struct uio_trouble no_memory = { "", -ENOMEM, NULL };
	struct uio_facts *facts = &reading->device->facts;
	struct uio_trouble **last = &facts->troubles;
	struct uio_trouble *trouble = calloc(1, sizeof(*trouble));

	if (trouble)
		trouble->file =
			text_format(UIO_CLASS "/%s%s", reading->within, file);
	if (!trouble || !trouble->file || err == -ENOMEM) {
		facts->no_memory = true;
		free(trouble ? trouble->file : NULL);
		free(trouble);
		return &no_memory;
	}
	trouble->err = err;
	while (*last)
		last = &(*last)->next;
	*last = trouble;
	return trouble;
}

static const struct uio_trouble *read_text(struct reading *reading,
					   const char *file, char **text)
{
	const struct uio_trouble *trouble = NULL;
	int err = reading->err ?: attr_text_at(reading->dir, file, text);

	if (err) {
		trouble = note_trouble(reading, file, err);
		*text = strdup("");
	}
	if (!*text)
		reading->device->facts.no_memory = true;
	return trouble;
}

/* The directories of the regions that the UIO core exports. */
static const char *const directories[] = {
	[UIO_MAP] = "maps/map",
	[UIO_PORT] = "portio/port",
};

/* Their attributes that are numbers. */
static const struct {
	const char *file;
	size_t place;
} numbers[][3] = {
	[UIO_MAP] = { { "addr", offsetof(struct uio_region, addr) },
		      { "size", offsetof(struct uio_region, size) },
		      { "offset", offsetof(struct uio_region, offset) } },
	[UIO_PORT] = { { "start", offsetof(struct uio_region, addr) },
		       { "size", offsetof(struct uio_region, size) } },
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
 * The first trouble is kept as that of the region. A region can be used even if its
 * name cannot be read.
 */
static void load_region(struct reading *reading, enum uio_region_kind kind,
			unsigned int index)
{
	struct uio_region *region = uio_region_add(reading->device);
	const struct uio_trouble *trouble;

	if (!region)
		return;
	*region = (struct uio_region){
		.kind = kind,
		.index = index,
		.io = kind == UIO_PORT,
	};
	for (size_t i = 0; i < ARRAY_SIZE(numbers[kind]); i++) {
		const char *file = numbers[kind][i].file;
		uint64_t *number =
			(void *)((char *)region + numbers[kind][i].place);
		int err = file ? attr_number_at(reading->dir, file, number) : 0;

		/*
		 * Kernels before 3.13 have no such attribute: there the offset
		 * is part of the address.
		 */
		if (err == -ENOENT && number == &region->offset) {
			*number = region->addr % sysconf(_SC_PAGESIZE);
		} else if (err) {
			trouble = note_trouble(reading, file, err);
			region->trouble = region->trouble ?: trouble;
		}
	}
	if (kind == UIO_PORT) {
		trouble = read_text(reading, "porttype", &region->port_type);
		region->trouble = region->trouble ?: trouble;
	}
	/* The name of map0 is seldom needed. */
	if (kind != UIO_MAP || index)
		read_text(reading, "name", &region->name);
}

/*
 * Reads at most @most regions of a kind, from @first on. The kernel numbers them
 * without gaps, so the first missing one ends the list. Their number depends on the
 * kernel: Linux allows five of either kind.
 */
static void load_regions(struct reading *reading, enum uio_region_kind kind,
			 unsigned int first, unsigned int most)
{
	struct reading region = { .device = reading->device };
	char name[24];
	int err = reading->err;

	for (unsigned int i = first;
	     i - first < most && !reading->device->facts.no_memory; i++) {
		sprintf(name, "%s%u", directories[kind], i);
		sprintf(region.within, "uio%u/%s%u/", reading->device->number,
			directories[kind], i);
		region.dir =
			err ? -1
			    : openat(reading->dir, name, O_PATH | O_CLOEXEC);
		if (region.dir < 0) {
			err = err ?: -errno;
			if (err != -ENOENT)
				note_trouble(reading, name, err);
			return;
		}
		load_region(&region, kind, i);
		close(region.dir);
	}
}

/* Records the errno of a link that could not be read; it may be missing. */
static void note_link(struct reading *reading, const char *link)
{
	if (errno != ENOENT)
		note_trouble(reading, link, -errno);
}

/* Returns NULL if there is no such link. */
static char *read_link(struct reading *reading, const char *link)
{
	char *name = attr_link_at(reading->dir, link);

	if (!name)
		note_link(reading, link);
	return name;
}

/* Resolves a relative link in a directory. */
static void follow(char *path, const char *link)
{
	char *last;

	while (!strncmp(link, "../", 3) && (last = strrchr(path, '/'))) {
		*last = '\0';
		link += 3;
	}
	sprintf(path + strlen(path), "/%s", link);
}

/*
 * Finds the device's own directory and its parent's. No further links are between
 * them, so realpath(3) is not needed.
 */
static void load_parent(struct reading *reading)
{
	struct uio_facts *facts = &reading->device->facts;
	char own[sizeof(UIO_CLASS) + 16], path[2 * PATH_MAX] = UIO_CLASS;
	char link[PATH_MAX];
	ssize_t length;

	sprintf(own, UIO_CLASS "/uio%u", reading->device->number);
	length = readlink(own, link, sizeof(link) - 1);
	if (length < 0) {
		note_link(reading, "");
		return;
	}
	link[length] = '\0';
	follow(path, link);
	length = readlinkat(reading->dir, "device", link, sizeof(link) - 1);
	if (length < 0) {
		note_link(reading, "device");
		return;
	}
	link[length] = '\0';
	follow(path, link);
	facts->parent = strdup(path);
	if (!facts->parent)
		facts->no_memory = true;
}

static void load_bars(struct reading *reading)
{
	char text[512];
	ssize_t length;

	uio_device_load(reading->device, UIO_FACT_BUS);
	if (!pci_is_parent(reading->device))
		return;
	length = reading->err
			 ?: attr_read_at(reading->dir, "device/resource", text,
					 sizeof(text));
	if (length >= 0)
		length = pci_add_bars(reading->device, text);
	if (length < 0 && length != -ENOENT)
		note_trouble(reading, "device/resource", length);
}

static void load_from(struct reading *reading, unsigned int facts)
{
	struct uio_facts *known = &reading->device->facts;
	uint64_t events;
	int err;

	if (facts & UIO_FACT_NAME)
		read_text(reading, "name", &known->name);
	if (facts & UIO_FACT_VERSION)
		read_text(reading, "version", &known->version);
	if (facts & UIO_FACT_EVENTS) {
		err = reading->err
			      ?: attr_number_at(reading->dir, "event", &events);
		if (err)
			note_trouble(reading, "event", err);
		else
			known->events = events;
		known->counted = !err;
	}
	if (facts & UIO_FACT_MAP0)
		load_regions(reading, UIO_MAP, 0, 1);
	if (facts & UIO_FACT_MAPS && known->regions) {
		read_text(reading, "maps/map0/name", &known->regions->name);
		load_regions(reading, UIO_MAP, 1, UINT_MAX);
	}
	if (facts & UIO_FACT_PORTS)
		load_regions(reading, UIO_PORT, 0, UINT_MAX);
	if (facts & UIO_FACT_DRIVER)
		known->driver = read_link(reading, "device/driver");
	if (facts & UIO_FACT_PARENT)
		load_parent(reading);
	if (facts & UIO_FACT_BUS)
		known->bus = read_link(reading, "device/subsystem");
	if (facts & UIO_FACT_BARS)
		load_bars(reading);
}

/*
 * Opens the directory of a device, which must be the one that was opened before, if
 * any. @class is UIO_CLASS, open, or -1.
 */
static int open_directory(struct uio_device *device, int class)
{
	struct uio_facts *facts = &device->facts;
	char path[sizeof(UIO_CLASS) + 16];
	struct stat opened;
	int dir;

	sprintf(path, UIO_CLASS "/uio%u", device->number);
	dir = class < 0 ? open(path, O_PATH | O_CLOEXEC)
			: openat(class, path + sizeof(UIO_CLASS),
				 O_PATH | O_CLOEXEC);
	if (dir < 0)
		return -errno;
	if (fstat(dir, &opened) ||
	    (facts->inode && facts->inode != opened.st_ino)) {
		close(dir);
		return -ENODEV;
	}
	facts->inode = opened.st_ino;
	return dir;
}

void facts_load(struct uio_device *device, unsigned int facts, int class)
{
	struct reading reading = { .device = device, .dir = device->facts.dir };
	char name[24];

	/* Regions are kept in the order of their kinds. */
	if (facts & UIO_FACT_BARS)
		facts |= UIO_FACT_PORTS;
	if (facts & UIO_FACT_PORTS)
		facts |= UIO_FACT_MAPS;
	if (facts & UIO_FACT_MAPS)
		facts |= UIO_FACT_MAP0;
	facts &= ~device->facts.known;
	device->facts.known |= facts;
	/* Opening the device's directory is not worthwhile for a single file. */
	if (!device->facts.held && facts == UIO_FACT_NAME && class >= 0) {
		sprintf(name, "uio%u/name", device->number);
		reading.dir = class;
		read_text(&reading, name, &device->facts.name);
		return;
	}
	sprintf(reading.within, "uio%u/", device->number);
	if (!device->facts.held) {
		reading.dir = open_directory(device, class);
		reading.err = reading.dir < 0 ? reading.dir : 0;
	}
	load_from(&reading, facts);
	if (!device->facts.held && reading.dir >= 0)
		close(reading.dir);
}

int uio_device_hold(struct uio_device *device)
{
	int dir = open_directory(device, -1);

	if (dir < 0)
		return dir == -ENOENT || dir == -ENODEV ? -UIO_ENODEVICE : dir;
	device->facts.dir = dir;
	device->facts.held = true;
	return 0;
}

/*
 * Facts are a cache: they are read even for callers that must not change the
 * device.
 */
void uio_device_load(const struct uio_device *device, unsigned int facts)
{
	if (facts & ~device->facts.known)
		facts_load((struct uio_device *)device, facts, -1);
}
