// SPDX-License-Identifier: GPL-2.0-or-later
/* Shared parts of registers, groups and fields of an SVD file. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/text.h"
#include "svd.h"

/* Parses a scaledNonNegativeInteger of the schema. */
bool svd_scan_number(const char *text, uint64_t *value)
{
	static const char scales[] = "kmgtKMGT";
	uint64_t number, unit = 1;
	const char *scale;
	char *end;
	int base = 10;

	text += *text == '+';
	if (*text == '#') {
		base = 2;
		text++;
	} else if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
		base = 16;
		text += 2;
	}
	/* strtoull() would accept signs, blanks and a second prefix. */
	if (!strchr("0123456789abcdefABCDEF", *text) || !*text ||
	    text[1] == 'x' || text[1] == 'X')
		return false;
	errno = 0;
	number = strtoull(text, &end, base);
	if (end == text || errno)
		return false;
	scale = *end ? strchr(scales, *end) : NULL;
	if (scale) {
		unit <<= 10 * ((scale - scales) % 4 + 1);
		end++;
	}
	if (*end || __builtin_mul_overflow(number, unit, &number))
		return false;
	*value = number;
	return true;
}

bool svd_number(struct svd_builder *builder, const struct svd_node *node,
		enum svd_tag tag, uint64_t *value)
{
	const struct svd_node *child = svd_get(node, tag);

	if (!child)
		return false;
	if (child->text && svd_scan_number(child->text, value))
		return true;
	regs_note(builder->regs, child->line, true, "'%s' is not a number",
		  child->text ?: "");
	return false;
}

void svd_note_lost(struct svd_builder *builder, const struct svd_node *node,
		   const char *name)
{
	if (node->derived && !node->base)
		regs_note(builder->regs, node->line, true,
			  "%s%sderived from '%s', %s", name ?: "",
			  name ? ": " : "", node->derived,
			  node->lost ?: "which is not in the file");
}

int svd_description(struct svd_builder *builder, const struct svd_node *node,
		    const char **description)
{
	const struct svd_node *own = svd_get(node, SVD_description);
	const char *element = NULL;

	*description = own ? own->text : NULL;
	if (!*description)
		return 0;
	for (; node != own->parent && !element; node = node->base)
		element = node->element;
	if (element)
		*description = reg_put_index(builder->regs->arena, *description,
					     element);
	return *description ? 0 : -ENOMEM;
}

/*
 * Takes a word of the schema. Of others only a readAction counts: reading has an
 * effect, even if it is not known which.
 */
static void take_word(struct svd_builder *builder, const struct svd_node *node,
		      enum svd_tag tag, const char **word)
{
	static const char *const known[] = {
		"read-only",   "write-only",   "read-write", "writeOnce",
		"clear",       "set",	       "modify",     "modifyExternal",
		"oneToClear",  "oneToSet",     "zeroToSet",  "read-writeOnce",
		"zeroToClear", "zeroToToggle", "oneToToggle"
	};
	const struct svd_node *child = svd_get(node, tag);
	size_t i = 0;

	if (!child || !child->text)
		return;
	while (i < ARRAY_SIZE(known) && strcmp(known[i], child->text))
		i++;
	if (i == ARRAY_SIZE(known))
		regs_note(builder->regs, child->line, false,
			  "'%s' is not a kind of access", child->text);
	if (i < ARRAY_SIZE(known) || (tag == SVD_readAction && *child->text))
		*word = child->text;
}

void svd_inherit(struct svd_builder *builder, const struct svd_node *node,
		 struct svd_defaults *properties)
{
	uint64_t width;

	if (svd_number(builder, node, SVD_size, &width)) {
		if (width && width <= REGS_MAX_WIDTH)
			properties->width = width;
		else
			regs_note(builder->regs, node->line, true,
				  "%" PRIu64 " is not a size in bits", width);
	}
	take_word(builder, node, SVD_access, &properties->access);
	take_word(builder, node, SVD_readAction, &properties->read_action);
	take_word(builder, node, SVD_modifiedWriteValues,
		  &properties->modified_write);
	if (svd_number(builder, node, SVD_resetValue, &properties->reset))
		properties->has_reset = true;
	svd_number(builder, node, SVD_resetMask, &properties->reset_mask);
}

/*
 * The kinds of access by the elements that define them; the first match wins. `*`
 * is any text, NULL an absent element. No kind means that zeros set or toggle, or
 * that any write has an effect: those become rc, which is never read or written
 * in part.
 */
static const struct {
	const char *access;
	const char *read_action;
	const char *modified_write;
	enum reg_access kind;
} kinds[] = {
	{ "write-only", "", "", REG_WO },
	{ "writeOnce", "", "", REG_WO },
	{ "", "*", "", REG_RC },
	{ "read-only", "", "", REG_RO },
	{ "", "", "oneToClear", REG_W1C },
	{ "", "", "oneToSet", REG_PULSE },
	{ "", "", "oneToToggle", REG_PULSE },
	{ "", "", "zeroToClear", REG_W0C },
	{ "", "", "zeroToSet", REG_RC },
	{ "", "", "zeroToToggle", REG_RC },
	{ "", "", "clear", REG_RC },
	{ "", "", "set", REG_RC },
};

static bool fits(const char *pattern, const char *text)
{
	if (!*pattern)
		return true;
	return text && (*pattern == '*' || !strcmp(pattern, text));
}

enum reg_access svd_access(const struct svd_defaults *properties)
{
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (fits(kinds[i].access, properties->access) &&
		    fits(kinds[i].read_action, properties->read_action) &&
		    fits(kinds[i].modified_write, properties->modified_write))
			return kinds[i].kind;
	return REG_RW;
}

/* Doubles the room when it is full; the old list stays in the arena. */
static int append(struct svd_builder *builder, struct svd_list *list,
		  const struct svd_node *node)
{
	bool full = !(list->count & (list->count - 1));
	const struct svd_node **grown;

	if (full) {
		grown = arena_take(builder->regs->arena,
				   (list->count * 2 + 1) * sizeof(*grown));
		if (!grown)
			return -ENOMEM;
		if (list->count)
			memcpy(grown, list->nodes,
			       list->count * sizeof(*grown));
		list->nodes = grown;
	}
	list->nodes[list->count++] = node;
	return 0;
}

/* Whether an element replaces an inherited one: it has the same name and group. */
static bool replaces(const struct svd_node *own, const struct svd_node *other)
{
	return own->name && other->name && !strcmp(own->name, other->name) &&
	       own->parent != other->parent &&
	       text_same(svd_text(own, SVD_alternateGroup),
			 svd_text(other, SVD_alternateGroup));
}

/* Children of the element may replace only the first @inherited of the list. */
static int collect_own(struct svd_builder *builder, const struct svd_node *from,
		       enum svd_tag kind, enum svd_tag other, size_t inherited,
		       struct svd_list *list)
{
	int err = 0;

	for (const struct svd_node *child = from->children; child && !err;
	     child = child->next) {
		size_t i = 0;

		if (child->tag != kind && child->tag != other)
			continue;
		while (i < inherited && !replaces(child, list->nodes[i]))
			i++;
		if (i < inherited)
			list->nodes[i] = child;
		else
			err = append(builder, list, child);
	}
	return err;
}

int svd_collect(struct svd_builder *builder, const struct svd_node *node,
		enum svd_tag wrapper, enum svd_tag kind, enum svd_tag other,
		struct svd_list *list)
{
	int err = 0;
	size_t inherited;

	if (node->base)
		err = svd_collect(builder, node->base, wrapper, kind, other,
				  list);
	inherited = list->count;
	if (wrapper == SVD_TAG_COUNT && !err)
		return collect_own(builder, node, kind, other, inherited, list);
	for (const struct svd_node *child = node->children; child && !err;
	     child = child->next)
		if (child->tag == wrapper)
			err = collect_own(builder, child, kind, other,
					  inherited, list);
	return err;
}
