// SPDX-License-Identifier: GPL-2.0-or-later
#include "devnode.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "common/base/error.h"

/* The link in /sys/dev/char leads to .../uio/uioN. */
bool uio_node_number(const struct stat *node, unsigned int *number)
{
	char link[48], target[PATH_MAX], *name;
	ssize_t length;

	if (!S_ISCHR(node->st_mode))
		return false;
	sprintf(link, "/sys/dev/char/%u:%u", major(node->st_rdev),
		minor(node->st_rdev));
	length = readlink(link, target, sizeof(target) - 1);
	if (length < 0)
		return false;
	target[length] = '\0';
	name = strrchr(target, '/');
	if (!name || name - target < 4 || memcmp(name - 4, "/uio", 4))
		return false;
	return uio_device_number(name + 1, number);
}

const char *uio_node_path(const struct uio_device *device, char *path)
{
	if (device->node)
		return device->node;
	sprintf(path, "/dev/uio%u", device->number);
	return path;
}

int uio_node_stat(const struct uio_device *device, struct stat *result)
{
	char path[UIO_NODE_PATH];
	unsigned int number;

	if (stat(uio_node_path(device, path), result))
		return -errno;
	if (!uio_node_number(result, &number) || number != device->number)
		return -UIO_ENOTNODE;
	return 0;
}

int uio_node_allows(const struct uio_device *device, int mode)
{
	char path[UIO_NODE_PATH];
	struct stat node;
	int err = uio_node_stat(device, &node);

	if (err)
		return err;
	return access(uio_node_path(device, path), mode) ? -errno : 0;
}
