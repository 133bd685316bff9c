/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests whether maps can be mapped, by mapping them. */
#ifndef UIO_ACCESS_MAP_TEST_H
#define UIO_ACCESS_MAP_TEST_H

#include "common/device/device.h"
#include "node.h"

/**
 * struct map_test - a device that stays open from one of its maps to the next;
 * all zero before the first map_test()
 * @device: whose node it is; NULL for none
 * @err: why the node is not open, or 0
 */
struct map_test {
	const struct uio_device *device;
	struct uio_node node;
	int err;
};

/**
 * map_test() - open the device for reading and writing, map a map, unmap it
 * @device: must live until map_test_end()
 * @map: of the device, of the kind UIO_MAP
 *
 * No register is accessed, but drivers may act on the open and the close. A
 * device is opened once for all of its maps that come in a row.
 *
 * Returns 0, or an error as uio_node_open() and uio_map() do.
 */
int map_test(struct map_test *test, const struct uio_device *device,
	     const struct uio_region *map);

/**
 * map_test_end() - close what is open; the next map_test() opens again
 */
void map_test_end(struct map_test *test);

#endif
