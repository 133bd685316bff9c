// SPDX-License-Identifier: GPL-2.0-or-later
#include "node.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/device/sysfs.h"

/* Returns 0, -UIO_EGONE if the device does not have this name, or -ENOMEM. */
static int check_name(const struct uio_node *node, const char *name)
{
	char *now;
	int err = attr_read_fd(node->name_fd, &now);

	if (err)
		return err == -ENOMEM ? err : -UIO_EGONE;
	if (strcmp(now, name))
		err = -UIO_EGONE;
	free(now);
	return err;
}

int uio_node_watch(const struct uio_device *device, struct uio_node *node)
{
	struct uio_node watched = { .fd = -1 };
	int err = 0;

	watched.name_fd = uio_device_open(device, "name", O_RDONLY);
	if (watched.name_fd == -ENOENT || watched.name_fd == -ENODEV)
		return -UIO_EGONE;
	if (watched.name_fd < 0)
		return watched.name_fd;
	/*
	 * If the name was read before the device was held, it may be that of
	 * another device.
	 */
	if (device->facts.known & UIO_FACT_NAME)
		err = check_name(&watched, uio_device_name(device));
	if (err)
		uio_node_close(&watched);
	else
		*node = watched;
	return err;
}

/* The node is checked before opening it, as opening another device may have effects. */
static int open_node(const struct uio_device *device, int access)
{
	char path[UIO_NODE_PATH];
	struct stat found, opened;
	int err = uio_node_stat(device, &found), fd;

	if (err)
		return err;
	fd = open(uio_node_path(device, path),
		  access | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	err = fstat(fd, &opened) ? -errno : 0;
	if (!err &&
	    (!S_ISCHR(opened.st_mode) || opened.st_rdev != found.st_rdev))
		err = -UIO_ENOTNODE;
	if (!err)
		return fd;
	close(fd);
	return err;
}

/* The opened node must be that of the watched device, if it still exists. */
int uio_node_open(const struct uio_device *device, int access,
		  struct uio_node *node)
{
	int fd = open_node(device, access);

	if (uio_node_gone(node)) {
		if (fd >= 0)
			close(fd);
		return -UIO_EGONE;
	}
	if (fd == -ENODEV || fd == -EINVAL)
		return -UIO_ENOOPEN;
	if (fd < 0)
		return fd;
	node->fd = fd;
	return 0;
}

bool uio_node_gone(const struct uio_node *node)
{
	char first;

	return pread(node->name_fd, &first, 1, 0) < 0 &&
	       (errno == ENODEV || errno == EINVAL);
}

void uio_node_close(struct uio_node *node)
{
	if (node->fd >= 0)
		close(node->fd);
	close(node->name_fd);
}
