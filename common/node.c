// SPDX-License-Identifier: GPL-2.0-or-later
#include "node.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "sysfs.h"

static int open_path(char *path, int flags)
{
	int fd = path ? open(path, flags | O_CLOEXEC) : -1;
	int err = path ? -errno : -ENOMEM;

	free(path);
	return fd < 0 ? err : fd;
}

static bool same_name(const struct uio_node *node, const char *name)
{
	char *now;
	bool same;

	if (attr_read_fd(node->name_fd, &now))
		return false;
	same = !strcmp(now, name);
	free(now);
	return same;
}

int uio_node_watch(const struct uio_device *device, struct uio_node *node)
{
	struct uio_node watched = { .fd = -1 };

	watched.name_fd = open_path(
		attr_path("/sys/class/uio/uio%u/name", device->number),
		O_RDONLY);
	if (watched.name_fd == -ENOENT)
		return -UIO_EGONE;
	if (watched.name_fd < 0)
		return watched.name_fd;
	if (!same_name(&watched, device->name)) {
		uio_node_close(&watched);
		return -UIO_EGONE;
	}
	*node = watched;
	return 0;
}

static void node_path(const struct uio_device *device, char path[24])
{
	sprintf(path, "/dev/uio%u", device->number);
}

int uio_node_allows(const struct uio_device *device, int mode)
{
	char path[24];

	node_path(device, path);
	return access(path, mode) ? -errno : 0;
}

int uio_node_stat(const struct uio_device *device, struct stat *result)
{
	char path[24];

	node_path(device, path);
	return stat(path, result) ? -errno : 0;
}

/* What was opened is the device that is watched, if that is still there. */
int uio_node_open(const struct uio_device *device, int access,
		  struct uio_node *node)
{
	int fd = open_path(attr_path("/dev/uio%u", device->number),
			   access | O_NONBLOCK);

	/* The core answers so for a device that is gone, and a driver may. */
	if (fd == -ENODEV || fd == -EINVAL)
		return uio_node_gone(node) ? -UIO_EGONE : -UIO_ENOOPEN;
	if (fd < 0)
		return fd;
	if (uio_node_gone(node)) {
		close(fd);
		return -UIO_EGONE;
	}
	node->fd = fd;
	return 0;
}

bool uio_node_gone(const struct uio_node *node)
{
	char *name;

	if (attr_read_fd(node->name_fd, &name))
		return true;
	free(name);
	return false;
}

void uio_node_close(struct uio_node *node)
{
	if (node->fd >= 0)
		close(node->fd);
	close(node->name_fd);
}
