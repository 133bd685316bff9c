// SPDX-License-Identifier: GPL-2.0-or-later
/* The blocks of a device's register file in a region. */
#include <stdlib.h>

#include "columns.h"
#include "common/base/error.h"
#include "common/device/names.h"
#include "common/regs/file.h"

static struct regs *load(const char *path, const struct uio_device *device,
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

char *blocks_text(struct facts *facts, const struct uio_device *device,
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
	regs = load(path, device, region);
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
