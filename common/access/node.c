// SPDX-License-Identifier: GPL-2.0-or-later
#include "node.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/device/sysfs.h"

int uio_node_watch(const struct uio_device *device, struct uio_node *node)
{
	struct uio_node watched = { .fd = -1 };
	char *name = NULL;
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
		err = attr_read_fd(watched.name_fd, &name);
	if (name && strcmp(name, device->facts.name))
		err = -UIO_EGONE;
	free(name);
	if (!err)
		*node = watched;
	else
		uio_node_close(&watched);
	return err && err != -ENOMEM ? -UIO_EGONE : err;
}

/*
 * The node is checked before opening it, as opening another device may have effects.
 * The one that was opened must be that of the watched device, if it still exists.
 */
int uio_node_open(const struct uio_device *device, int access,
		  struct uio_node *node)
{
	char path[UIO_NODE_PATH];
	struct stat found, opened;
	int err = uio_node_stat(device, &found), fd = -1;

	if (!err) {
		fd = open(uio_node_path(device, path),
			  access | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
		if (fd < 0 || fstat(fd, &opened))
			err = -errno;
		else if (!S_ISCHR(opened.st_mode) ||
			 opened.st_rdev != found.st_rdev)
			err = -UIO_ENOTNODE;
	}
	if (uio_node_gone(node))
		err = -UIO_EGONE;
	else if (err == -ENODEV || err == -EINVAL)
		err = -UIO_ENOOPEN;
	if (!err)
		node->fd = fd;
	else if (fd >= 0)
		close(fd);
	return err;
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
