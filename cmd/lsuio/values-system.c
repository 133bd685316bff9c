// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "common/device/devnode.h"
#include "common/device/owner.h"
#include "values.h"

char *device_irq(struct facts *facts, const struct row *row)
{
	struct irq_line *lines;
	int count = irq_table_find(facts_irqs(facts), row->device, &lines);
	char *list = NULL;

	facts->failed |= count < 0;
	for (int i = 0; i < count; i++)
		facts_append(facts, &list,
			     facts_text(facts, "%u", lines[i].irq));
	free(lines);
	return list;
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

char *device_vendor(struct facts *facts, const struct row *row)
{
	return hwdb_name(facts, row->device, "ID_VENDOR_FROM_DATABASE");
}

char *device_model(struct facts *facts, const struct row *row)
{
	return hwdb_name(facts, row->device, "ID_MODEL_FROM_DATABASE");
}

char *device_links(struct facts *facts, const struct row *row)
{
	return udev_links(facts_udev(facts), row->device);
}

char *device_mode(struct facts *facts, const struct row *row)
{
	char mode[] = "crwxrwxrwx";
	struct stat node;

	if (uio_node_stat(row->device, &node))
		return NULL;
	for (int i = 0; i < 9; i++)
		if (!(node.st_mode & (0400 >> i)))
			mode[1 + i] = '-';
	return facts_text(facts, "%s", mode);
}

char *device_owner(struct facts *facts, const struct row *row)
{
	const char *user;
	struct stat node;

	if (uio_node_stat(row->device, &node))
		return NULL;
	user = user_name(node.st_uid);
	return user ? facts_text(facts, "%s", user)
		    : facts_text(facts, "%u", node.st_uid);
}

char *device_group(struct facts *facts, const struct row *row)
{
	const char *group;
	struct stat node;

	if (uio_node_stat(row->device, &node))
		return NULL;
	group = group_name(node.st_gid);
	return group ? facts_text(facts, "%s", group)
		     : facts_text(facts, "%u", node.st_gid);
}

char *device_holders(struct facts *facts, const struct row *row)
{
	const struct holders *holders = facts_holders(facts);
	char *list = NULL;

	for (size_t i = 0; i < holders->count; i++) {
		const struct holder *holder = &holders->list[i];

		if (holder->number == row->device->number)
			facts_append(facts, &list,
				     facts_text(facts, "%u(%s)", holder->pid,
						holder->command));
	}
	return list;
}
