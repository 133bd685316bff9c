// SPDX-License-Identifier: GPL-2.0-or-later
/* Lays the blocks of a register file on a region of a device. */
#include <inttypes.h>
#include <string.h>

#include "build.h"
#include "common/base/closest.h"
#include "common/base/error.h"

/* A region that is absent until the device is opened has an address of all ones. */
void regs_want_region(struct regs_wanted *wanted,
		      const struct uio_region *region)
{
	wanted->size = uio_region_bytes(region);
	if (wanted->has_base || region->io || region->trouble ||
	    region->addr == UINT64_MAX)
		return;
	wanted->has_base = true;
	wanted->base = region->addr + region->offset;
}

struct reg *regs_block(const struct regs *regs, const char *name)
{
	struct reg *item = regs->items;

	while (item && !(item->block && !strcmp(item->name, name)))
		item = item->next;
	return item;
}

static uint64_t address_of(const struct regs *regs, const struct reg *item)
{
	return regs->base + item->offset;
}

/* Addresses can be compared only if both the file and the region have them. */
static bool has_addresses(const struct regs *regs,
			  const struct regs_wanted *wanted)
{
	return regs->has_base && wanted && wanted->has_base;
}

static bool is_within(const struct regs *regs, const struct reg *item,
		      const struct regs_wanted *wanted)
{
	return !item->unplaced && regs_within(wanted, address_of(regs, item));
}

/* Lists all names, or as many as fit. */
static void list_blocks(const struct regs *regs,
			const struct regs_wanted *within,
			struct regs_error *error)
{
	size_t length = strlen(error->reason), size = sizeof(error->reason);
	const char *before = "; available:";

	for (const struct reg *item = regs->items; item; item = item->next) {
		if (!item->block || (within && !is_within(regs, item, within)))
			continue;
		if (length + strlen(before) + strlen(item->name) + 6 > size) {
			snprintf(error->reason + length, size - length, " ...");
			return;
		}
		length += snprintf(error->reason + length, size - length,
				   "%s %s", before, item->name);
		before = "";
	}
}

static int fail_name(const struct regs *regs, const char *name,
		     struct regs_error *error)
{
	struct closest closest = { .word = name };

	for (const struct reg *item = regs->items; item; item = item->next)
		if (item->block)
			closest_offer(&closest, item->name);
	regs_wrong(error, 0, 0, "no block '%.100s'%s%.100s%s", name,
		   closest.name ? "; did you mean '" : "", closest.name ?: "",
		   closest.name ? "'?" : "");
	if (!closest.name && regs->name)
		regs_wrong(error, 0, 0,
			   "no block '%.100s'; the file describes '%.100s'",
			   name, regs->name);
	else if (!closest.name)
		list_blocks(regs, NULL, error);
	return -UIO_ENOBLOCK;
}

/* Keeps only the block with this name. */
static int take_named(struct regs *regs, const char *name,
		      struct regs_error *error)
{
	struct reg *block;

	if (regs->name && !strcmp(regs->name, name))
		return 0;
	block = regs_block(regs, name);
	if (!block)
		return fail_name(regs, name, error);
	regs->items = block;
	block->next = NULL;
	return 0;
}

/* Reports a named block outside the region, with the blocks in it. */
static int fail_outside(const struct regs *regs, const char *name,
			const struct regs_wanted *wanted,
			struct regs_error *error)
{
	const struct reg *block = regs_block(regs, name);

	if (!block)
		return fail_name(regs, name, error);
	regs_wrong(error, 0, 0,
		   "block '%.100s' at 0x%" PRIx64
		   " is outside the region at 0x%" PRIx64,
		   name, address_of(regs, block), wanted->base);
	list_blocks(regs, wanted, error);
	return -UIO_ENOBLOCK;
}

/* Keeps the items with an address, or those in the region if one is given. */
static void keep_placed(struct regs *regs, const struct regs_wanted *within)
{
	struct reg **tail = &regs->items;

	while (*tail) {
		if (within ? is_within(regs, *tail, within)
			   : !(*tail)->unplaced)
			tail = &(*tail)->next;
		else
			*tail = (*tail)->next;
	}
}

/* If no block is in the region, a name is required unless there is only one block. */
static int take_only(const struct regs *regs, const struct regs_wanted *wanted,
		     struct regs_error *error)
{
	size_t count = 0;

	for (const struct reg *item = regs->items; item; item = item->next)
		count += item->block;
	if (count <= 1)
		return 0;
	regs_wrong(error, 0, 0,
		   "no block is in the region at 0x%" PRIx64 ", and no block "
		   "was named",
		   wanted->base);
	list_blocks(regs, NULL, error);
	return -UIO_ENOBLOCK;
}

static int fail_base(const struct regs *regs, const struct regs_wanted *wanted,
		     struct regs_error *error)
{
	regs_wrong(error, 0, 0,
		   "no block is in the %" PRIu64 " bytes from 0x%" PRIx64,
		   wanted->size, wanted->base);
	list_blocks(regs, NULL, error);
	return -UIO_ENOBLOCK;
}

static bool any_within(const struct regs *regs,
		       const struct regs_wanted *wanted, const char *name)
{
	const struct reg *item = regs->items;

	while (item && !(is_within(regs, item, wanted) &&
			 (!name || (item->block && !strcmp(item->name, name)))))
		item = item->next;
	return item;
}

int regs_choose(struct regs *regs, const struct regs_wanted *wanted,
		struct regs_error *error)
{
	const char *name = wanted ? wanted->block : NULL;

	if (wanted && wanted->given && !regs->has_base)
		return regs_wrong(
			error, 0, 0,
			"the file has no addresses, so --base-address cannot "
			"be used");
	if (wanted && wanted->placed && !name)
		keep_placed(regs, NULL);
	if (!has_addresses(regs, wanted))
		return name ? take_named(regs, name, error) : 0;
	if (!any_within(regs, wanted, NULL)) {
		if (wanted->given)
			return fail_base(regs, wanted, error);
		return name ? take_named(regs, name, error)
			    : take_only(regs, wanted, error);
	}
	if (name && !regs->name && !any_within(regs, wanted, name))
		return fail_outside(regs, name, wanted, error);
	keep_placed(regs, wanted);
	return name ? take_named(regs, name, error) : 0;
}

/* Converts addresses in the file to offsets in the region, if both have addresses. */
static bool move(struct regs *regs, const struct regs_wanted *wanted)
{
	if (!has_addresses(regs, wanted) || !any_within(regs, wanted, NULL))
		return false;
	for (struct reg *item = regs->items; item; item = item->next)
		item->offset = address_of(regs, item) - wanted->base;
	regs->base = wanted->base;
	return true;
}

/*
 * A single block represents the whole file: its registers need no prefix. Unless
 * its address places it in the region, it starts at the start of the region.
 */
static int unwrap(struct regs *regs, bool placed, struct regs_error *error)
{
	struct reg *block = regs->items;

	if (!block || !block->block || block->next)
		return 0;
	if (block->unplaced)
		regs->has_base = false;
	if (!placed) {
		regs->base += block->offset;
		block->offset = 0;
	}
	for (struct reg *item = block->items; item; item = item->next)
		if (__builtin_add_overflow(item->offset, block->offset,
					   &item->offset))
			return regs_wrong(
				error, item->line, 0,
				"%.100s: its offset does not fit in 64 bits",
				item->name);
	regs->name = block->name;
	regs->description = block->description ?: regs->description;
	regs->width = block->width;
	if (block->size)
		regs->size = block->offset + block->size;
	regs->items = block->items;
	return 0;
}

int regs_lay(struct regs *regs, const struct regs_wanted *wanted,
	     struct regs_error *error)
{
	int err = regs_choose(regs, wanted, error);

	if (!err)
		err = unwrap(regs, move(regs, wanted) || !regs->has_base,
			     error);
	if (!err)
		err = regs_finish(regs, error);
	if (!err)
		return 0;
	regs_free(regs);
	return regs_failed(error, err);
}
