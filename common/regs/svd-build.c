// SPDX-License-Identifier: GPL-2.0-or-later
/* Builds the registers of a peripheral in an SVD file, their groups and fields. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "common/base/error.h"
#include "svd.h"

/* Parses [msb:lsb]. */
static bool scan_range(const char *text, uint64_t *lsb, uint64_t *msb)
{
	unsigned int high, low;
	int end = 0;

	if (!text || sscanf(text, "[%4u:%4u]%n", &high, &low, &end) < 2 ||
	    !end || text[end])
		return false;
	*lsb = low;
	*msb = high;
	return true;
}

/* Returns whether the number is known: from the element, or from its base. */
static bool override(struct svd_builder *builder, const struct svd_node *node,
		     enum svd_tag tag, uint64_t *value, bool known)
{
	return svd_own(node, tag) ? svd_number(builder, node, tag, value)
				  : known;
}

/*
 * Finds the bits in any of the three forms. What an element leaves out is that of
 * its base, even if the base has another form.
 */
static bool find_bits(struct svd_builder *builder, const struct svd_node *node,
		      uint64_t *lsb, uint64_t *msb)
{
	const struct svd_node *range = svd_own(node, SVD_bitRange);
	uint64_t width = 1;
	bool known;

	if (range)
		return scan_range(range->text, lsb, msb);
	known = node->base && find_bits(builder, node->base, lsb, msb);
	if (svd_own(node, SVD_lsb) || svd_own(node, SVD_msb))
		return override(builder, node, SVD_lsb, lsb, known) &&
		       override(builder, node, SVD_msb, msb, known);
	if (!svd_own(node, SVD_bitOffset) && !svd_own(node, SVD_bitWidth))
		return known;
	if (known)
		width = *msb - *lsb + 1;
	override(builder, node, SVD_bitWidth, &width, known);
	return override(builder, node, SVD_bitOffset, lsb, known) && width &&
	       !__builtin_add_overflow(*lsb, width - 1, msb);
}

/* Parses binary digits after # or 0b, where x is a bit that does not matter. */
static bool scan_pattern(const char *text, struct reg_value *value)
{
	uint64_t digits = 0, known = 0;
	size_t count;

	if (*text == '#')
		text++;
	else if (text[0] == '0' && (text[1] == 'b' || text[1] == 'B'))
		text += 2;
	else
		return false;
	count = strspn(text, "01xX");
	if (!count || count > 64 || text[count])
		return false;
	for (; *text; text++) {
		digits = digits << 1 | (*text == '1');
		known = known << 1 | (*text == '0' || *text == '1');
	}
	value->value = digits;
	value->mask &= known | ~reg_mask(count);
	return true;
}

static int add_value(struct svd_builder *builder, const struct svd_node *node,
		     const struct reg_field *field, const char *usage,
		     struct reg_value ***tail)
{
	struct arena *arena = builder->regs->arena;
	struct reg_value *value = arena_take(arena, sizeof(*value));
	const char *is_default = svd_text(node, SVD_isDefault);
	const char *text = svd_text(node, SVD_value);

	if (!value)
		return -ENOMEM;
	value->mask = reg_mask(field->width);
	if (text) {
		if (!scan_pattern(text, value) &&
		    !svd_number(builder, node, SVD_value, &value->value))
			return 0;
	} else if (is_default &&
		   (!strcmp(is_default, "true") || !strcmp(is_default, "1"))) {
		value->mask = 0;
	} else {
		regs_note(builder->regs, node->line, true,
			  "skipped because it has no value");
		return 0;
	}
	value->name = svd_text(node, SVD_name);
	if (!value->name || !*value->name)
		value->name =
			text ? arena_print(arena, "%" PRIu64, value->value)
			     : "default";
	if (!value->name)
		return -ENOMEM;
	value->description = svd_text(node, SVD_description);
	value->line = node->line;
	value->read = !usage || strcmp(usage, "write");
	value->write = !usage || strcmp(usage, "read");
	**tail = value;
	*tail = &value->next;
	return 0;
}

/* A field with values of its own does not inherit those of its base. */
static int add_values(struct svd_builder *builder, const struct svd_node *node,
		      struct reg_field *field)
{
	struct reg_value **tail = &field->values;
	int err = 0;

	while (node->base && !svd_own(node, SVD_enumeratedValues))
		node = node->base;
	for (const struct svd_node *set = node->children; set && !err;
	     set = set->next) {
		const char *usage = svd_text(set, SVD_usage);
		struct svd_list values = { 0 };

		if (set->tag != SVD_enumeratedValues)
			continue;
		svd_note_lost(builder, set, svd_text(node, SVD_name));
		err = svd_collect(builder, set, SVD_TAG_COUNT,
				  SVD_enumeratedValue, SVD_enumeratedValue,
				  &values);
		for (size_t i = 0; i < values.count && !err; i++)
			err = add_value(builder, values.nodes[i], field, usage,
					&tail);
	}
	return err;
}

static int add_field(struct svd_builder *builder, const struct svd_node *node,
		     const struct svd_defaults *defaults,
		     struct reg_field ***tail)
{
	struct reg_field *field =
		arena_take(builder->regs->arena, sizeof(*field));
	struct svd_defaults properties = *defaults;
	struct reg array = { 0 };
	uint64_t lsb, msb;
	int err;

	if (!field)
		return -ENOMEM;
	svd_note_lost(builder, node, svd_text(node, SVD_name));
	if (!find_bits(builder, node, &lsb, &msb) || msb < lsb ||
	    msb >= REGS_MAX_WIDTH) {
		regs_note(builder->regs, node->line, true,
			  "%s: skipped because it has no bits",
			  svd_text(node, SVD_name) ?: "a field");
		return 0;
	}
	field->lsb = lsb;
	field->width = msb - lsb + 1;
	err = svd_name(builder, node, &array)
		      ?: svd_description(builder, node, &field->description);
	if (err)
		return err == -UIO_ESYNTAX ? 0 : err;
	svd_inherit(builder, node, &properties);
	field->name = array.name;
	field->access = svd_access(&properties);
	field->line = node->line;
	err = add_values(builder, node, field);
	if (err)
		return err;
	if (array.count)
		return regs_add_field_array(builder->regs, builder->error, tail,
					    field, &array);
	**tail = field;
	*tail = &field->next;
	return 0;
}

static int build_fields(struct svd_builder *builder, struct reg *reg,
			const struct svd_node *node,
			const struct svd_defaults *defaults)
{
	struct reg_field **tail = &reg->fields;
	struct svd_list fields = { 0 };
	int err;

	err = svd_collect(builder, node, SVD_fields, SVD_field, SVD_field,
			  &fields);
	for (size_t i = 0; i < fields.count && !err; i++)
		err = add_field(builder, fields.nodes[i], defaults, &tail);
	return err;
}

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
	return build_fields(builder, reg, node, &properties);
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
