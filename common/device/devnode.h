/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The node of a device in /dev. A node is identified by its major and minor
 * number, which the kernel lists in /sys/dev/char, whatever its path. The path of
 * a node may lead to the node of another device, or to no node.
 */
#ifndef UIO_DEVICE_DEVNODE_H
#define UIO_DEVICE_DEVNODE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "device.h"

/**
 * uio_node_number() - the UIO device that a node belongs to
 * @node: from stat(2) or fstat(2)
 * @number: the N of uioN
 *
 * Returns whether it is the node of a UIO device.
 */
bool uio_node_number(const struct stat *node, unsigned int *number);

/**
 * uio_node_path() - the path of the node: the one that the device was selected
 * by, else /dev/uioN
 * @path: at least UIO_NODE_PATH bytes, which may be used for the result
 */
#define UIO_NODE_PATH 24
const char *uio_node_path(const struct uio_device *device, char *path);

/**
 * uio_node_stat() - owner and permissions of the node
 *
 * Returns 0, -UIO_ENOTNODE if its path leads to another file, or a negative
 * errno.
 */
int uio_node_stat(const struct uio_device *device, struct stat *result);

/**
 * uio_node_allows() - whether this process may open the node, without opening
 * it
 * @mode: R_OK or W_OK
 *
 * Returns 0 or an error of uio_node_stat().
 */
int uio_node_allows(const struct uio_device *device, int mode);

#endif
