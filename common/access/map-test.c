// SPDX-License-Identifier: GPL-2.0-or-later
#include "map-test.h"

#include <fcntl.h>

#include "mapping.h"

int map_test(struct map_test *test, const struct uio_device *device,
	     const struct uio_region *map)
{
	struct uio_mapping mapping;
	int err;

	if (test->device != device) {
		map_test_end(test);
		test->device = device;
		test->err = uio_node_watch(device, &test->node);
		if (test->err)
			return test->err;
		test->err = uio_node_open(device, O_RDWR, &test->node);
		if (test->err)
			uio_node_close(&test->node);
	}
	if (test->err)
		return test->err;
	err = uio_map(device, &test->node, map, UIO_MAP_ALL, true, &mapping);
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
