// SPDX-License-Identifier: GPL-2.0-or-later
/* The values of the columns of lsuio. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "common/base/error.h"
#include "common/device/names.h"
#include "common/device/owner.h"
#include "common/device/pci.h"
#include "common/device/sysfs.h"
#include "common/regs/file.h"

static char *copy(struct facts *facts, const char *text)
{
	return text && *text ? facts_text(facts, "%s", text) : NULL;
}

/*
 * Returns an attribute of the parent, allocated, or NULL if it has no such
 * attribute.
 */
static char *parent_attr(const struct uio_device *device, const char *name)
{
	const char *parent = uio_device_parent(device);
	char *value;

	return parent && !attr_read_in(parent, name, &value) ? value : NULL;
}

static char *irq_lines(struct facts *facts, const struct uio_device *device)
{
	struct irq_line *lines;
	int count = irq_table_find(facts_irqs(facts), device, &lines);
	char *list = NULL;

	facts->failed |= count < 0;
	for (int i = 0; i < count; i++)
		facts_append(facts, &list,
			     facts_text(facts, "%u", lines[i].irq));
	free(lines);
	return list;
}

static char *compatible(struct facts *facts, const struct uio_device *device)
{
	char **names = NULL, *list = NULL;
	int count = uio_device_compatible(device, &names);

	facts->failed |= count < 0;
	for (int i = 0; i < count; i++)
		facts_append(facts, &list, copy(facts, names[i]));
	names_free(names, count);
	return list;
}

/* Prints the numbers as lspci does, without the 0x of the attributes. */
static char *pci_id(struct facts *facts, const struct uio_device *device)
{
	char *vendor, *model, *id = NULL;

	if (!pci_is_parent(device))
		return NULL;
	vendor = parent_attr(device, "vendor");
	model = parent_attr(device, "device");
	if (vendor && model && strlen(vendor) > 2 && strlen(model) > 2)
		id = facts_text(facts, "%s:%s", vendor + 2, model + 2);
	free(model);
	free(vendor);
	return id;
}

static char *hwdb_name(struct facts *facts, const struct uio_device *device,
		       const char *key)
{
	char *modalias = parent_attr(device, "modalias"), *name = NULL;

	if (modalias)
		name = udev_property(facts_udev(facts), modalias, key);
	free(modalias);
	return name;
}

static char *node_text(struct facts *facts, const struct uio_device *device,
		       enum column_id id)
{
	char mode[] = "crwxrwxrwx";
	const char *name;
	struct stat node;

	if (uio_node_stat(device, &node))
		return NULL;
	if (id != COLUMN_MODE) {
		bool owner = id == COLUMN_OWNER;

		name = owner ? user_name(node.st_uid) : group_name(node.st_gid);
		return name ? copy(facts, name)
			    : facts_text(facts, "%u",
					 owner ? node.st_uid : node.st_gid);
	}
	for (int i = 0; i < 9; i++)
		if (!(node.st_mode & (0400 >> i)))
			mode[1 + i] = '-';
	return copy(facts, mode);
}

static char *holders(struct facts *facts, const struct uio_device *device)
{
	char *text = holders_text(facts_holders(facts), device->number);
	char *list = copy(facts, text);

	facts->failed |= !text;
	free(text);
	return list;
}

static char *device_text(struct facts *facts, enum column_id id,
			 const struct uio_device *device)
{
	char path[UIO_NODE_PATH];
	uint32_t events;

	switch (id) {
	case COLUMN_DEVICE:
		return facts_text(facts, "uio%u", device->number);
	case COLUMN_KIND:
		return copy(facts, "device");
	case COLUMN_NAME:
		return copy(facts, uio_device_name(device));
	case COLUMN_NODE:
		return copy(facts, uio_node_path(device, path));
	case COLUMN_VERSION:
		return copy(facts, uio_device_version(device));
	case COLUMN_DRIVER:
		return copy(facts, uio_device_driver(device));
	case COLUMN_EVENTS:
		return uio_device_events(device, &events)
			       ? facts_text(facts, "%" PRIu32, events)
			       : NULL;
	case COLUMN_IRQ:
		return irq_lines(facts, device);
	case COLUMN_BUS:
		return copy(facts, uio_device_bus(device));
	case COLUMN_PARENT:
		return copy(facts, uio_device_address(device));
	case COLUMN_MODALIAS:
		return parent_attr(device, "modalias");
	case COLUMN_COMPATIBLE:
		return compatible(facts, device);
	case COLUMN_PCIID:
		return pci_id(facts, device);
	case COLUMN_VENDOR:
		return hwdb_name(facts, device, "ID_VENDOR_FROM_DATABASE");
	case COLUMN_MODEL:
		return hwdb_name(facts, device, "ID_MODEL_FROM_DATABASE");
	case COLUMN_MODE:
	case COLUMN_OWNER:
	case COLUMN_GROUP:
		return node_text(facts, device, id);
	case COLUMN_HOLDERS:
		return holders(facts, device);
	case COLUMN_LINKS:
		return udev_links(facts_udev(facts), device);
	default:
		return NULL;
	}
}

/*
 * Prints the size in the largest unit that divides it, so that nothing is
 * rounded.
 */
static char *size_text(struct facts *facts, uint64_t bytes)
{
	static const char *const units[] = { "", "K", "M", "G", "T" };
	size_t unit = 0;

	while (!facts->bytes && unit < 4 && bytes && !(bytes % 1024)) {
		bytes /= 1024;
		unit++;
	}
	return facts_text(facts, "%" PRIu64 "%s", bytes, units[unit]);
}

static char *region_number(struct facts *facts, enum column_id id,
			   const struct uio_region *region)
{
	if (region->trouble)
		return NULL;
	switch (id) {
	case COLUMN_ADDR:
		return facts_text(facts, "0x%" PRIx64, region->addr);
	case COLUMN_OFFSET:
		return facts_text(facts, "0x%" PRIx64, region->offset);
	case COLUMN_SIZE:
		return size_text(facts, region->size);
	default:
		return region->kind == UIO_MAP
			       ? size_text(facts, uio_region_bytes(region))
			       : NULL;
	}
}

/* The blocks of the register file in a region, without their registers. */
static struct regs *load_blocks(const char *path,
				const struct uio_device *device,
				const struct uio_region *region)
{
	struct regs_wanted wanted = { .outline = true };
	const struct uio_region *meant;
	struct regs_error error;
	struct regs *regs;

	regs_want_region(&wanted, region);
	if (regs_open(path, &wanted, &regs, &error))
		return NULL;
	/*
	 * A register file without addresses is for the region it names, or for
	 * the default one.
	 */
	if ((!regs->has_base || regs->region) &&
	    (uio_region_find(device, regs->region, &meant) ||
	     meant != region)) {
		regs_free(regs);
		return NULL;
	}
	return regs_lay(regs, &wanted, &error) ? NULL : regs;
}

static char *blocks(struct facts *facts, const struct uio_device *device,
		    const struct uio_region *region)
{
	struct uio_names names = { .device = device };
	struct regs *regs = NULL;
	char *path, *list = NULL;
	int err = regs_find(&names, &path);

	names_free(names.names, names.count);
	facts->failed |= err && err != -UIO_ENOREGS;
	if (err)
		return NULL;
	regs = load_blocks(path, device, region);
	free(path);
	if (!regs)
		return NULL;
	if (regs->name)
		list = facts_text(facts, "%s", regs->name);
	for (const struct reg *item = regs->items; item; item = item->next)
		if (item->block)
			facts_append(facts, &list,
				     facts_text(facts, "%s", item->name));
	regs_free(regs);
	return list;
}

static char *region_text(struct facts *facts, enum column_id id,
			 const struct row *row)
{
	const struct uio_region *region = row->region;
	char label[UIO_REGION_LABEL], path[UIO_NODE_PATH];
	int err;

	switch (id) {
	case COLUMN_DEVICE:
	case COLUMN_REGION:
		return copy(facts, uio_region_label(region, label));
	case COLUMN_KIND:
		uio_region_label(region, label);
		label[strcspn(label, "0123456789")] = '\0';
		return copy(facts, label);
	case COLUMN_NAME:
	case COLUMN_REGNAME:
		return copy(facts, uio_region_name(row->device, region));
	case COLUMN_NODE:
		return copy(facts, uio_node_path(row->device, path));
	case COLUMN_ADDR:
	case COLUMN_SIZE:
	case COLUMN_OFFSET:
	case COLUMN_MAPPABLE:
		return region_number(facts, id, region);
	case COLUMN_PORTTYPE:
		return region->port_type
			       ? facts_text(facts, "%s", region->port_type)
			       : NULL;
	case COLUMN_BLOCKS:
		return blocks(facts, row->device, region);
	case COLUMN_MAPTEST:
		if (region->kind != UIO_MAP)
			return NULL;
		err = facts_map_test(facts, row->device, region);
		return copy(facts, err ? uio_strerror(err) : "OK");
	default:
		return NULL;
	}
}

char *column_text(struct facts *facts, enum column_id id, const struct row *row)
{
	return row->region ? region_text(facts, id, row)
			   : device_text(facts, id, row->device);
}
