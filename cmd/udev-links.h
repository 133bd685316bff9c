/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of the links to a device, for udev/70-uio.rules. */
#ifndef UIO_CMD_UDEV_LINKS_H
#define UIO_CMD_UDEV_LINKS_H

/**
 * udev_links_main() - `uio --udev uioN`, run by udevd for an event of the
 * device, with the event's properties in the environment (udev(7), IMPORT and
 * RUN)
 *
 * Prints UIO_BY_NAME=... and UIO_BY_PATH=..., each only if there is such a
 * name. If several devices share a name, the first by bus address has the plain
 * name, and the K-th has the suffix #K, as in a selector. Thus the names depend
 * only on the existing devices, and after an add or a remove the other devices
 * with that name get a change event, which updates their links.
 *
 * Returns an exit status.
 */
int udev_links_main(int argc, char **argv);

#endif
