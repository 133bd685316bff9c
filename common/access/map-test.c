// SPDX-License-Identifier: GPL-2.0-or-later
#include "map-test.h"

#include <fcntl.h>

#include "mapping.h"

static int open_node(const struct uio_device *device, struct uio_node *node)
{
	int err = uio_node_watch(device, node);

	if (err)
		return err;
	err = uio_node_open(device, O_RDWR, node);
	if (err)
		uio_node_close(node);
	return err;
}

int map_test(struct map_test *test, const struct uio_device *device,
	     const struct uio_region *map)
{
	struct uio_mapping mapping;
	int err;

	if (test->device != device) {
		map_test_end(test);
		test->device = device;
		test->err = open_node(device, &test->node);
	}
	if (test->err)
		return test->err;
	err = uio_map(device, &test->node, map, true, &mapping);
	if (!err)
		uio_unmap(&mapping);
	return err;
}

void map_test_end(struct map_test *test)
{
	if (test->device && !test->err)
		uio_node_close(&test->node);
	*test = (struct map_test){ 0 };
}
