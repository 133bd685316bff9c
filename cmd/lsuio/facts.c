// SPDX-License-Identifier: GPL-2.0-or-later
#include "facts.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/access/mapping.h"

static void end_map_test(struct facts *facts)
{
	if (facts->mapped && !facts->node_err)
		uio_node_close(&facts->node);
	facts->mapped = NULL;
}

int facts_map_test(struct facts *facts, const struct uio_device *device,
		   const struct uio_region *map)
{
	struct uio_mapping mapping;
	int err;

	if (facts->mapped != device) {
		end_map_test(facts);
		facts->mapped = device;
		facts->node_err = uio_node_watch(device, &facts->node);
		if (facts->node_err)
			return facts->node_err;
		facts->node_err = uio_node_open(device, O_RDWR, &facts->node);
		if (facts->node_err)
			uio_node_close(&facts->node);
	}
	if (facts->node_err)
		return facts->node_err;
	err = uio_map(device, &facts->node, map, UIO_MAP_ALL, true, &mapping);
	if (!err)
		uio_unmap(&mapping);
	return err;
}

const struct irq_table *facts_irqs(struct facts *facts)
{
	if (!facts->irqs_read && irq_table_read(&facts->irqs))
		facts->irqs = (struct irq_table){ 0 };
	facts->irqs_read = true;
	return &facts->irqs;
}

const struct holders *facts_holders(struct facts *facts)
{
	if (facts->holders_read)
		return &facts->holders;
	/*
	 * The map test must end first, so that this process is not listed as a
	 * holder.
	 */
	end_map_test(facts);
	if (holders_find(&facts->holders))
		facts->holders = (struct holders){ 0 };
	facts->holders_read = true;
	return &facts->holders;
}

const struct uio_udev *facts_udev(struct facts *facts)
{
	udev_begin(&facts->udev);
	return &facts->udev;
}

char *facts_text(struct facts *facts, const char *fmt, ...)
{
	va_list args;
	char *text;
	int length;

	va_start(args, fmt);
	length = vasprintf(&text, fmt, args);
	va_end(args);
	if (length >= 0)
		return text;
	facts->failed = true;
	return NULL;
}

void facts_append(struct facts *facts, char **list, char *value)
{
	char *longer = value;

	if (*list && value) {
		longer = facts_text(facts, "%s %s", *list, value);
		free(value);
	}
	free(*list);
	*list = longer;
}

void facts_end(struct facts *facts)
{
	irq_table_free(&facts->irqs);
	holders_free(&facts->holders);
	udev_end(&facts->udev);
	end_map_test(facts);
}
