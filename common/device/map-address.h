/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lookup of devices by a physical address: @ADDRESS, of a map or inside one. */
#ifndef UIO_DEVICE_MAP_ADDRESS_H
#define UIO_DEVICE_MAP_ADDRESS_H

#include "device.h"

/**
 * uio_address_of() - the address in the form @ADDRESS
 *
 * Returns whether the word has that form.
 */
bool uio_address_of(const char *word, uint64_t *addr);

/**
 * uio_map_from() - the map of a device whose first register has this address, NULL
 * for none
 */
const struct uio_region *uio_map_from(const struct uio_device *device,
				      uint64_t first);

/**
 * uio_nearest_register() - where the map begins that holds an address
 * @word: the form @ADDRESS, or any other, which no map holds
 * @nearest: the address of its first register; of several the nearest, for maps
 *           that share a page all reach to its end
 *
 * Returns whether a map holds it.
 */
bool uio_nearest_register(const struct uio_device_list *list, const char *word,
			  uint64_t *nearest);

/**
 * uio_suggest_register() - @ADDRESS of the first register of a page, for the
 * address of a page in which it is not the first
 * @selector: which begins with that
 *
 * Returns it allocated, NULL for none.
 */
char *uio_suggest_register(const struct uio_device_list *list,
			   const char *selector);

#endif
