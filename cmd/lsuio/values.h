/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the columns of lsuio tell: a function for each value. */
#ifndef UIO_CMD_LSUIO_VALUES_H
#define UIO_CMD_LSUIO_VALUES_H

#include "common/device/device.h"
#include "facts.h"

/**
 * struct row - a row of the list
 * @region: NULL for the row of the device itself
 */
struct row {
	const struct uio_device *device;
	const struct uio_region *region;
};

/**
 * column_value - tell one thing of a row
 *
 * Returns an allocated text, or NULL where there is nothing to tell; then
 * @facts knows whether memory was short.
 */
typedef char *column_value(struct facts *facts, const struct row *row);

/* Devices: what the class and the parent say. */
column_value device_label, device_kind, device_node, device_name,
	device_version, device_driver, device_events, device_bus, device_parent,
	device_modalias, device_compatible, device_pciid;

/* Devices: what the system knows besides. */
column_value device_irq, device_vendor, device_model, device_mode, device_owner,
	device_group, device_holders, device_links;

/* Regions. */
column_value region_label, region_kind, region_name, region_addr, region_size,
	region_offset, region_mappable, region_porttype, region_maptest;

/**
 * parent_attr() - an attribute of the device's parent, allocated
 *
 * Returns NULL where there is none.
 */
char *parent_attr(const struct uio_device *device, const char *name);

#endif
