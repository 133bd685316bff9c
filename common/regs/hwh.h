/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a Vivado design that are taken from its hand-off file. */
#ifndef UIO_REGS_HWH_H
#define UIO_REGS_HWH_H

#include "xml-reader.h"

/**
 * struct hwh_module - an instance of the design
 * @type: the kind of IP, with its vendor and version; may be NULL
 * @rank: its rank as a bus master; the addresses seen by the highest ones count
 */
struct hwh_module {
	struct hwh_module *next;
	const char *instance;
	const char *type;
	unsigned int line;
	unsigned int rank;
	struct hwh_block *blocks;
	struct hwh_block **tail;
};

/**
 * struct hwh_block - an address block of an instance
 * @interface: the bus interface of the instance that leads to it
 * @range: its size in bytes
 * @registers: the node of its registers, which may be empty
 * @mapped: a memory range leads to it
 *
 * A text that is not in the file is NULL.
 */
struct hwh_block {
	struct hwh_block *next;
	const char *interface;
	const char *name;
	const char *range;
	struct svd_node *registers;
	bool mapped;
};

/**
 * struct hwh_range - an address block as a bus master sees it
 * @instance: the instance that has the block
 * @interface, @block, @master: names of the two bus interfaces and of the block
 * @rank: the rank of the master
 */
struct hwh_range {
	struct hwh_range *next;
	const char *instance;
	const char *interface;
	const char *block;
	const char *master;
	const char *base;
	const char *high;
	unsigned int line;
	unsigned int rank;
	bool is_register;
};

/* Elements that contain others, from the outermost to the innermost. */
enum hwh_kind {
	HWH_MODULE,
	HWH_BLOCK,
	HWH_REGISTER,
	HWH_FIELD,
	HWH_KINDS
};

/**
 * struct hwh_open - the open element of a kind
 * @depth: depth of the element; 0 if none is open
 * @outer: the node that was open before it
 * @before: the node before the element's own
 * @disabled: the design does not include it
 */
struct hwh_open {
	unsigned int depth;
	struct svd_node *outer;
	struct svd_node *before;
	bool disabled;
};

/**
 * struct hwh - a design
 * @count: number of modules, blocks and ranges
 * @module: the module that is open
 */
struct hwh {
	struct hwh_module *modules;
	struct hwh_module **module_tail;
	struct hwh_range *ranges;
	struct hwh_range **range_tail;
	unsigned int count;
	struct hwh_module *module;
	struct hwh_open open[HWH_KINDS];
};

/**
 * hwh_add_number() - add a child with a number
 */
void hwh_add_number(struct xml_reader *reader, struct svd_node *node,
		    enum svd_tag tag, uint64_t value);

/**
 * hwh_join_arrays() - make an array of registers that differ in their index only
 *
 * In their descriptions an `n` takes the place of the index.
 */
void hwh_join_arrays(struct xml_reader *reader, struct svd_node *registers);

#endif
