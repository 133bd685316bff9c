/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds out whether the system uses a device, and so would lose it. */
#ifndef UIO_DEVICE_IN_USE_H
#define UIO_DEVICE_IN_USE_H

/**
 * device_use() - what the system uses a device for
 * @path: path of the device in sysfs
 * @use: an allocated description: a mounted file system, swap, a network
 *       interface that is up, a console, a directory shared with the host of a
 *       virtual machine, or the display that the firmware used; NULL for none
 *       of them
 *
 * Returns 0 or -ENOMEM.
 */
int device_use(const char *path, char **use);

#endif
