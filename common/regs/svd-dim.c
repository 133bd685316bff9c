// SPDX-License-Identifier: GPL-2.0-or-later
/* Names of SVD elements, and the arrays and lists that `%s` denotes. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/number.h"
#include "svd.h"

bool svd_clean(char *text, size_t length)
{
	bool changed = false;

	for (size_t i = 0; i < length; i++) {
		if (reg_name_length(text + i))
			continue;
		text[i] = '_';
		changed = true;
	}
	return changed;
}

/* Sets the indexes of a range, 0-3 or A-D; -UIO_ESYNTAX for a list. */
static int set_range(struct svd_builder *builder, struct reg *reg,
		     const char *text)
{
	const char *cursor = text;
	char letters[2 * 26];
	uint64_t first, last;
	size_t length = 0;

	if (!number_scan(&cursor, &first) && *cursor++ == '-' &&
	    !number_parse(cursor, &last) && last >= first &&
	    last - first < UINT64_MAX) {
		reg->first = first;
		reg->count = last - first + 1;
		return 0;
	}
	if (strlen(text) != 3 || text[1] != '-' || text[0] < 'A' ||
	    text[0] > 'Z' || text[2] < text[0] || text[2] > 'Z')
		return -UIO_ESYNTAX;
	for (char letter = text[0]; letter <= text[2]; letter++) {
		letters[length++] = letter;
		letters[length++] = ',';
	}
	return reg_set_indexes(builder->regs->arena, reg, letters, length - 1);
}

static int set_list(struct svd_builder *builder, struct reg *reg,
		    const char *text)
{
	size_t length = strlen(text), to = 0;
	char *list = arena_text(builder->regs->arena, text, length);

	if (!list)
		return -ENOMEM;
	for (size_t i = 0; i < length; i++) {
		if (list[i] == ' ')
			continue;
		list[to] = list[i];
		if (list[to] != ',')
			svd_clean(list + to, 1);
		to++;
	}
	return reg_set_indexes(builder->regs->arena, reg, list, to);
}

/* The number of indexes must match the number of elements. */
static int set_indexes(struct svd_builder *builder, const struct svd_node *node,
		       struct reg *reg)
{
	const char *text = svd_text(node, SVD_dimIndex);
	uint64_t dim = reg->count;
	int err;

	if (!text)
		return 0;
	err = set_range(builder, reg, text);
	if (err == -UIO_ESYNTAX)
		err = set_list(builder, reg, text);
	if (err == -ENOMEM)
		return err;
	if (!err && reg->count >= dim) {
		if (reg->count > dim)
			regs_note(builder->regs, node->line, false,
				  "%s: dimIndex '%s' has more elements than "
				  "dim",
				  reg->name, text);
		reg->count = dim;
		return 0;
	}
	regs_note(builder->regs, node->line, true,
		  "%s: dimIndex '%s' is not a list or range of %" PRIu64
		  " elements",
		  reg->name, text, dim);
	reg->indexes = NULL;
	reg->first = 0;
	reg->count = dim;
	return 0;
}

static int set_array(struct svd_builder *builder, const struct svd_node *node,
		     struct reg *reg)
{
	uint64_t dim = 1;

	if (!svd_number(builder, node, SVD_dim, &dim))
		regs_note(builder->regs, node->line, true, "%s: missing dim",
			  reg->name);
	if (!dim || dim > REGS_MAX_PLACES) {
		regs_note(builder->regs, node->line, true,
			  "%s: skipped because dim is %" PRIu64 ": an array "
			  "has 1 to %u elements",
			  reg->name, dim, REGS_MAX_PLACES);
		return -UIO_ESYNTAX;
	}
	reg->count = dim;
	if (!svd_number(builder, node, SVD_dimIncrement, &reg->stride) &&
	    dim > 1) {
		regs_note(builder->regs, node->line, true,
			  "%s: skipped because it has no dimIncrement",
			  reg->name);
		return -UIO_ESYNTAX;
	}
	return set_indexes(builder, node, reg);
}

/* Makes the name from the texts around `%s`, or from all of it. */
static int join_name(struct svd_builder *builder, const struct svd_node *node,
		     struct reg *reg)
{
	const char *text = reg->name, *hole = strstr(text, "%s");
	bool brackets = hole && hole > text && hole[-1] == '[' &&
			hole[2] == ']';
	size_t before = hole ? (size_t)(hole - text) - brackets : strlen(text);
	struct arena *arena = builder->regs->arena;
	char *front = arena_text(arena, text, before), *back;
	bool changed, valid;

	text = hole ? hole + 2 + brackets : "";
	back = arena_text(arena, text, strlen(text));
	if (!front || !back)
		return -ENOMEM;
	text = reg->name;
	changed = svd_clean(front, strlen(front));
	changed |= svd_clean(back, strlen(back));
	reg->name = arena_print(arena, "%s%s%s", front,
				brackets ? "[%s]"
				: hole	 ? "%s"
					 : "",
				back);
	if (!reg->name)
		return -ENOMEM;
	valid = hole ? reg_array_name_is_valid(reg)
		     : reg_name_is_valid(reg->name, strlen(reg->name));
	if (!valid)
		reg->name = arena_print(arena, "_%s", reg->name);
	if (changed || !valid)
		regs_note(builder->regs, node->line, false,
			  "the name '%s' is changed to '%s'", text, reg->name);
	return reg->name ? 0 : -ENOMEM;
}

int svd_name(struct svd_builder *builder, const struct svd_node *node,
	     struct reg *reg)
{
	int err = 0;

	reg->name = svd_text(node, SVD_name);
	if (!reg->name || !*reg->name) {
		regs_note(builder->regs, node->line, true,
			  "skipped because it has no name");
		return -UIO_ESYNTAX;
	}
	if (!strstr(reg->name, "%s") && svd_own(node, SVD_dim)) {
		regs_note(builder->regs, node->line, true,
			  "%s: the name of an array has no %%s", reg->name);
		reg->name =
			arena_print(builder->regs->arena, "%s[%%s]", reg->name);
		if (!reg->name)
			return -ENOMEM;
	}
	if (strstr(reg->name, "%s"))
		err = set_array(builder, node, reg);
	return err ?: join_name(builder, node, reg);
}
