// SPDX-License-Identifier: GPL-2.0-or-later
#include "lookup.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "common/base/number.h"
#include "common/base/text.h"
#include "map-address.h"
#include "names.h"
#include "pci.h"

#define DEVICE_TREE "/sys/firmware/devicetree/base"

/* Without #K all matches count. */
#define EACH UINT64_MAX

/* Whether a node is /dev/uioN itself, possibly through a link. */
static bool is_usual_node(const char *word, const struct stat *node,
			  const struct uio_device *device)
{
	char path[UIO_NODE_PATH];
	struct stat usual;

	if (!strcmp(word, uio_node_path(device, path)))
		return true;
	return !uio_node_stat(device, &usual) && usual.st_dev == node->st_dev &&
	       usual.st_ino == node->st_ino;
}

/* Finds a device by N, uioN, or its node, which is then the one to open. */
static int find_number(const char *word, struct uio_device_list *found)
{
	unsigned int number;
	struct stat node;
	bool path = false;
	uint64_t value;
	int err;

	if (isdigit((unsigned char)*word) && !number_parse(word, &value) &&
	    value <= UINT_MAX) {
		number = value;
	} else if (!uio_device_number(word, &number)) {
		if (!strchr(word, '/'))
			return -UIO_ENODEVICE;
		if (stat(word, &node))
			return errno == EACCES ? -EACCES : -UIO_ENODEVICE;
		path = true;
		if (!uio_node_number(&node, &number))
			return -UIO_ENOTNODE;
	}
	found->devices = calloc(1, sizeof(*found->devices));
	if (!found->devices)
		return -ENOMEM;
	found->devices->number = number;
	err = uio_device_hold(found->devices);
	if (!err) {
		found->count = 1;
		path = path && !is_usual_node(word, &node, found->devices);
		found->devices->node = path ? strdup(word) : NULL;
		if (path && !found->devices->node)
			err = -ENOMEM;
	}
	if (err)
		uio_device_list_free(found);
	return err;
}

static bool has_name(const struct uio_device *device, const char *word)
{
	/* It was read with the list, and is missing only if memory was short. */
	return device->facts.name && !strcmp(device->facts.name, word);
}

/* Reads sysfs only if both names are equal up to an @. */
static bool has_other_name(const struct uio_device *device, const char *word)
{
	const char *name = uio_device_name(device);
	size_t length = strcspn(name, "@");

	return strcspn(word, "@") == length && !strncmp(name, word, length) &&
	       uio_device_is_named(device, word, true);
}

static bool has_pci_address(const struct uio_device *device, const char *word)
{
	const char *address;

	if (!strchr(word, ':') || !strchr(word, '.') || !pci_is_parent(device))
		return false;
	address = uio_device_address(device);
	/* The first PCI domain can be left out, as with lspci. */
	return !strcmp(word, address) ||
	       (!strncmp(address, "0000:", 5) && !strcmp(word, address + 5));
}

static bool has_parent(const struct uio_device *device, const char *word)
{
	const char *address = strchr(word, ':'), *bus;

	if (!address)
		return false;
	bus = uio_device_bus(device);
	if (!bus || strlen(bus) != (size_t)(address - word) ||
	    strncmp(word, bus, address - word))
		return false;
	address++;
	return !strcmp(address, uio_device_address(device)) ||
	       has_pci_address(device, address);
}

/* Whether a word is DOMAIN:BUS:DEVICE.FUNCTION; #K may follow. */
static bool is_pci_address(const char *word)
{
	unsigned int domain, bus, slot, function;
	int end = 0;

	if (sscanf(word, "%4x:%2x:%2x.%1x%n", &domain, &bus, &slot, &function,
		   &end) != 4)
		sscanf(word, "%2x:%2x.%1x%n", &bus, &slot, &function, &end);
	if (end && word[end] == '#')
		end += 1 + strspn(word + end + 1, "0123456789");
	return end && !word[end];
}

/* The N of PARENT/resourceN, the file of a BAR; -1 for any other file. */
static int resource_number(const struct uio_device *device, const char *word)
{
	const char *parent;
	char path[PATH_MAX], *file;
	int number = -1, end = 0;

	if (!pci_is_parent(device) || !realpath(word, path))
		return -1;
	parent = uio_device_parent(device);
	file = strrchr(path, '/');
	*file++ = '\0';
	if (!parent || strcmp(path, parent) ||
	    sscanf(file, "resource%1d%n", &number, &end) != 1 || file[end])
		return -1;
	return number;
}

static bool has_resource(const struct uio_device *device, const char *word)
{
	return strchr(word, '/') && resource_number(device, word) >= 0;
}

static bool has_tree_node(const struct uio_device *device, const char *word)
{
	const char *parent;
	char *link, *path = NULL;
	bool same;

	if (strncmp(word, "of:", 3))
		return false;
	parent = uio_device_parent(device);
	link = parent ? text_format("%s/of_node", parent) : NULL;
	if (link)
		path = realpath(link, NULL);
	same = path && !strncmp(path, DEVICE_TREE, sizeof(DEVICE_TREE) - 1) &&
	       !strcmp(path + sizeof(DEVICE_TREE) - 1, word + 3);
	free(path);
	free(link);
	return same;
}

static bool has_register_at(const struct uio_device *device, const char *word)
{
	uint64_t addr;

	return uio_address_of(word, &addr) && uio_map_from(device, addr);
}

typedef bool form(const struct uio_device *device, const char *word);

static void swap(struct uio_device *a, struct uio_device *b)
{
	struct uio_device other = *a;

	*a = *b;
	*b = other;
}

/*
 * Keeps the devices that match the word, in the order of bus addresses, or all if
 * none does. Returns the number of devices that match.
 */
static size_t keep(struct uio_device_list *list, form *fits, const char *word,
		   uint64_t nth)
{
	struct uio_device *devices = list->devices;
	size_t matching, kept = 0;

	for (size_t i = 0; i < list->count; i++)
		if (fits(&devices[i], word) && kept++ < i)
			swap(&devices[kept - 1], &devices[i]);
	matching = kept;
	if (!kept || (nth != EACH && nth >= kept))
		return matching;
	if (kept > 1)
		qsort(devices, kept, sizeof(*devices), uio_by_address);
	if (nth != EACH) {
		swap(&devices[0], &devices[nth]);
		kept = 1;
	}
	while (list->count > kept)
		uio_device_free(&devices[--list->count]);
	return matching;
}

static bool keep_word(struct uio_device_list *list, const char *word,
		      uint64_t nth)
{
	/* The first form that matches wins. */
	static form *const forms[] = {
		has_name,     has_other_name, has_parent,      has_pci_address,
		has_resource, has_tree_node,  has_register_at,
	};
	size_t matching = 0;
	uint64_t nearest;
	char exact[24];

	for (size_t i = 0; i < ARRAY_SIZE(forms) && !matching; i++)
		matching = keep(list, forms[i], word, nth);
	if (!matching && uio_nearest_register(list, word, &nearest)) {
		sprintf(exact, "@0x%" PRIx64, nearest);
		matching = keep(list, has_register_at, exact, nth);
	}
	return matching && (nth == EACH || nth < matching);
}

/* Like keep(), for a word that may end in #K. */
static bool keep_nth(struct uio_device_list *list, char *word)
{
	char *hash = strrchr(word, '#');
	uint64_t nth;
	bool found;

	if (!hash || number_parse(hash + 1, &nth) || nth == EACH)
		return false;
	*hash = '\0';
	found = keep_word(list, word, nth);
	if (!found)
		*hash = '#';
	return found;
}

/*
 * Whether to try other forms; remembers that the word was the path of a file that is
 * not a node, or that this process may not see.
 */
static bool is_none(int err, int *none)
{
	if (err == -UIO_ENOTNODE || err == -EACCES)
		*none = err;
	return err == -UIO_ENODEVICE || err == *none;
}

/* Shortens the word, part by part, until it names a device. */
static int select_word(char *word, struct uio_device_list *found, size_t *end)
{
	struct uio_device_list all;
	char *colon;
	int none = -UIO_ENODEVICE, err = find_number(word, found);

	/* With a number the other devices need not be read. */
	if (!is_none(err, &none))
		return err;
	err = uio_device_list(UIO_FACT_NAME, &all);
	if (err)
		return err;
	while (!keep_word(&all, word, EACH) && !keep_nth(&all, word)) {
		colon = strrchr(word, ':');
		err = none;
		/* In 0000:00:03.0 the 0000 is not the number of a device. */
		if (!colon || is_pci_address(word))
			break;
		*colon = '\0';
		*end = colon - word;
		err = find_number(word, found);
		if (!is_none(err, &none))
			break;
		err = 0;
	}
	/* If memory was short for a part of a device, that may be the one. */
	for (size_t i = 0; err && i < all.count; i++)
		if (uio_device_known(&all.devices[i]))
			err = -ENOMEM;
	if (!err && !found->count)
		*found = all;
	else
		uio_device_list_free(&all);
	if (err == -UIO_ENODEVICE && access("/sys/class/uio", F_OK))
		err = -UIO_ENOUIO;
	return err;
}

/* The region that is part of the form, if only one device matches. */
static const struct uio_region *region_at(const struct uio_device_list *found,
					  const char *word)
{
	const struct uio_region *region;
	uint64_t first;
	int number;

	if (*word == '@' && uio_nearest_register(found, word, &first))
		return uio_map_from(found->devices, first);
	number = strchr(word, '/') ? resource_number(found->devices, word) : -1;
	if (number < 0)
		return NULL;
	region = uio_device_regions(found->devices, UIO_FACT_REGIONS);
	while (region && (region->kind != UIO_BAR ||
			  region->index != (unsigned int)number))
		region = region->next;
	return region;
}

int uio_lookup(const char *selector, struct uio_match *match)
{
	struct uio_device_list *found = &match->found;
	char *word = strdup(selector);
	size_t end = strlen(selector);
	int err;

	*match = (struct uio_match){ 0 };
	err = word ? select_word(word, found, &end) : -ENOMEM;
	/* A device that was found by its number is held, and has no such region. */
	if (!err && found->count == 1 && !found->devices->facts.held) {
		err = uio_device_hold(found->devices);
		if (err)
			uio_device_list_free(found);
		else
			match->at = region_at(found, word);
	}
	if (!err) {
		match->length = end;
		match->region = selector[end] ? selector + end + 1 : NULL;
	}
	free(word);
	return err;
}
