// SPDX-License-Identifier: GPL-2.0-or-later
/* What derivedFrom means: from a name to the element, and to what that has. */
#include <string.h>

#include "svd-tree.h"

#define MAX_CHAIN 64

/* Elements without a name of their own, between those that names go by. */
static bool is_wrapper(const struct svd_node *node)
{
	return node->tag == SVD_peripherals || node->tag == SVD_registers ||
	       node->tag == SVD_fields;
}

/* Goes down from an element by a path such as CLUSTER.REGISTER.FIELD. */
static struct svd_node *walk(const struct svd_node *from, const char *path,
			     const struct svd_node *seeker)
{
	size_t length = strcspn(path, ".");

	for (struct svd_node *child = from->children; child;
	     child = child->next) {
		struct svd_node *found = NULL;

		if (is_wrapper(child))
			found = walk(child, path, seeker);
		else if (!child->name || strlen(child->name) != length ||
			 memcmp(child->name, path, length))
			continue;
		else if (path[length]) {
			child->needed = true;
			found = walk(child, path + length + 1, seeker);
		} else if (child->tag == seeker->tag && child != seeker)
			found = child;
		if (found)
			return found;
	}
	return NULL;
}

/* Names of enumerations are often told without the way to them. */
static struct svd_node *search(struct svd_node *from,
			       const struct svd_node *seeker)
{
	for (struct svd_node *child = from->children; child;
	     child = child->next) {
		struct svd_node *found;

		if (child->tag == SVD_enumeratedValues && child != seeker &&
		    child->name && !strcmp(child->name, seeker->derived))
			return child;
		child->needed = true;
		found = search(child, seeker);
		if (found)
			return found;
	}
	return NULL;
}

/* From the inside out: what is nearest goes before what is elsewhere. */
static struct svd_node *find_base(const struct svd_node *seeker)
{
	struct svd_node *found = NULL, *scope;

	for (scope = seeker->parent; scope && !found; scope = scope->parent)
		found = walk(scope, seeker->derived, seeker);
	if (seeker->tag != SVD_enumeratedValues)
		return found;
	for (scope = seeker->parent; scope && scope->parent && !found;
	     scope = scope->parent)
		found = search(scope, seeker);
	return found;
}

static void find_bases(struct svd_node *node)
{
	if (node->derived)
		node->base = find_base(node);
	if (node->base && !node->left_out)
		node->base->needed = true;
	for (node = node->children; node; node = node->next)
		find_bases(node);
}

static int check_chains(const struct svd_node *node, struct regs_error *error)
{
	const struct svd_node *base = node->base;
	unsigned int length = 0;

	for (; base && base != node && length < MAX_CHAIN; length++)
		base = base->base;
	if (base == node)
		return regs_wrong(error, node->line, 0,
				  "%.100s is derived from itself",
				  node->name ?: "this element");
	if (base)
		return regs_wrong(error, node->line, 0,
				  "a chain of more than %d derivations",
				  MAX_CHAIN);
	for (node = node->children; node; node = node->next) {
		int err = check_chains(node, error);

		if (err)
			return err;
	}
	return 0;
}

int svd_derive(struct svd_node *root, struct regs_error *error)
{
	find_bases(root);
	return check_chains(root, error);
}

const struct svd_node *svd_own(const struct svd_node *node, enum svd_tag tag)
{
	const struct svd_node *child = node->children;

	while (child && child->tag != tag)
		child = child->next;
	return child;
}

const struct svd_node *svd_get(const struct svd_node *node, enum svd_tag tag)
{
	const struct svd_node *child = NULL;

	for (; node && !child; node = node->base)
		child = svd_own(node, tag);
	return child;
}

const char *svd_text(const struct svd_node *node, enum svd_tag tag)
{
	const struct svd_node *child = svd_get(node, tag);

	return child ? child->text : NULL;
}
