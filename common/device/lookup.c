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
#include "common/base/closest.h"
#include "common/base/error.h"
#include "common/base/number.h"
#include "common/base/text.h"
#include "devnode.h"
#include "names.h"
#include "pci.h"
#include "sysfs.h"

#define DEVICE_TREE "/sys/firmware/devicetree/base"

/* No #K: all that fit. */
#define EACH UINT64_MAX

#define ALNUM	   "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
#define HEX_DIGITS "0123456789abcdefABCDEF"

/*
 * Two parts of bus addresses. Whether its digits are decimal or hexadecimal, the
 * longer number is the greater one. Numbers come before words, and words may end
 * in a decimal number.
 */
static int compare_parts(const char *a, size_t a_len, const char *b,
			 size_t b_len)
{
	bool a_number = strspn(a, HEX_DIGITS) >= a_len;
	bool b_number = strspn(b, HEX_DIGITS) >= b_len;
	char a_word[64], b_word[64];

	if (a_number != b_number)
		return a_number ? -1 : 1;
	if (!a_number) {
		snprintf(a_word, sizeof(a_word), "%.*s", (int)a_len, a);
		snprintf(b_word, sizeof(b_word), "%.*s", (int)b_len, b);
		return strverscmp(a_word, b_word);
	}
	for (; a_len && *a == '0'; a_len--)
		a++;
	for (; b_len && *b == '0'; b_len--)
		b++;
	if (a_len != b_len)
		return a_len < b_len ? -1 : 1;
	return strncasecmp(a, b, a_len);
}

/* By their parts: 9f000.fpga, a0000000.dma; 0000:00:1f.3; uio_sim.9, uio_sim.10. */
static int compare_addresses(const char *a, const char *b)
{
	int order = 0;

	while (!order && (*a || *b)) {
		size_t a_len = strspn(a, ALNUM), b_len = strspn(b, ALNUM);

		order = compare_parts(a, a_len, b, b_len);
		a += a_len + (a[a_len] != '\0');
		b += b_len + (b[b_len] != '\0');
	}
	return order;
}

static int by_bus_address(const void *left, const void *right)
{
	const struct uio_device *a = left, *b = right;
	const char *a_text = uio_device_address(a);
	const char *b_text = uio_device_address(b);

	return compare_addresses(a_text, b_text) ?: strcmp(a_text, b_text)
						 ?: a->number < b->number ? -1
									  : 1;
}

/* N or uioN. */
static bool is_number(const char *word, unsigned int *number)
{
	uint64_t value;

	if (isdigit((unsigned char)*word) && !number_parse(word, &value) &&
	    value <= UINT_MAX) {
		*number = value;
		return true;
	}
	return uio_device_number(word, number);
}

/* Whether a node is /dev/uioN itself, perhaps through a link. */
static bool is_usual_node(const struct stat *node,
			  const struct uio_device *device)
{
	struct stat usual;

	return !uio_node_stat(device, &usual) && usual.st_dev == node->st_dev &&
	       usual.st_ino == node->st_ino;
}

/* The device of a number, or of a node, which is then the one to open. */
static int find_number(const char *word, struct uio_device_list *found)
{
	unsigned int number;
	struct stat node;
	bool path = false;
	int err;

	if (!is_number(word, &number)) {
		path = strchr(word, '/') && !stat(word, &node);
		if (!path)
			return -UIO_ENODEVICE;
		if (!uio_node_number(&node, &number))
			return -UIO_ENOTNODE;
	}
	found->devices = calloc(1, sizeof(*found->devices));
	if (!found->devices)
		return -ENOMEM;
	err = uio_device_read(found->devices, number);
	if (!err) {
		found->count = 1;
		path = path && !is_usual_node(&node, found->devices);
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
	return !strcmp(device->name, word);
}

static bool has_other_name(const struct uio_device *device, const char *word)
{
	return uio_device_is_named(device, word, true);
}

static bool has_pci_address(const struct uio_device *device, const char *word)
{
	const char *address = uio_device_address(device);

	if (!pci_is_parent(device))
		return false;
	/* The first PCI domain need not be named, as for lspci. */
	return !strcmp(word, address) ||
	       (!strncmp(address, "0000:", 5) && !strcmp(word, address + 5));
}

static bool has_parent(const struct uio_device *device, const char *word)
{
	size_t bus_len = device->bus ? strlen(device->bus) : 0;

	if (!bus_len || strncmp(word, device->bus, bus_len) ||
	    word[bus_len] != ':')
		return false;
	word += bus_len + 1;
	return !strcmp(word, uio_device_address(device)) ||
	       has_pci_address(device, word);
}

/* DOMAIN:BUS:DEVICE.FUNCTION, of a device or not; #K may follow. */
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

/* The N of PARENT/resourceN, which is a BAR as a file; -1 for another path. */
static int resource_number(const struct uio_device *device, const char *word)
{
	char path[PATH_MAX], *file;
	int number = -1, end = 0;

	if (!strchr(word, '/') || !pci_is_parent(device) ||
	    !realpath(word, path))
		return -1;
	file = strrchr(path, '/');
	*file++ = '\0';
	if (strcmp(path, device->parent) ||
	    sscanf(file, "resource%1d%n", &number, &end) != 1 || file[end])
		return -1;
	return number;
}

static bool has_resource(const struct uio_device *device, const char *word)
{
	return resource_number(device, word) >= 0;
}

static const struct uio_region *bar_of(const struct uio_device *device,
				       int number)
{
	for (size_t i = 0; i < device->region_count; i++)
		if (device->regions[i].kind == UIO_BAR &&
		    (int)device->regions[i].index == number)
			return &device->regions[i];
	return NULL;
}

static bool has_tree_node(const struct uio_device *device, const char *word)
{
	char *link, *path = NULL;
	bool same;

	if (strncmp(word, "of:", 3) || !device->parent)
		return false;
	link = text_format("%s/of_node", device->parent);
	if (link)
		path = realpath(link, NULL);
	same = path && !strncmp(path, DEVICE_TREE, sizeof(DEVICE_TREE) - 1) &&
	       !strcmp(path + sizeof(DEVICE_TREE) - 1, word + 3);
	free(path);
	free(link);
	return same;
}

static uint64_t first_register(const struct uio_region *map)
{
	return map->addr + map->offset;
}

/* What is below the first register of a map's page belongs to a neighbour. */
static bool holds(const struct uio_region *map, uint64_t addr)
{
	return map->kind == UIO_MAP && !map->trouble &&
	       addr >= first_register(map) &&
	       (addr == first_register(map) || addr - map->addr < map->size);
}

static bool address_of(const char *word, uint64_t *addr)
{
	return *word == '@' && !number_parse(word + 1, addr);
}

static const struct uio_region *map_from(const struct uio_device *device,
					 uint64_t first)
{
	for (size_t i = 0; i < device->region_count; i++)
		if (device->regions[i].kind == UIO_MAP &&
		    !device->regions[i].trouble &&
		    first_register(&device->regions[i]) == first)
			return &device->regions[i];
	return NULL;
}

static bool has_register_at(const struct uio_device *device, const char *word)
{
	uint64_t addr;

	return address_of(word, &addr) && map_from(device, addr);
}

/*
 * Where the maps that hold the address begin: of several the nearest, for maps
 * that share a page all reach to its end.
 */
static bool nearest_register(const struct uio_device_list *list,
			     const char *word, uint64_t *nearest)
{
	bool found = false;
	uint64_t addr;

	if (!address_of(word, &addr))
		return false;
	for (size_t i = 0; i < list->count; i++) {
		const struct uio_device *device = &list->devices[i];

		for (size_t j = 0; j < device->region_count; j++) {
			const struct uio_region *map = &device->regions[j];

			if (!holds(map, addr) ||
			    (found && first_register(map) <= *nearest))
				continue;
			*nearest = first_register(map);
			found = true;
		}
	}
	return found;
}

typedef bool form(const struct uio_device *device, const char *word);

static bool chosen(const struct uio_device *device, form *fits,
		   const char *word, uint64_t nth, uint64_t *seen)
{
	return fits(device, word) && (nth == EACH || nth == (*seen)++);
}

/* Leave in the list what the word names, or all of it where that is nothing. */
static bool keep(struct uio_device_list *list, form *fits, const char *word,
		 uint64_t nth)
{
	size_t count = 0, kept = 0;
	uint64_t seen = 0;

	for (size_t i = 0; i < list->count; i++)
		count += chosen(&list->devices[i], fits, word, nth, &seen);
	if (!count)
		return false;
	seen = 0;
	for (size_t i = 0; i < list->count; i++)
		if (chosen(&list->devices[i], fits, word, nth, &seen))
			list->devices[kept++] = list->devices[i];
		else
			uio_device_free(&list->devices[i]);
	list->count = kept;
	return true;
}

static bool keep_word(struct uio_device_list *list, const char *word,
		      uint64_t nth)
{
	/* In this order: a form that fits hides those behind it. */
	static form *const forms[] = {
		has_name,     has_other_name, has_parent,      has_pci_address,
		has_resource, has_tree_node,  has_register_at,
	};
	uint64_t nearest;
	char exact[24];

	for (size_t i = 0; i < ARRAY_SIZE(forms); i++)
		if (keep(list, forms[i], word, nth))
			return true;
	if (!nearest_register(list, word, &nearest))
		return false;
	sprintf(exact, "@0x%" PRIx64, nearest);
	return keep(list, has_register_at, exact, nth);
}

/* The same where #K ends the word. */
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

int uio_list_by_address(struct uio_device_list *list)
{
	int err = uio_device_list(list);

	if (!err && list->count)
		qsort(list->devices, list->count, sizeof(*list->devices),
		      by_bus_address);
	return err;
}

/* Whether a word may still be another form; a file that is not a node is news. */
static bool is_none(int err, int *none)
{
	if (err == -UIO_ENOTNODE)
		*none = err;
	return err == -UIO_ENODEVICE || err == -UIO_ENOTNODE;
}

/* Shorten the word, part by part, until it names a device. */
static int select_word(char *word, struct uio_device_list *found, size_t *end)
{
	struct uio_device_list all;
	char *colon;
	int none = access("/sys/class/uio", F_OK) ? -UIO_ENOUIO
						  : -UIO_ENODEVICE;
	int err = find_number(word, found);

	/* A number spares reading all the other devices. */
	if (!is_none(err, &none))
		return err;
	err = uio_list_by_address(&all);
	if (err)
		return err;
	while (!keep_word(&all, word, EACH) && !keep_nth(&all, word)) {
		colon = strrchr(word, ':');
		err = none;
		/* The 0000 of 0000:00:03.0 is not the device 0. */
		if (!colon || is_pci_address(word))
			break;
		*colon = '\0';
		*end = colon - word;
		err = find_number(word, found);
		if (!is_none(err, &none))
			break;
		err = 0;
	}
	if (!err && !found->count)
		*found = all;
	else
		uio_device_list_free(&all);
	return err;
}

/* The region that the form itself names, of the only device. */
static const struct uio_region *region_at(const struct uio_device_list *found,
					  const char *word)
{
	uint64_t first;

	if (nearest_register(found, word, &first))
		return map_from(found->devices, first);
	return bar_of(found->devices, resource_number(found->devices, word));
}

int uio_select(const char *selector, struct uio_selection *selection)
{
	struct uio_device_list *found = &selection->found;
	char *word = strdup(selector);
	size_t end = strlen(selector);
	int err;

	*selection = (struct uio_selection){ 0 };
	err = word ? select_word(word, found, &end) : -ENOMEM;
	if (!err) {
		selection->length = end;
		selection->region = selector[end] ? selector + end + 1 : NULL;
		if (found->count == 1)
			selection->at = region_at(found, word);
	}
	free(word);
	return err;
}

/* The names and the bus addresses of a device, each of them allocated. */
static void device_names(const struct uio_device *device, char **names)
{
	names[0] = strdup(device->name);
	if (device->bus)
		names[1] = text_format("%s:%s", device->bus,
				       uio_device_address(device));
}

/* As uio_select() does, the whole first, then what may stand before REGION. */
static char *near_word(char *word, char **names, size_t count)
{
	for (;;) {
		struct closest closest = { .word = word };
		char *colon = strrchr(word, ':');

		for (size_t i = 0; i < count; i++)
			if (names[i] && *names[i])
				closest_offer(&closest, names[i]);
		if (closest.name)
			return strdup(closest.name);
		if (!colon)
			return NULL;
		*colon = '\0';
	}
}

/* The first register of a page, for who gave the address of the page. */
static char *suggest_register(const struct uio_device_list *list,
			      const char *selector)
{
	char *word = strndup(selector, strcspn(selector, ":"));
	uint64_t addr, first = UINT64_MAX;

	if (!word || !address_of(word, &addr))
		addr = UINT64_MAX;
	free(word);
	for (size_t i = 0; i < list->count; i++)
		for (size_t j = 0; j < list->devices[i].region_count; j++) {
			const struct uio_region *map =
				&list->devices[i].regions[j];

			if (map->kind == UIO_MAP && !map->trouble &&
			    addr >= map->addr && addr < first_register(map) &&
			    first_register(map) < first)
				first = first_register(map);
		}
	return first < UINT64_MAX ? text_format("@0x%" PRIx64, first) : NULL;
}

char *uio_suggest(const char *selector)
{
	struct uio_device_list list;
	char *word = strdup(selector), **names, *name = NULL;

	if (!word || uio_device_list(&list))
		goto out;
	if (*word == '@') {
		name = suggest_register(&list, word);
		uio_device_list_free(&list);
		goto out;
	}
	names = calloc(2 * list.count + 1, sizeof(*names));
	for (size_t i = 0; names && i < list.count; i++)
		device_names(&list.devices[i], names + 2 * i);
	if (names) {
		name = near_word(word, names, 2 * list.count);
		names_free(names, 2 * list.count);
	}
	uio_device_list_free(&list);
out:
	free(word);
	return name;
}
