/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of the links to a device, for udev/70-uio.rules. */
#ifndef UIO_CMD_UDEV_LINKS_H
#define UIO_CMD_UDEV_LINKS_H

/**
 * udev_links_main() - `uio --udev uioN`, run by udevd for an event of the
 * device, with the event's properties in the environment (udev(7), IMPORT and
 * RUN)
 *
 * Prints UIO_BY_NAME=... and UIO_BY_PATH=..., each only where there is such a
 * name. Of several devices with one name, the first by bus address has it as it
 * is, and the K-th is followed by #K, as in a selector. So the names depend on
 * nothing but the devices that are there, and after an add or a remove the other
 * devices of that name get a change event, from which their links follow.
 *
 * Returns an exit status.
 */
int udev_links_main(int argc, char **argv);

#endif
