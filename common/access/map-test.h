/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests that map each map of a device, to find out whether it can be mapped. */
#ifndef UIO_ACCESS_MAP_TEST_H
#define UIO_ACCESS_MAP_TEST_H

#include "common/device/device.h"
#include "node.h"

/**
 * struct map_test - a device that stays open from the test of one map to the
 * next; all zero before the first map_test()
 * @device: the device whose node is open, or NULL
 * @err: the error that kept the node from being opened, or 0
 */
struct map_test {
	const struct uio_device *device;
	struct uio_node node;
	int err;
};

/**
 * map_test() - open the device for reading and writing, map a map and unmap it
 * @device: must live until map_test_end()
 * @map: a region of the device, of the kind UIO_MAP
 *
 * No register is accessed, but the driver may act on the open and the close.
 * Consecutive tests of the maps of one device open it only once.
 *
 * Returns 0, or an error of uio_node_open() or uio_map().
 */
int map_test(struct map_test *test, const struct uio_device *device,
	     const struct uio_region *map);

/**
 * map_test_end() - close the device; the next map_test() opens one again
 */
void map_test_end(struct map_test *test);

#endif
