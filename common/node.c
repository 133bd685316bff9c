// SPDX-License-Identifier: GPL-2.0-or-later
#include "node.h"

#include <errno.h>
#include <fcntl.h>
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

int uio_node_open(const struct uio_device *device, int access,
		  struct uio_node *node)
{
	struct uio_node opened;

	opened.fd = open_path(attr_path("/dev/uio%u", device->number),
			      access | O_NONBLOCK);
	if (opened.fd == -ENODEV || opened.fd == -EINVAL)
		return -UIO_EGONE;
	if (opened.fd < 0)
		return opened.fd;
	opened.name_fd = open_path(
		attr_path("/sys/class/uio/uio%u/name", device->number),
		O_RDONLY);
	if (opened.name_fd < 0 || !same_name(&opened, device->name)) {
		uio_node_close(&opened);
		return -UIO_EGONE;
	}
	*node = opened;
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
	close(node->fd);
	if (node->name_fd >= 0)
		close(node->name_fd);
}
