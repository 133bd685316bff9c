// SPDX-License-Identifier: GPL-2.0-or-later
/* Suggestions for a selector that matches no device. */
#include <stdlib.h>
#include <string.h>

#include "common/base/closest.h"
#include "common/base/text.h"
#include "lookup.h"
#include "map-address.h"
#include "sysfs.h"

/*
 * Tries the whole word first, then each part that REGION may follow, like
 * uio_lookup().
 */
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

char *uio_suggest(const char *selector)
{
	struct uio_device_list list;
	char *word = strdup(selector), **names, *name = NULL;
	unsigned int facts = *selector == '@'
				     ? UIO_FACT_MAPS
				     : UIO_FACT_NAME | UIO_FACT_PARENT |
					       UIO_FACT_BUS;

	if (!word || uio_device_list(facts, &list))
		goto out;
	if (*word == '@') {
		name = uio_suggest_register(&list, word);
		uio_device_list_free(&list);
		goto out;
	}
	names = calloc(2 * list.count + 1, sizeof(*names));
	/* The name and the bus address of each device. */
	for (size_t i = 0; names && i < list.count; i++) {
		const struct uio_device *device = &list.devices[i];
		const char *bus = uio_device_bus(device);

		names[2 * i] = strdup(uio_device_name(device));
		if (bus)
			names[2 * i + 1] = text_format(
				"%s:%s", bus, uio_device_address(device));
	}
	if (names) {
		name = near_word(word, names, 2 * list.count);
		names_free(names, 2 * list.count);
	}
	uio_device_list_free(&list);
out:
	free(word);
	return name;
}
