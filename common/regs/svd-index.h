/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names that derivedFrom can refer to, in a table that is sorted once. */
#ifndef UIO_REGS_SVD_INDEX_H
#define UIO_REGS_SVD_INDEX_H

#include "common/base/text.h"
#include "svd-tree.h"

/**
 * enum svd_entry_kind - the way to find an element
 * @SVD_CHILD: by its name, from the named element that contains it
 * @SVD_ARRAY: the same for an array, by the part of its name before the `%s`
 * @SVD_ANYWHERE: an enumeration by its name alone; an enumeration or a field by
 *                its name and that of the element that contains it
 */
enum svd_entry_kind {
	SVD_CHILD,
	SVD_ARRAY,
	SVD_ANYWHERE,
};

/**
 * struct svd_entry - an element by a name
 * @scope: the number of the element that contains it; 0 for SVD_ANYWHERE
 * @name: without the rest of a path
 * @in: for SVD_ANYWHERE the name of the element that contains it, or nothing
 * @array: for SVD_ARRAY, set when it is first needed
 */
struct svd_entry {
	enum svd_entry_kind kind;
	unsigned int scope;
	struct slice name;
	struct slice in;
	struct svd_node *node;
	struct reg *array;
};

/**
 * struct svd_index - all names of a file
 * @entries: sorted by their members in order, then by their order in the file
 * @seekers: the elements that are derived, the outer ones first
 */
struct svd_index {
	struct svd_entry *entries;
	size_t count;
	struct svd_node **seekers;
	size_t seeker_count;
};

/**
 * svd_index_make() - collect and sort the names, and number the elements of the
 * tree
 * @index: filled; free with svd_index_free(), also on failure
 *
 * Without derived elements there are no names. Returns 0 or -ENOMEM.
 */
int svd_index_make(struct svd_index *index, struct svd_node *root);

void svd_index_free(struct svd_index *index);

/**
 * svd_index_first() - the first element with a name, in the order of the file
 * @key: the kind, and the members that this kind uses
 * @order: number of the first element that counts
 *
 * Returns NULL if there is no such element.
 */
struct svd_entry *svd_index_first(const struct svd_index *index,
				  const struct svd_entry *key,
				  unsigned int order);

/**
 * svd_index_next() - the next element with the same name, or NULL
 */
struct svd_entry *svd_index_next(const struct svd_index *index,
				 struct svd_entry *entry);

/**
 * svd_scope() - the named element that contains an element, or NULL for the
 * root
 */
struct svd_node *svd_scope(const struct svd_node *node);

#endif
