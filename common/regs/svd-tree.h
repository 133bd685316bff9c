/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The elements of an SVD file that describe registers, as a tree. The rest of the
 * file is ignored. Vivado's hand-off files produce the same tree.
 */
#ifndef UIO_REGS_SVD_TREE_H
#define UIO_REGS_SVD_TREE_H

#include "build.h"

/* Sorted by element name. */
#define SVD_TAGS(T)            \
	T(access)              \
	T(addressBlock)        \
	T(addressOffset)       \
	T(addressUnitBits)     \
	T(alternateCluster)    \
	T(alternateGroup)      \
	T(alternateRegister)   \
	T(baseAddress)         \
	T(bitOffset)           \
	T(bitRange)            \
	T(bitWidth)            \
	T(cluster)             \
	T(cpu)                 \
	T(description)         \
	T(device)              \
	T(dim)                 \
	T(dimIncrement)        \
	T(dimIndex)            \
	T(endian)              \
	T(enumeratedValue)     \
	T(enumeratedValues)    \
	T(field)               \
	T(fields)              \
	T(isDefault)           \
	T(lsb)                 \
	T(modifiedWriteValues) \
	T(msb)                 \
	T(name)                \
	T(offset)              \
	T(peripheral)          \
	T(peripherals)         \
	T(readAction)          \
	T(register)            \
	T(registers)           \
	T(resetMask)           \
	T(resetValue)          \
	T(size)                \
	T(usage)               \
	T(value)

/* The text of an unknown baseAddress; it does not occur in SVD files. */
#define SVD_UNPLACED "none"

#define SVD_TAG(name) SVD_##name,
enum svd_tag {
	SVD_TAGS(SVD_TAG) SVD_TAG_COUNT
};

/**
 * struct svd_node - an element
 * @text: its text, with single blanks only; NULL if it contains elements
 * @name: the text of its `name` element, or NULL
 * @derived: its attribute derivedFrom, or NULL
 * @base: the element that it is derived from, found by svd_derive(), or NULL
 * @element: the base is this element of an array; NULL for the whole base
 * @lost: why the named base cannot be used although it is in the file
 * @left_out: a peripheral whose registers were skipped
 * @needed: such a peripheral that an element may be derived from
 */
struct svd_node {
	struct svd_node *next;
	struct svd_node *parent;
	struct svd_node *children;
	struct svd_node *last; /* last child */
	const char *text;
	const char *name;
	const char *derived;
	struct svd_node *base;
	const char *element;
	const char *lost;
	unsigned int line;
	unsigned int order; /* position in the file, set by svd_derive() */
	enum svd_tag tag;
	bool left_out;
	bool needed;
};

/**
 * struct svd_name - the name of a peripheral whose registers are to be read
 */
struct svd_name {
	const struct svd_name *next;
	const char *name;
};

/**
 * struct svd_filter - selects the peripherals whose registers are read
 * @names: peripherals by name
 * @window: peripherals in this region, or NULL
 */
struct svd_filter {
	const struct svd_name *names;
	const struct regs_wanted *window;
};

/**
 * svd_tree() - read an SVD file or a Vivado hand-off file
 * @filter: the registers of other peripherals of an SVD file may be skipped;
 *          NULL for all
 * @root: the element `device`, in @arena
 *
 * The root element shows which of the two the file is. Skipped parts are not
 * checked at all. Returns 0, -UIO_EREGS, -UIO_ENOLIB or a negative errno.
 */
int svd_tree(const char *text, size_t length, const struct svd_filter *filter,
	     struct arena *arena, struct svd_node **root,
	     struct regs_error *error);

/**
 * svd_derive() - find the base of every element
 *
 * A name that leads nowhere, or in a circle, leaves @base NULL. Returns 0 or
 * -ENOMEM.
 */
int svd_derive(struct svd_node *root, struct arena *arena);

/**
 * svd_own() - an element's own first child of a kind, or NULL
 * svd_get() - the first child of a kind, of the element or of its base
 * svd_text() - the text of that child, or NULL
 */
struct svd_node *svd_own(const struct svd_node *node, enum svd_tag tag);
const struct svd_node *svd_get(const struct svd_node *node, enum svd_tag tag);
const char *svd_text(const struct svd_node *node, enum svd_tag tag);

/**
 * svd_scan_number() - read a number in the form of SVD: [+](0x|#)digits[kMGT],
 * where `#` is binary
 *
 * Returns whether it is a number.
 */
bool svd_scan_number(const char *text, uint64_t *value);

#endif
