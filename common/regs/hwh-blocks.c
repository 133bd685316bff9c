// SPDX-License-Identifier: GPL-2.0-or-later
/* Vivado's hardware hand-off files: makes peripherals of instances and ranges. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "common/base/number.h"
#include "common/base/text.h"
#include "hwh.h"

/* The parts of a peripheral's name if an instance has several peripherals. */
enum part {
	INTERFACE,
	BLOCK,
	MASTER,
	PARTS
};

/**
 * struct place - a block at one address
 * @block, @range: either may be NULL
 * @order: its position among the places of this instance that agree in all
 *         parts of the name
 */
struct place {
	struct place *next;
	const struct hwh_module *module;
	const struct hwh_block *block;
	const struct hwh_range *range;
	const char *instance;
	const char *parts[PARTS];
	unsigned int order;
};

/* Vivado is not consistent in case: an interface may be S_AXI and s_axi. */
static bool same(const char *a, const char *b)
{
	return a == b || (a && b && !text_compare(a, b, SIZE_MAX));
}

/*
 * Finds the block with this interface and name, or the only one of the
 * interface.
 */
static struct hwh_block *find_block(const struct hwh_module *module,
				    const struct hwh_range *range)
{
	struct hwh_block *found = NULL;
	unsigned int count = 0;

	for (struct hwh_block *block = module ? module->blocks : NULL; block;
	     block = block->next) {
		if (block->interface && range->interface &&
		    !same(block->interface, range->interface))
			continue;
		if (block->name && same(block->name, range->block))
			return block;
		found = block;
		count++;
	}
	return count == 1 ? found : NULL;
}

static bool has_registers(const struct hwh_block *block)
{
	return block && block->registers && block->registers->children;
}

static bool is_same_place(const struct place *a, const struct place *b)
{
	const char *a_base = a->range ? a->range->base : NULL;
	const char *b_base = b->range ? b->range->base : NULL;
	uint64_t left, right;

	if (strcmp(a->instance, b->instance) || a->block != b->block ||
	    !same(a->parts[INTERFACE], b->parts[INTERFACE]) ||
	    !same(a->parts[BLOCK], b->parts[BLOCK]))
		return false;
	if (!a_base || !b_base || number_parse(a_base, &left) ||
	    number_parse(b_base, &right))
		return same(a_base, b_base);
	return left == right;
}

/* An address that several masters use is one place. */
static void add_place(struct xml_reader *reader, const struct place *place,
		      struct place **places)
{
	struct place *copy;

	while (*places && !is_same_place(*places, place))
		places = &(*places)->next;
	if (*places)
		return;
	copy = arena_take(reader->arena, sizeof(*copy));
	if (!copy) {
		xml_stop(reader, -ENOMEM);
		return;
	}
	*copy = *place;
	*places = copy;
}

static void add_range(struct xml_reader *reader, const struct hwh_range *range,
		      struct place **places)
{
	struct place place = {
		.range = range,
		.instance = range->instance,
		.parts = { range->interface, range->block, range->master },
	};
	struct hwh_module *module = reader->hwh->modules;
	struct hwh_block *block;

	while (module && strcmp(module->instance, range->instance))
		module = module->next;
	block = find_block(module, range);
	place.module = module;
	place.block = block;
	if (!range->is_register && !has_registers(block))
		return;
	if (block)
		block->mapped = true;
	add_place(reader, &place, places);
}

/* Collects the places with an address, followed by the blocks without one. */
static struct place *find_places(struct xml_reader *reader)
{
	struct hwh *hwh = reader->hwh;
	struct place *places = NULL;
	unsigned int rank = 0;

	for (struct hwh_range *range = hwh->ranges; range; range = range->next)
		if (range->rank > rank)
			rank = range->rank;
	for (struct hwh_range *range = hwh->ranges; range; range = range->next)
		if (range->rank == rank)
			add_range(reader, range, &places);
	for (struct hwh_module *module = hwh->modules; module;
	     module = module->next)
		for (struct hwh_block *block = module->blocks; block;
		     block = block->next) {
			const struct place place = {
				.module = module,
				.block = block,
				.instance = module->instance,
				.parts = { block->interface, block->name },
			};

			if (!block->mapped && has_registers(block))
				add_place(reader, &place, &places);
		}
	return places;
}

/* Makes a name from the instance and from the parts in which its places differ. */
static const char *make_name(struct xml_reader *reader,
			     const struct place *places, struct place *place)
{
	bool differs[PARTS] = { false }, before = true;
	const char *name = place->instance;

	for (const struct place *other = places; other; other = other->next) {
		bool all_same = true;

		if (other == place)
			before = false;
		if (other == place || strcmp(other->instance, place->instance))
			continue;
		for (size_t i = 0; i < PARTS; i++)
			if (!same(other->parts[i], place->parts[i])) {
				differs[i] = true;
				all_same = false;
			}
		place->order += before && all_same;
	}
	for (size_t i = 0; i < PARTS && name; i++)
		if (differs[i] && place->parts[i])
			name = arena_print(reader->arena, "%s_%s", name,
					   place->parts[i]);
	if (place->order && name)
		name = arena_print(reader->arena, "%s_%u", name,
				   place->order + 1);
	if (!name)
		xml_stop(reader, -ENOMEM);
	return name ?: "";
}

/*
 * An invalid address is reported where it is used; a place without one only has
 * RANGE.
 */
static const char *find_size(const struct place *place, char text[24])
{
	const struct hwh_range *range = place->range;
	uint64_t base, high;

	if (!range || !range->base || !range->high ||
	    number_parse(range->base, &base) ||
	    number_parse(range->high, &high) || high < base ||
	    high - base == UINT64_MAX)
		return place->block ? place->block->range : NULL;
	snprintf(text, 24, "0x%" PRIx64, high - base + 1);
	return text;
}

static void set_line(struct svd_node *node, unsigned int line)
{
	node->line = line;
	for (struct svd_node *child = node->children; child;
	     child = child->next)
		set_line(child, line);
}

static void add_peripheral(struct xml_reader *reader, struct svd_node *parent,
			   const struct place *place, const char *name)
{
	struct svd_node *node = xml_add(reader, parent, SVD_peripheral), *child;
	char text[24];
	const char *size = find_size(place, text);

	if (!node)
		return;
	xml_add_text(reader, node, SVD_name, name);
	if (place->module && place->module->type)
		xml_add_text(reader, node, SVD_description,
			     place->module->type);
	xml_add_text(reader, node, SVD_baseAddress,
		     place->range && place->range->base ? place->range->base
							: SVD_UNPLACED);
	child = size ? xml_add(reader, node, SVD_addressBlock) : NULL;
	if (child) {
		xml_add_text(reader, child, SVD_offset, "0");
		xml_add_text(reader, child, SVD_size, size);
	}
	set_line(node, place->range ? place->range->line : place->module->line);
	if (!has_registers(place->block))
		return;
	/* A block that has several places gets its registers in each of them. */
	child = xml_add(reader, node, SVD_registers);
	if (child) {
		child->line = place->block->registers->line;
		child->children = place->block->registers->children;
		child->last = place->block->registers->last;
	}
}

void hwh_finish(struct xml_reader *reader)
{
	struct svd_node *peripherals =
		xml_add(reader, reader->root, SVD_peripherals);
	struct place *places = find_places(reader);

	for (struct place *place = places; place && !reader->err;
	     place = place->next)
		add_peripheral(reader, peripherals, place,
			       make_name(reader, places, place));
}
