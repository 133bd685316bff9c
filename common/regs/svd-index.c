// SPDX-License-Identifier: GPL-2.0-or-later
#include "svd-index.h"

#include <errno.h>
#include <stdlib.h>

#include "common/base/array.h"

static bool can_derive(const struct svd_node *node)
{
	return node->tag == SVD_peripheral || node->tag == SVD_cluster ||
	       node->tag == SVD_register || node->tag == SVD_field ||
	       node->tag == SVD_enumeratedValues;
}

struct svd_node *svd_scope(const struct svd_node *node)
{
	struct svd_node *scope = node->parent;

	/* Skips elements without a name, which paths leave out. */
	while (scope &&
	       (scope->tag == SVD_peripherals || scope->tag == SVD_registers ||
		scope->tag == SVD_fields))
		scope = scope->parent;
	return scope;
}

static int compare_slices(const struct slice *a, const struct slice *b)
{
	return COMPARE(a->length, b->length)
		       ?: a->length ? memcmp(a->start, b->start, a->length)
				    : 0;
}

static int compare_names(const struct svd_entry *a, const struct svd_entry *b)
{
	return COMPARE(a->kind, b->kind)
		       ?: COMPARE(a->scope, b->scope)
		       ?: compare_slices(&a->name, &b->name)
		       ?: compare_slices(&a->in, &b->in);
}

static int by_name(const void *a, const void *b)
{
	const struct svd_entry *left = a, *right = b;

	return compare_names(left, right)
		       ?: COMPARE(left->node->order, right->node->order);
}

static unsigned int depth_of(const struct svd_node *node)
{
	unsigned int depth = 0;

	for (; node; node = node->parent)
		depth++;
	return depth;
}

static int by_depth(const void *a, const void *b)
{
	const struct svd_node *const *left = a, *const *right = b;
	unsigned int one = depth_of(*left), other = depth_of(*right);

	return COMPARE(one, other) ?: COMPARE((*left)->order, (*right)->order);
}

/* Upper limits for the sizes of the tables. */
struct tally {
	unsigned int nodes;
	size_t names;
	size_t seekers;
};

static void count(struct svd_node *node, struct tally *tally)
{
	node->order = tally->nodes++;
	if (can_derive(node)) {
		tally->names += node->name ? 4 : 0;
		tally->seekers += node->derived ? 1 : 0;
	}
	for (node = node->children; node; node = node->next)
		count(node, tally);
}

static struct svd_entry *add(struct svd_index *index, enum svd_entry_kind kind,
			     struct svd_node *node)
{
	struct svd_entry *entry = &index->entries[index->count++];

	*entry = (struct svd_entry){
		.kind = kind,
		.name = { node->name, strlen(node->name) },
		.node = node,
	};
	return entry;
}

static void add_names(struct svd_index *index, struct svd_node *node)
{
	const struct svd_node *scope = svd_scope(node);
	const char *hole = strstr(node->name, "%s");
	struct svd_entry *entry;

	add(index, SVD_CHILD, node)->scope = scope->order;
	if (hole) {
		entry = add(index, SVD_ARRAY, node);
		entry->scope = scope->order;
		entry->name.length = hole - node->name;
	}
	if (node->tag == SVD_enumeratedValues)
		add(index, SVD_ANYWHERE, node);
	if (scope->name &&
	    (node->tag == SVD_field || node->tag == SVD_enumeratedValues)) {
		entry = add(index, SVD_ANYWHERE, node);
		entry->in = (struct slice){ scope->name, strlen(scope->name) };
	}
}

static void fill(struct svd_index *index, struct svd_node *node)
{
	if (can_derive(node)) {
		if (node->name)
			add_names(index, node);
		if (node->derived)
			index->seekers[index->seeker_count++] = node;
	}
	for (node = node->children; node; node = node->next)
		fill(index, node);
}

int svd_index_make(struct svd_index *index, struct svd_node *root)
{
	struct tally tally = { 0 };

	*index = (struct svd_index){ 0 };
	count(root, &tally);
	if (!tally.seekers)
		return 0;
	index->entries = calloc(tally.names + 1, sizeof(*index->entries));
	index->seekers = calloc(tally.seekers, sizeof(*index->seekers));
	if (!index->entries || !index->seekers)
		return -ENOMEM;
	fill(index, root);
	qsort(index->entries, index->count, sizeof(*index->entries), by_name);
	qsort(index->seekers, index->seeker_count, sizeof(*index->seekers),
	      by_depth);
	return 0;
}

void svd_index_free(struct svd_index *index)
{
	free(index->entries);
	free(index->seekers);
}

struct svd_entry *svd_index_first(const struct svd_index *index,
				  const struct svd_entry *key,
				  unsigned int order)
{
	size_t low = 0, high = index->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct svd_entry *entry = &index->entries[middle];
		int side = compare_names(entry, key);

		if (side < 0 || (!side && entry->node->order < order))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == index->count || compare_names(&index->entries[low], key))
		return NULL;
	return &index->entries[low];
}

struct svd_entry *svd_index_next(const struct svd_index *index,
				 struct svd_entry *entry)
{
	struct svd_entry *next = entry + 1;

	if (next == index->entries + index->count || compare_names(next, entry))
		return NULL;
	return next;
}
