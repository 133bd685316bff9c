/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading facts of a device from its directory in sysfs. */
#ifndef UIO_DEVICE_FACTS_H
#define UIO_DEVICE_FACTS_H

#include "device.h"

/* The kernel's directory of devices. */
#define UIO_CLASS "/sys/class/uio"

/**
 * facts_load() - read those of the given facts that are not known yet
 * @facts: bits of enum uio_fact, of which at least one is not known
 * @class: an open descriptor of UIO_CLASS, or -1
 */
void facts_load(struct uio_device *device, unsigned int facts, int class);

#endif
