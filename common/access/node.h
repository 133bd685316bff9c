/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An open device: its node, and a watch on whether the device still exists. */
#ifndef UIO_ACCESS_NODE_H
#define UIO_ACCESS_NODE_H

#include <stdbool.h>

#include "common/device/device.h"

/**
 * struct uio_node - an open /dev/uioN, or one that is only watched
 * @fd: the node, always non-blocking; -1 if it is not open
 * @name_fd: the sysfs attribute `name`, which fails as soon as the device is
 *           unregistered: name_show() and uio_unregister_device() take the same
 *           lock, under which the latter removes the driver's uio_info
 */
struct uio_node {
	int fd;
	int name_fd;
};

/**
 * uio_node_watch() - watch for the removal of the device, without opening its
 * node
 * @device: the device as it was found; if another device has taken its number
 *          since, the error is -UIO_EGONE
 * @node: close it with uio_node_close(), on success only
 *
 * Returns 0, -UIO_EGONE or a negative errno.
 */
int uio_node_watch(const struct uio_device *device, struct uio_node *node);

/**
 * uio_node_open() - open the node of a device that is watched
 * @device: the device passed to uio_node_watch()
 * @access: O_RDONLY or O_RDWR; writable maps and irqcontrol need the latter
 * @node: only watched so far, and still watched after an error
 *
 * Returns 0, -UIO_ENOTNODE, -UIO_EGONE, -UIO_ENOOPEN if the device still exists
 * but its driver returns EINVAL or ENODEV (uio_pci_sva does if the card cannot
 * share an address space), or another negative errno.
 */
int uio_node_open(const struct uio_device *device, int access,
		  struct uio_node *node);

/**
 * uio_node_gone() - whether the device was unregistered since uio_node_watch()
 */
bool uio_node_gone(const struct uio_node *node);

void uio_node_close(struct uio_node *node);

#endif
