// SPDX-License-Identifier: GPL-2.0-or-later
#include "map-address.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/number.h"
#include "common/base/text.h"

static uint64_t first_register(const struct uio_region *map)
{
	return map->addr + map->offset;
}

bool uio_address_of(const char *word, uint64_t *addr)
{
	return *word == '@' && !number_parse(word + 1, addr);
}

/* Returns the first of these maps whose attributes could be read. */
static const struct uio_region *usable_map(const struct uio_region *region)
{
	while (region && (region->kind != UIO_MAP || region->trouble))
		region = region->next;
	return region;
}

static const struct uio_region *first_map(const struct uio_device *device)
{
	return usable_map(uio_device_regions(device, UIO_FACT_MAPS));
}

const struct uio_region *uio_map_from(const struct uio_device *device,
				      uint64_t first)
{
	const struct uio_region *map = first_map(device);

	while (map && first_register(map) != first)
		map = usable_map(map->next);
	return map;
}

bool uio_nearest_register(const struct uio_device_list *list, const char *word,
			  uint64_t *nearest)
{
	const struct uio_region *map;
	bool found = false;
	uint64_t addr;

	if (!uio_address_of(word, &addr))
		return false;
	for (size_t i = 0; i < list->count; i++)
		for (map = first_map(&list->devices[i]); map;
		     map = usable_map(map->next)) {
			uint64_t first = first_register(map);

			/*
			 * Addresses before the first register of a map's page
			 * belong to another device.
			 */
			if (addr < first || (found && first <= *nearest) ||
			    (addr > first && addr - map->addr >= map->size))
				continue;
			*nearest = first;
			found = true;
		}
	return found;
}

/* Suggests the first register for the address of its page. */
char *uio_suggest_register(const struct uio_device_list *list,
			   const char *selector)
{
	char *word = strndup(selector, strcspn(selector, ":"));
	const struct uio_region *map;
	uint64_t addr, first = UINT64_MAX;

	if (!word || !uio_address_of(word, &addr))
		addr = UINT64_MAX;
	free(word);
	for (size_t i = 0; i < list->count; i++)
		for (map = uio_device_regions(&list->devices[i], UIO_FACT_MAPS);
		     map; map = map->next)
			if (map->kind == UIO_MAP && !map->trouble &&
			    addr >= map->addr && addr < first_register(map) &&
			    first_register(map) < first)
				first = first_register(map);
	return first < UINT64_MAX ? text_format("@0x%" PRIx64, first) : NULL;
}
