// SPDX-License-Identifier: GPL-2.0-or-later
/* Lays the blocks of a register file on a region of a device. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "build.h"
#include "common/base/array.h"
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

/* Registers that are not in a block form one together, at the base of the file. */
static bool is_within(const struct regs *regs, const struct reg *item,
		      const struct regs_wanted *wanted)
{
	uint64_t address = item->block ? address_of(regs, item) : regs->base;

	return !item->unplaced && regs_within(wanted, address);
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
	if (block->unplaced)
		regs_wrong(error, 0, 0, "block '%.100s' has no address", name);
	else
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
	bool loose = false;

	for (const struct reg *item = regs->items; item; item = item->next) {
		count += item->block;
		loose |= !item->block;
	}
	if (count + loose <= 1)
		return 0;
	regs_wrong(error, 0, 0,
		   "no block is in the region at 0x%" PRIx64 ", and no block "
		   "was named",
		   wanted->base);
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
	const struct reg *named = name ? regs_block(regs, name) : NULL;

	if (wanted && wanted->given && !regs->has_base)
		return regs_wrong(
			error, 0, 0,
			"the file has no addresses, so --base-address cannot "
			"be used");
	if (wanted && wanted->placed && !name)
		keep_placed(regs, NULL);
	if (!has_addresses(regs, wanted) ||
	    (named && named->unplaced && !wanted->given))
		return name ? take_named(regs, name, error) : 0;
	if (!any_within(regs, wanted, NULL)) {
		if (wanted->given) {
			regs_wrong(error, 0, 0,
				   "no block is in the %" PRIu64
				   " bytes from 0x%" PRIx64,
				   wanted->size, wanted->base);
			list_blocks(regs, NULL, error);
			return -UIO_ENOBLOCK;
		}
		return name ? take_named(regs, name, error)
			    : take_only(regs, wanted, error);
	}
	if (name && !regs->name && !any_within(regs, wanted, name))
		return fail_outside(regs, name, wanted, error);
	keep_placed(regs, wanted);
	return name ? take_named(regs, name, error) : 0;
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

/*
 * Counts the elements of items and of the groups in them; UINT64_MAX means too
 * many.
 */
static uint64_t count_elements(const struct reg *items)
{
	uint64_t sum = 0;

	for (; items; items = items->next) {
		uint64_t all = 1;

		if (items->group &&
		    __builtin_add_overflow(all, count_elements(items->items),
					   &all))
			return UINT64_MAX;
		if (__builtin_mul_overflow(all, items->count ?: 1, &all) ||
		    __builtin_add_overflow(sum, all, &sum))
			return UINT64_MAX;
	}
	return sum;
}

/* The walk that assigns the places; `name` holds the names of the groups so far. */
struct walk {
	struct regs *regs;
	struct regs_error *error;
	char name[REGS_MAX_NAME];
};

static int place_items(struct walk *walk, const struct reg *items,
		       uint64_t base, size_t length, bool alternate);

/* Puts an element's index into the description that all elements share. */
static int describe(struct regs *regs, struct reg_place *place,
		    uint64_t element)
{
	const char *text = place->description;
	char number[24];

	place->description = reg_put_index(
		regs->arena, text, reg_index(place->reg, element, number));
	return text && !place->description ? -ENOMEM : 0;
}

static int place_element(struct walk *walk, const struct reg *reg,
			 uint64_t element, uint64_t base, size_t length,
			 bool alternate)
{
	struct regs *regs = walk->regs;
	struct reg_place *place;
	const char *name = NULL;
	uint64_t offset;

	if (__builtin_mul_overflow(element, reg->stride, &offset) ||
	    __builtin_add_overflow(offset, reg->offset, &offset) ||
	    __builtin_add_overflow(offset, base, &offset) ||
	    offset > UINT64_MAX - REGS_MAX_WIDTH / 8)
		return regs_wrong(walk->error, reg->line, 0,
				  "%s: its offset does not fit in 64 bits",
				  reg_put_index(regs->arena, reg->name, "*")
					  ?: reg->name);
	if (!length && !reg->count && !reg->group) {
		name = reg->name;
		length = strlen(name);
	} else {
		length += reg_element_name(reg, element, walk->name + length,
					   sizeof(walk->name) - length);
	}
	if (length + 1 >= sizeof(walk->name))
		return regs_wrong(walk->error, reg->line, 0,
				  "a full name is longer than %d characters",
				  REGS_MAX_NAME - 2);
	alternate |= reg->alternate;
	if (reg->group) {
		walk->name[length] = '.';
		return place_items(walk, reg->items, offset, length + 1,
				   alternate);
	}
	if (!name)
		name = arena_text(regs->arena, walk->name, length);
	if (!name)
		return -ENOMEM;
	place = &regs->places[regs->place_count++];
	*place = (struct reg_place){
		.offset = offset,
		.name = name,
		.description = reg->description,
		.alternate = alternate,
		.reg = reg,
	};
	return reg->count ? describe(regs, place, element) : 0;
}

static int place_items(struct walk *walk, const struct reg *items,
		       uint64_t base, size_t length, bool alternate)
{
	for (; items; items = items->next)
		for (uint64_t i = 0; i < (items->count ?: 1); i++) {
			int err = place_element(walk, items, i, base, length,
						alternate);

			if (err)
				return err;
		}
	return 0;
}

static int by_offset(const void *a, const void *b)
{
	const struct reg_place *left = a, *right = b;

	return COMPARE(left->offset, right->offset)
		       ?: COMPARE(left->reg->line, right->reg->line)
		       ?: strcmp(left->name, right->name);
}

/*
 * Of several views that all have an alternative, the first one stands for the
 * register.
 */
static void choose_views(struct regs *regs)
{
	for (size_t i = 0; i < regs->place_count; i++) {
		struct reg_place *place = &regs->places[i];
		const struct reg_place *other = NULL;
		uint64_t length;

		if (!place->alternate)
			continue;
		length = reg_place_end(place) - place->offset;
		place->alternate = false;
		while (!place->alternate &&
		       (other = regs_next(regs, other, place->offset, length)))
			place->alternate = other != place && !other->alternate;
	}
}

/* Gives every register its place. */
static int place_all(struct regs *regs, struct regs_error *error)
{
	struct walk walk = { .regs = regs, .error = error };
	uint64_t elements = count_elements(regs->items);
	size_t sorted = 0;
	int err;

	if (elements > REGS_MAX_PLACES)
		return regs_wrong(error, 0, 0,
				  "too many registers and groups: at most %u "
				  "are possible",
				  REGS_MAX_PLACES);
	regs->places =
		arena_take(regs->arena, elements * sizeof(*regs->places));
	if (!regs->places)
		return -ENOMEM;
	err = place_items(&walk, regs->items, 0, 0, false);
	/* Most files are in order, and need no sorting. */
	while (!err && ++sorted < regs->place_count &&
	       by_offset(&regs->places[sorted - 1], &regs->places[sorted]) <= 0)
		;
	if (!err && sorted < regs->place_count)
		qsort(regs->places, regs->place_count, sizeof(*regs->places),
		      by_offset);
	if (!err)
		choose_views(regs);
	return err;
}

static int check_addresses(const struct regs *regs, struct regs_error *error)
{
	const struct reg *item = regs->items;

	while (item &&
	       (item->unplaced || address_of(regs, item) >= item->offset))
		item = item->next;
	return item ? regs_wrong(error, item->line, 0,
				 "%.100s: its address does not fit in 64 bits",
				 item->name)
		    : 0;
}

int regs_lay(struct regs *regs, const struct regs_wanted *wanted,
	     struct regs_error *error)
{
	int err = check_addresses(regs, error)
			  ?: regs_choose(regs, wanted, error);
	bool placed = !regs->has_base;

	/*
	 * Converts addresses in the file to offsets in the region, if both have
	 * addresses.
	 */
	if (!err && has_addresses(regs, wanted) &&
	    any_within(regs, wanted, NULL)) {
		for (struct reg *item = regs->items; item; item = item->next)
			item->offset = address_of(regs, item) - wanted->base;
		regs->base = wanted->base;
		placed = true;
	}
	err = err ?: unwrap(regs, placed, error) ?: place_all(regs, error);
	if (!err)
		return 0;
	regs_free(regs);
	return regs_failed(error, err);
}
