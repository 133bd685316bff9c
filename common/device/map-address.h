/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lookup of devices by a physical address, @ADDRESS: that of a map, or one
 * inside a map.
 */
#ifndef UIO_DEVICE_MAP_ADDRESS_H
#define UIO_DEVICE_MAP_ADDRESS_H

#include "device.h"

/**
 * uio_address_of() - read an address of the form @ADDRESS
 *
 * Returns whether the word has that form.
 */
bool uio_address_of(const char *word, uint64_t *addr);

/**
 * uio_map_from() - the map of a device whose first register has this address,
 * or NULL
 */
const struct uio_region *uio_map_from(const struct uio_device *device,
				      uint64_t first);

/**
 * uio_nearest_register() - the start of the map that holds an address
 * @word: an address of the form @ADDRESS; no map holds a word of another form
 * @nearest: the address of the map's first register; if several maps hold the
 *           address, that of the nearest, because all maps that share a page
 *           extend to its end
 *
 * Returns whether a map holds the address.
 */
bool uio_nearest_register(const struct uio_device_list *list, const char *word,
			  uint64_t *nearest);

/**
 * uio_suggest_register() - the @ADDRESS of the first register of a page, for
 * the address of a page whose first register is further on
 * @selector: a selector that begins with @ADDRESS
 *
 * Returns an allocated string, or NULL if there is nothing to suggest.
 */
char *uio_suggest_register(const struct uio_device_list *list,
			   const char *selector);

#endif
