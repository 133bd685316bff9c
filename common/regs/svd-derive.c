// SPDX-License-Identifier: GPL-2.0-or-later
/* Resolves derivedFrom, from a path to the element and its own base. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "svd-index.h"
#include "svd.h"

#define MAX_CHAIN 64
#define MAX_PARTS 24   /* parts of a path */
#define MAX_STEPS 1024 /* steps of a single search */

/**
 * struct derive - the search for the bases of elements
 * @seeker: the element whose base is searched for
 * @element: the element of an array that was found, or NULL
 * @steps: number of names that may still be examined
 * @needed: all peripherals before the element of this number were searched
 * @scratch, @error: used only to build the names of arrays
 */
struct derive {
	struct svd_index table;
	struct arena *arena;
	struct svd_node *seeker;
	const char *element;
	unsigned int steps;
	unsigned int needed;
	struct regs scratch;
	struct regs_error error;
	int err;
};

static struct svd_node *walk(struct derive *derive, const struct svd_node *from,
			     const char *path);

/* Reached an element: returns it if the path ends here, else follows the rest. */
static struct svd_node *enter(struct derive *derive, struct svd_node *node,
			      const char *rest)
{
	const struct svd_node *seeker = derive->seeker;

	if (!derive->steps)
		return NULL;
	derive->steps--;
	if (!*rest)
		return node->tag == seeker->tag && node != seeker ? node : NULL;
	node->needed = true;
	return walk(derive, node, rest + 1);
}

/*
 * Returns the index of an element, from its name and that of the array, or NULL
 * if it belongs to another array.
 */
static const char *find_index(struct derive *derive, struct svd_entry *entry,
			      const char *part, size_t length)
{
	struct svd_builder builder = { &derive->scratch, &derive->error };
	const struct slice slice = { part, length };
	struct reg *array = entry->array;
	uint64_t element;
	char number[24];
	const char *index;

	if (!array) {
		array = arena_take(derive->arena, sizeof(*array));
		if (!array) {
			derive->err = -ENOMEM;
			return NULL;
		}
		if (svd_name(&builder, entry->node, array))
			array->count = 0;
		entry->array = array;
	}
	if (!array->count || !reg_is_item(array, &slice, &element))
		return NULL;
	index = arena_print(derive->arena, "%s",
			    reg_index(array, element, number));
	if (!index)
		derive->err = -ENOMEM;
	return index;
}

/* Finds an element of an array whose name before the index can have any length. */
static struct svd_node *step_array(struct derive *derive,
				   const struct svd_node *from,
				   const char *path, size_t length)
{
	struct svd_entry key = { SVD_ARRAY, from->order, { path, 0 } }, *entry;
	struct svd_node *found = NULL;

	for (; key.name.length < length && !found; key.name.length++) {
		entry = svd_index_first(&derive->table, &key, 0);
		while (entry && derive->steps && !found) {
			const char *index =
				find_index(derive, entry, path, length);

			derive->steps--;
			if (index)
				found = enter(derive, entry->node,
					      path + length);
			if (found && !path[length])
				derive->element = index;
			entry = svd_index_next(&derive->table, entry);
		}
	}
	return found;
}

/* Follows a path such as CLUSTER.REGISTER.FIELD, including inherited elements. */
static struct svd_node *walk(struct derive *derive, const struct svd_node *from,
			     const char *path)
{
	size_t length = strcspn(path, ".");
	struct svd_node *found = NULL;

	for (unsigned int i = 0; from && !found && i <= MAX_CHAIN; i++) {
		struct svd_entry key = { SVD_CHILD,
					 from->order,
					 { path, length } };
		struct svd_entry *entry =
			svd_index_first(&derive->table, &key, 0);

		for (; entry && !found;
		     entry = svd_index_next(&derive->table, entry))
			found = enter(derive, entry->node, path + length);
		if (!found)
			found = step_array(derive, from, path, length);
		from = from->base;
	}
	return found;
}

static bool is_in(const struct svd_node *node, const struct svd_node *scope)
{
	while (node && node != scope)
		node = node->parent;
	return node;
}

static const char *last_part(const char *path, const char *end)
{
	const char *dot = memrchr(path, '.', end - path);

	return dot ? dot + 1 : path;
}

/* Returns whether the full path of an element ends with this path. */
static bool ends_with(const struct svd_node *node, const char *path)
{
	const char *end = path + strlen(path), *part;

	for (; node && node->name; node = svd_scope(node)) {
		struct slice slice;

		part = last_part(path, end);
		slice = (struct slice){ part, end - part };
		if (!slice_is(&slice, node->name))
			return false;
		if (part == path)
			return true;
		end = part - 1;
	}
	return false;
}

static struct svd_node *search_in(struct derive *derive,
				  const struct svd_node *scope,
				  const struct svd_entry *key)
{
	const struct svd_node *seeker = derive->seeker;
	struct svd_entry *entry =
		svd_index_first(&derive->table, key, scope->order);

	while (entry && derive->steps && is_in(entry->node, scope)) {
		struct svd_node *node = entry->node;

		if (node != seeker && node->tag == seeker->tag &&
		    ends_with(node, seeker->derived))
			return node;
		derive->steps--;
		entry = svd_index_next(&derive->table, entry);
	}
	return NULL;
}

/*
 * Files name enumerations without a path, and enumerations and fields with only
 * the end of it. The nearest element is preferred.
 */
static struct svd_node *search(struct derive *derive)
{
	const struct svd_node *seeker = derive->seeker, *scope;
	const char *path = seeker->derived, *end = path + strlen(path);
	const char *part = last_part(path, end), *before;
	struct svd_entry key = { SVD_ANYWHERE, 0, { part, end - part } };
	struct svd_node *found = NULL;

	if (seeker->tag != SVD_enumeratedValues &&
	    (seeker->tag != SVD_field || part == path))
		return NULL;
	if (part != path) {
		before = last_part(path, part - 1);
		key.in = (struct slice){ before, part - 1 - before };
	}
	for (scope = seeker->parent; scope && scope->parent && !found;
	     scope = scope->parent) {
		found = search_in(derive, scope, &key);
		if (scope->tag != SVD_peripherals)
			continue;
		if (!found)
			derive->needed = UINT_MAX;
		else if (found->order > derive->needed)
			derive->needed = found->order;
	}
	return found;
}

/* The reason why an element must not be derived from another; NULL if it can be. */
static const char *find_obstacle(const struct svd_node *node,
				 const struct svd_node *base)
{
	for (unsigned int i = 0; base; i++) {
		if (is_in(node, base))
			return "in a circle";
		if (i == MAX_CHAIN)
			return "in too long a chain";
		base = base->base;
	}
	return NULL;
}

/* Searches from the inside out, as the nearest element is preferred. */
static void find_base(struct derive *derive, struct svd_node *seeker)
{
	const struct svd_node *scope = svd_scope(seeker);
	struct svd_node *found = NULL;
	const char *dot = seeker->derived;

	for (unsigned int parts = 1; (dot = strchr(dot, '.')); dot++)
		if (++parts > MAX_PARTS)
			return;
	derive->seeker = seeker;
	derive->element = NULL;
	derive->steps = MAX_STEPS;
	for (; scope && !found; scope = svd_scope(scope))
		found = walk(derive, scope, seeker->derived);
	if (!found)
		found = search(derive);
	if (found && !seeker->left_out)
		found->needed = true;
	seeker->lost = find_obstacle(seeker, found);
	if (seeker->lost)
		return;
	seeker->base = found;
	seeker->element = derive->element;
}

/* Marks the peripherals whose registers were skipped, but need to be searched. */
static void mark_needed(const struct derive *derive, struct svd_node *node)
{
	for (node = node->children; node; node = node->next) {
		if (node->tag == SVD_peripherals)
			mark_needed(derive, node);
		if (node->order < derive->needed)
			node->needed = true;
	}
}

int svd_derive(struct svd_node *root, struct arena *arena)
{
	struct derive derive = {
		.arena = arena,
		.scratch = { .arena = arena },
	};
	struct svd_index *table = &derive.table;

	derive.err = svd_index_make(table, root);
	for (size_t i = 0; i < table->seeker_count && !derive.err; i++)
		find_base(&derive, table->seekers[i]);
	mark_needed(&derive, root);
	/* The derivation of a base, found later, may also be an obstacle. */
	for (size_t i = 0; i < table->seeker_count; i++) {
		struct svd_node *node = table->seekers[i];

		node->lost = node->lost ?: find_obstacle(node, node->base);
		if (node->lost)
			node->base = NULL;
	}
	svd_index_free(table);
	return derive.err;
}

struct svd_node *svd_own(const struct svd_node *node, enum svd_tag tag)
{
	struct svd_node *child = node->children;

	while (child && child->tag != tag)
		child = child->next;
	return child;
}

const struct svd_node *svd_get(const struct svd_node *node, enum svd_tag tag)
{
	for (; node; node = node->base) {
		const struct svd_node *child = svd_own(node, tag);

		if (child)
			return child;
		/* A single element of an array does not inherit its dimensions. */
		if (node->base && node->element &&
		    (tag == SVD_dim || tag == SVD_dimIncrement ||
		     tag == SVD_dimIndex))
			break;
	}
	return NULL;
}

const char *svd_text(const struct svd_node *node, enum svd_tag tag)
{
	const struct svd_node *child = svd_get(node, tag);

	return child ? child->text : NULL;
}
