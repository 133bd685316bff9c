// SPDX-License-Identifier: GPL-2.0-or-later
#include "columns.h"

#include <string.h>

#include "common/base/array.h"
#include "common/base/text.h"

const struct column columns[COLUMN_COUNT] = {
	[COLUMN_DEVICE] = { "DEVICE", "Device, or region of a device", 0 },
	[COLUMN_NAME] = { "NAME", "Name of the device or region", 0 },
	[COLUMN_KIND] = { "KIND", "Kind of row: device, map or port", 0 },
	[COLUMN_NODE] = { "NODE", "Path of the device's node", 0 },
	[COLUMN_VERSION] = { "VERSION", "Version given by the driver", 0 },
	[COLUMN_DRIVER] = { "DRIVER", "Driver of the parent device", 0 },
	[COLUMN_EVENTS] = { "EVENTS",
			    "Event count: interrupts since the "
			    "device was registered",
			    COLUMN_RIGHT | COLUMN_NUMBER },
	[COLUMN_IRQ] = { "IRQ", "Numbers of the device's interrupt lines",
			 COLUMN_RIGHT },
	[COLUMN_BUS] = { "BUS", "Bus of the parent device", 0 },
	[COLUMN_PARENT] = { "PARENT", "Name of the parent device on its bus",
			    0 },
	[COLUMN_MODALIAS] = { "MODALIAS", "Modalias of the parent device", 0 },
	[COLUMN_COMPATIBLE] = { "COMPATIBLE",
				"Compatible strings of the parent's "
				"device-tree node",
				0 },
	[COLUMN_PCIID] = { "PCIID", "PCI vendor and device number", 0 },
	[COLUMN_VENDOR] = { "VENDOR", "Vendor, from udev's hardware database",
			    COLUMN_UDEV },
	[COLUMN_MODEL] = { "MODEL", "Model, from udev's hardware database",
			   COLUMN_UDEV },
	[COLUMN_MODE] = { "MODE", "Permissions of the node", 0 },
	[COLUMN_OWNER] = { "OWNER", "Owner of the node", 0 },
	[COLUMN_GROUP] = { "GROUP", "Group of the node", 0 },
	[COLUMN_HOLDERS] = { "HOLDERS", "Processes that have the node open",
			     0 },
	[COLUMN_LINKS] = { "LINKS", "Links to the node that udev made",
			   COLUMN_UDEV },
	[COLUMN_REGION] = { "REGION", "Kind and number of the region", 0 },
	[COLUMN_REGNAME] = { "REGNAME", "Name of the region", 0 },
	[COLUMN_ADDR] = { "ADDR", "Start address of the region", COLUMN_RIGHT },
	[COLUMN_SIZE] = { "SIZE", "Size of a map in bytes, or number of ports",
			  COLUMN_RIGHT | COLUMN_BYTES },
	[COLUMN_OFFSET] = { "OFFSET",
			    "Offset of the map's first register in "
			    "bytes",
			    COLUMN_RIGHT },
	[COLUMN_MAPPABLE] = { "MAPPABLE",
			      "Size of the map from its first register on",
			      COLUMN_RIGHT | COLUMN_BYTES },
	[COLUMN_PORTTYPE] = { "PORTTYPE", "Type of a port region", 0 },
	[COLUMN_BLOCKS] = { "BLOCKS",
			    "Blocks of the register file in the region", 0 },
	[COLUMN_MAPTEST] = { "MAPTEST", "Whether the map can be mapped",
			     COLUMN_OPENS },
};

void columns_add(struct column_set *set, enum column_id id)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->ids[i] == id)
			return;
	set->ids[set->count++] = id;
}

void columns_default(struct column_set *set)
{
	static const enum column_id ids[] = {
		COLUMN_DEVICE, COLUMN_NAME, COLUMN_VERSION, COLUMN_DRIVER,
		COLUMN_EVENTS, COLUMN_ADDR, COLUMN_SIZE,    COLUMN_OFFSET,
	};

	for (size_t i = 0; i < ARRAY_SIZE(ids); i++)
		columns_add(set, ids[i]);
}

void columns_all(struct column_set *set)
{
	for (int id = 0; id < COLUMN_COUNT; id++)
		if (!(columns[id].traits & COLUMN_OPENS))
			columns_add(set, id);
}

bool columns_parse(struct column_set *set, const char *list, const char **wrong)
{
	for (;;) {
		size_t length = strcspn(list, ",");
		int id = 0;

		*wrong = list;
		while (id < COLUMN_COUNT &&
		       (strlen(columns[id].name) != length ||
			text_compare(columns[id].name, list, length)))
			id++;
		if (id == COLUMN_COUNT)
			return false;
		columns_add(set, id);
		if (!list[length])
			return true;
		list += length + 1;
	}
}
