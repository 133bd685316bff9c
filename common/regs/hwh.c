// SPDX-License-Identifier: GPL-2.0-or-later
/* Vivado's hardware hand-off files: their XML elements. */
#include "hwh.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/number.h"
#include "common/base/text.h"

/* Limits the time, as each range is compared with each module and each other range. */
#define MAX_PARTS 8192

static const char *find(const XML_Char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (!strcmp(attributes[0], name))
			return attributes[1];
	return NULL;
}

/* Copies an attribute; returns NULL if it is missing or empty. */
static const char *keep(struct xml_reader *reader, const XML_Char **attributes,
			const char *name)
{
	const char *value = find(attributes, name), *copy;

	if (!value || !*value)
		return NULL;
	copy = arena_text(reader->arena, value, strlen(value));
	if (!copy)
		xml_stop(reader, -ENOMEM);
	return copy;
}

/* Allocates a module, a block or a range; returns NULL after xml_stop(). */
static void *take_part(struct xml_reader *reader, size_t size)
{
	void *part = arena_take(reader->arena, size);

	if (!part)
		xml_stop(reader, -ENOMEM);
	if (++reader->hwh->count <= MAX_PARTS)
		return part;
	xml_stop(reader, regs_wrong(reader->error, xml_line(reader), 0,
				    "too many modules, address blocks and "
				    "memory ranges: at most %d are possible",
				    MAX_PARTS));
	return NULL;
}

/*
 * An element counts only inside an element of the previous kind, and not inside
 * its own kind.
 */
static bool may_open(const struct hwh *hwh, enum hwh_kind kind)
{
	return !hwh->open[kind].depth && (!kind || hwh->open[kind - 1].depth);
}

/* Adds the following elements to @node. */
static void open_element(struct xml_reader *reader, enum hwh_kind kind,
			 struct svd_node *node, struct svd_node *before)
{
	reader->hwh->open[kind] = (struct hwh_open){
		.depth = reader->depth,
		.outer = reader->node,
		.before = before,
	};
	reader->node = node;
}

/*
 * Linux uses the addresses of the processing system or, with PCIe, of the
 * endpoint. A MicroBlaze or a DMA engine may have another instance at an address.
 */
static unsigned int rank_master(const XML_Char **attributes)
{
	static const struct {
		const char *attribute;
		const char *value; /* or a prefix of it */
		unsigned int rank;
	} masters[] = {
		{ "IS_PL", "FALSE", 2 },
		{ "MODTYPE", "processing_system7", 2 },
		{ "MODTYPE", "zynq_ultra_ps_e", 2 },
		{ "MODTYPE", "versal_cips", 2 },
		{ "MODTYPE", "xdma", 1 },
		{ "MODTYPE", "qdma", 1 },
		{ "MODTYPE", "axi_pcie", 1 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(masters); i++) {
		const char *value = find(attributes, masters[i].attribute);

		if (value && !text_compare(value, masters[i].value,
					   strlen(masters[i].value)))
			return masters[i].rank;
	}
	return 0;
}

static void begin_module(struct xml_reader *reader, const XML_Char **attributes)
{
	struct hwh *hwh = reader->hwh;
	struct hwh_module *module;

	if (!may_open(hwh, HWH_MODULE) || !find(attributes, "INSTANCE"))
		return;
	module = take_part(reader, sizeof(*module));
	if (!module)
		return;
	module->instance = keep(reader, attributes, "INSTANCE") ?: "";
	module->type = keep(reader, attributes, "VLNV");
	module->rank = rank_master(attributes);
	module->line = xml_line(reader);
	module->tail = &module->blocks;
	*hwh->module_tail = module;
	hwh->module_tail = &module->next;
	hwh->module = module;
	open_element(reader, HWH_MODULE, reader->node, NULL);
}

static void begin_block(struct xml_reader *reader, const XML_Char **attributes)
{
	struct hwh *hwh = reader->hwh;
	struct hwh_block *block;

	if (!may_open(hwh, HWH_BLOCK))
		return;
	block = take_part(reader, sizeof(*block));
	if (!block)
		return;
	block->interface = keep(reader, attributes, "INTERFACE");
	block->name = keep(reader, attributes, "NAME");
	block->range = keep(reader, attributes, "RANGE");
	block->registers = xml_add(reader, NULL, SVD_registers);
	*hwh->module->tail = block;
	hwh->module->tail = &block->next;
	open_element(reader, HWH_BLOCK, block->registers, NULL);
}

static void begin_node(struct xml_reader *reader, enum hwh_kind kind,
		       struct svd_node *parent, enum svd_tag tag,
		       const XML_Char **attributes)
{
	const char *name = find(attributes, "NAME");
	struct svd_node *before = parent->last;
	struct svd_node *node = xml_add(reader, parent, tag);

	if (!node)
		return;
	open_element(reader, kind, node, before);
	if (!name || !*name)
		return;
	/*
	 * A name such as `Channel-1 GPIO DATA`; brackets may make it an element
	 * of an array.
	 */
	node = xml_add_text(reader, node, SVD_name, name);
	for (char *c = node ? (char *)node->text : NULL; c && *c; c++)
		if (!reg_name_length(c) && !strchr("[]", *c))
			*c = '_';
}

static void begin_register(struct xml_reader *reader,
			   const XML_Char **attributes)
{
	if (may_open(reader->hwh, HWH_REGISTER))
		begin_node(reader, HWH_REGISTER, reader->node, SVD_register,
			   attributes);
}

static void begin_field(struct xml_reader *reader, const XML_Char **attributes)
{
	struct svd_node *fields = reader->node->last;

	if (!may_open(reader->hwh, HWH_FIELD))
		return;
	if (!fields || fields->tag != SVD_fields)
		fields = xml_add(reader, reader->node, SVD_fields);
	if (fields)
		begin_node(reader, HWH_FIELD, fields, SVD_field, attributes);
}

static void begin_property(struct xml_reader *reader,
			   const XML_Char **attributes)
{
	static const struct {
		const char *name;
		enum svd_tag tag;
	} properties[] = {
		{ "ACCESS", SVD_access },
		{ "ADDRESS_OFFSET", SVD_addressOffset },
		{ "BIT_OFFSET", SVD_bitOffset },
		{ "BIT_WIDTH", SVD_bitWidth },
		{ "DESCRIPTION", SVD_description },
		/* Vivado's name for modifiedWriteValue of IP-XACT. */
		{ "MODIFIED_READ_VALUES", SVD_modifiedWriteValues },
		{ "MODIFIED_WRITE_VALUES", SVD_modifiedWriteValues },
		{ "READ_ACTION", SVD_readAction },
		{ "RESET_VALUE", SVD_resetValue },
		{ "SIZE", SVD_size },
	};
	const char *name = find(attributes, "NAME");
	const char *value = find(attributes, "VALUE");
	struct hwh_open *open = &reader->hwh->open[HWH_FIELD];
	unsigned int outer = reader->depth - 1;

	/* A property belongs to the field or register that it is directly in. */
	if (open->depth != outer)
		open = &reader->hwh->open[HWH_REGISTER];
	if (open->depth != outer || !name || !value || !*value)
		return;
	if (!strcmp(name, "IS_ENABLED"))
		open->disabled = !text_compare(value, "false", SIZE_MAX) ||
				 !strcmp(value, "0");
	for (size_t i = 0; i < ARRAY_SIZE(properties); i++) {
		enum svd_tag tag = properties[i].tag;

		if (strcmp(name, properties[i].name))
			continue;
		/* Some files have 0 instead of no value for these properties. */
		if ((tag != SVD_readAction && tag != SVD_modifiedWriteValues) ||
		    strcmp(value, "0"))
			xml_add_text(reader, reader->node, tag, value);
		return;
	}
}

static void begin_range(struct xml_reader *reader, const XML_Char **attributes)
{
	struct hwh *hwh = reader->hwh;
	const char *type = find(attributes, "MEMTYPE");
	struct hwh_range *range;

	if (!find(attributes, "INSTANCE"))
		return;
	range = take_part(reader, sizeof(*range));
	if (!range)
		return;
	range->instance = keep(reader, attributes, "INSTANCE") ?: "";
	range->interface = keep(reader, attributes, "SLAVEBUSINTERFACE");
	range->block = keep(reader, attributes, "ADDRESSBLOCK");
	range->master = keep(reader, attributes, "MASTERBUSINTERFACE");
	range->base = keep(reader, attributes, "BASEVALUE");
	range->high = keep(reader, attributes, "HIGHVALUE");
	range->rank = hwh->module ? hwh->module->rank : 0;
	range->is_register = type && !strcmp(type, "REGISTER");
	range->line = xml_line(reader);
	*hwh->range_tail = range;
	hwh->range_tail = &range->next;
}

static void begin_design(struct xml_reader *reader)
{
	struct hwh *hwh = arena_take(reader->arena, sizeof(*hwh));
	struct svd_node *cpu;

	reader->hwh = hwh;
	reader->root = reader->node = xml_add(reader, NULL, SVD_device);
	cpu = reader->root ? xml_add(reader, reader->root, SVD_cpu) : NULL;
	if (!hwh || !cpu) {
		xml_stop(reader, -ENOMEM);
		return;
	}
	hwh->module_tail = &hwh->modules;
	hwh->range_tail = &hwh->ranges;
	/* AXI is little-endian, even if the CPU is not. */
	xml_add_text(reader, cpu, SVD_endian, "little");
}

void hwh_begin(struct xml_reader *reader, const XML_Char *element,
	       const XML_Char **attributes)
{
	static const struct {
		const char *element;
		void (*begin)(struct xml_reader *reader,
			      const XML_Char **attributes);
	} elements[] = {
		{ "ADDRESSBLOCK", begin_block }, { "FIELD", begin_field },
		{ "MEMRANGE", begin_range },	 { "MODULE", begin_module },
		{ "PROPERTY", begin_property },	 { "REGISTER", begin_register },
		{ "REGISTERS", begin_block },
	};

	if (reader->depth == 1) {
		begin_design(reader);
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(elements); i++)
		if (!strcmp(element, elements[i].element)) {
			elements[i].begin(reader, attributes);
			return;
		}
}

void hwh_add_number(struct xml_reader *reader, struct svd_node *node,
		    enum svd_tag tag, uint64_t value)
{
	char text[24];

	snprintf(text, sizeof(text), "0x%" PRIx64, value);
	xml_add_text(reader, node, tag, text);
}

/*
 * SIZE is the number of implemented bits, which may be 9, but the bus accesses 32
 * or 64 bits. A larger register is memory, which is accessed in words.
 */
static void set_width(struct xml_reader *reader, struct svd_node *node)
{
	struct svd_node *size = svd_own(node, SVD_size);
	struct svd_node *name = svd_own(node, SVD_name);
	uint64_t bits;

	if (!size || number_parse(size->text, &bits) || !bits || bits == 32 ||
	    bits == 64)
		return;
	if (bits < 64) {
		size->text = bits < 32 ? "32" : "64";
		hwh_add_number(reader, node, SVD_resetMask,
			       UINT64_MAX >> (64 - bits));
	} else if (bits % 32 == 0 && name) {
		size->text = "32";
		xml_set_text(reader, name,
			     arena_print(reader->arena, "%s[%%s]", name->text));
		hwh_add_number(reader, node, SVD_dim, bits / 32);
		xml_add_text(reader, node, SVD_dimIncrement, "4");
	}
}

void hwh_end(struct xml_reader *reader)
{
	for (enum hwh_kind kind = 0; kind < HWH_KINDS; kind++) {
		struct hwh_open *open = &reader->hwh->open[kind];
		struct svd_node *node = reader->node, *before = open->before;

		if (open->depth != reader->depth)
			continue;
		if (open->disabled) {
			node->parent->last = before;
			if (before)
				before->next = NULL;
			else
				node->parent->children = NULL;
		} else if (kind == HWH_REGISTER) {
			set_width(reader, node);
		}
		if (kind == HWH_MODULE)
			reader->hwh->module = NULL;
		if (kind == HWH_BLOCK && node)
			hwh_join_arrays(reader, node);
		reader->node = open->outer;
		open->depth = 0;
	}
}
