// SPDX-License-Identifier: GPL-2.0-or-later
/* Builds the registers and groups of a peripheral in an SVD file. */
#include <errno.h>
#include <string.h>

#include "common/base/error.h"
#include "svd.h"

static int build_items(struct svd_builder *builder, const struct svd_node *node,
		       enum svd_tag wrapper, const struct svd_defaults *outer,
		       struct reg **tail, unsigned int depth);

static void build_register(const struct svd_node *node, struct reg *reg,
			   const struct svd_defaults *properties)
{
	uint64_t mask = reg_mask(properties->width);

	reg->width = properties->width;
	reg->access = svd_access(properties);
	reg->reset_mask = properties->reset_mask & mask;
	reg->has_reset = properties->has_reset && reg->reset_mask;
	if (!reg->has_reset) {
		reg->reset_mask = 0;
		return;
	}
	reg->reset = properties->reset;
	/* A reset value for registers of any width may be too wide for this one. */
	if (!svd_get(node, SVD_resetValue))
		reg->reset &= mask;
}

static int build_item(struct svd_builder *builder, const struct svd_node *node,
		      const struct svd_defaults *outer, struct reg *reg,
		      unsigned int depth)
{
	struct svd_defaults properties = *outer;
	int err = svd_name(builder, node, reg);

	if (err)
		return err;
	if (!svd_number(builder, node, SVD_addressOffset, &reg->offset)) {
		regs_note(builder->regs, node->line, true,
			  "%s: skipped because it has no addressOffset",
			  reg->name);
		return -UIO_ESYNTAX;
	}
	svd_note_lost(builder, node, reg->name);
	svd_inherit(builder, node, &properties);
	err = svd_description(builder, node, &reg->description);
	if (err)
		return err;
	reg->line = node->line;
	reg->endian = builder->regs->endian;
	reg->alternate = svd_get(node, SVD_alternateRegister) ||
			 svd_get(node, SVD_alternateGroup) ||
			 svd_get(node, SVD_alternateCluster);
	reg->group = node->tag == SVD_cluster;
	if (reg->group)
		return build_items(builder, node, SVD_TAG_COUNT, &properties,
				   &reg->items, depth + 1);
	build_register(node, reg, &properties);
	return svd_build_fields(builder, reg, node, &properties);
}

/* Registers may share a name if alternateGroup distinguishes them. */
static int split_group(struct svd_builder *builder, const struct svd_node *node,
		       const struct reg *siblings, struct reg *reg)
{
	const char *text = svd_text(node, SVD_alternateGroup);
	char *name;

	while (text && siblings && strcmp(siblings->name, reg->name))
		siblings = siblings->next;
	if (!text || !siblings)
		return 0;
	name = arena_print(builder->regs->arena, "%s_%s", reg->name, text);
	if (!name)
		return -ENOMEM;
	svd_clean(name + strlen(reg->name), strlen(text) + 1);
	reg->name = name;
	return 0;
}

static int build_items(struct svd_builder *builder, const struct svd_node *node,
		       enum svd_tag wrapper, const struct svd_defaults *outer,
		       struct reg **tail, unsigned int depth)
{
	struct reg *const *first = tail;
	struct svd_list items = { 0 };
	int err;

	if (depth > REGS_MAX_DEPTH)
		return regs_wrong(builder->error, node->line, 0,
				  "clusters are nested more than %d deep",
				  REGS_MAX_DEPTH);
	err = svd_collect(builder, node, wrapper, SVD_register, SVD_cluster,
			  &items);
	for (size_t i = 0; i < items.count && !err; i++) {
		struct reg *reg =
			arena_take(builder->regs->arena, sizeof(*reg));

		if (!reg)
			return -ENOMEM;
		err = build_item(builder, items.nodes[i], outer, reg, depth);
		if (!err)
			err = split_group(builder, items.nodes[i], *first, reg);
		if (!err) {
			*tail = reg;
			tail = &reg->next;
		} else if (err == -UIO_ESYNTAX) {
			err = 0;
		}
	}
	return err;
}

/* The size of a block in bytes: up to the end of its last address block. */
static uint64_t find_size(struct svd_builder *builder,
			  const struct svd_node *node)
{
	uint64_t last = 0;

	for (; node && !last; node = node->base)
		for (const struct svd_node *part = node->children; part;
		     part = part->next) {
			uint64_t end = 0, size = 0;

			if (part->tag != SVD_addressBlock)
				continue;
			svd_number(builder, part, SVD_offset, &end);
			svd_number(builder, part, SVD_size, &size);
			if (!__builtin_add_overflow(end, size, &end) &&
			    end > last)
				last = end;
		}
	return last;
}

int svd_build(struct svd_builder *builder, const struct svd_node *peripheral,
	      struct reg *block)
{
	const struct svd_node *device = peripheral;
	const char *base = svd_text(peripheral, SVD_baseAddress);
	uint64_t address;
	struct svd_defaults properties = {
		.width = 32,
		.reset_mask = UINT64_MAX,
	};

	while (device->parent)
		device = device->parent;
	svd_inherit(builder, device, &properties);
	builder->regs->width = properties.width;
	svd_inherit(builder, peripheral, &properties);
	block->width = properties.width;
	block->size = find_size(builder, peripheral);
	if (!base)
		regs_note(builder->regs, peripheral->line, true,
			  "%s has no baseAddress", block->name);
	else if (strcmp(base, SVD_UNPLACED))
		svd_number(builder, peripheral, SVD_baseAddress, &address);
	svd_note_lost(builder, peripheral, NULL);
	return build_items(builder, peripheral, SVD_registers, &properties,
			   &block->items, 0);
}
