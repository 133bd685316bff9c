// SPDX-License-Identifier: GPL-2.0-or-later
/* CMSIS-SVD files, whose peripherals become blocks of the model. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "svd.h"

#define MAX_PERIPHERALS 4096

/**
 * struct peripheral - a peripheral, or an element of an array of peripherals
 * @offset: offset of the element from the first one
 * @doubles: number of later ones that had the same name, and were renamed
 */
struct peripheral {
	struct peripheral *next;
	const char *name;
	const char *description;
	struct svd_node *node;
	uint64_t offset;
	unsigned int doubles;
};

/**
 * struct svd - an SVD file that was read
 * @findings: findings about the names of its peripherals
 */
struct svd {
	struct arena *arena;
	struct svd_node *root;
	struct peripheral *peripherals;
	size_t count;
	const struct reg_finding *findings;
};

static struct peripheral *find_name(const struct svd *svd, const char *name)
{
	struct peripheral *peripheral = svd->peripherals;

	while (peripheral && strcmp(peripheral->name, name))
		peripheral = peripheral->next;
	return peripheral;
}

/* Names an element of an array of peripherals, and describes it with its index. */
static int name_element(struct svd *svd, struct svd_builder *builder,
			const struct reg *array, uint64_t element,
			struct peripheral *peripheral)
{
	char name[256], number[24];
	struct peripheral *first;
	const char *own;

	reg_element_name(array, element, name, sizeof(name));
	own = arena_text(svd->arena, name, strlen(name));
	first = find_name(svd, name);
	/* A number follows the name if another peripheral has it. */
	if (own && first) {
		do
			own = arena_print(svd->arena, "%s_%u", name,
					  first->doubles++ + 2);
		while (own && find_name(svd, own));
		if (own)
			regs_note(builder->regs, peripheral->node->line, false,
				  "duplicate %s: this one is renamed to %s",
				  name, own);
	}
	peripheral->name = own;
	peripheral->description = array->description;
	if (array->count && array->description)
		peripheral->description =
			reg_put_index(svd->arena, array->description,
				      reg_index(array, element, number));
	if (!own || !peripheral->description != !array->description)
		return -ENOMEM;
	return 0;
}

/* Adds a peripheral, or one for each element of an array of peripherals. */
static int add_elements(struct svd *svd, struct svd_builder *builder,
			struct svd_node *node, struct peripheral ***tail)
{
	struct reg array = { 0 };
	int err = svd_name(builder, node, &array);

	if (err)
		return err == -UIO_ESYNTAX ? 0 : err;
	err = svd_description(builder, node, &array.description);
	for (uint64_t i = 0; i < (array.count ?: 1) && !err; i++) {
		struct peripheral *peripheral =
			arena_take(svd->arena, sizeof(*peripheral));

		if (!peripheral)
			return -ENOMEM;
		if (++svd->count > MAX_PERIPHERALS)
			return regs_wrong(builder->error, node->line, 0,

					  "too many peripherals: at most "
					  "%d are possible",
					  MAX_PERIPHERALS);
		peripheral->node = node;
		peripheral->offset = i * array.stride;
		err = name_element(svd, builder, &array, i, peripheral);
		**tail = peripheral;
		*tail = &peripheral->next;
	}
	return err;
}

/* Lists the peripherals of the tree, and renames duplicates. */
static int list_peripherals(struct svd *svd, struct regs_error *error)
{
	/* This model only collects notes about names. */
	struct regs scratch = { .arena = svd->arena };
	struct svd_builder builder = { &scratch, error };
	struct peripheral **tail = &svd->peripherals;
	int err = 0;

	for (struct svd_node *node = svd->root->children; node && !err;
	     node = node->next) {
		if (node->tag != SVD_peripherals)
			continue;
		for (struct svd_node *child = node->children; child && !err;
		     child = child->next)
			if (child->tag == SVD_peripheral)
				err = add_elements(svd, &builder, child, &tail);
	}
	svd->findings = scratch.findings;
	if (!err && scratch.findings_lost)
		return -ENOMEM;
	if (!err && !svd->count)
		return regs_wrong(error, 0, 0, "the file has no peripherals");
	return err;
}

static int take_apart(struct svd *svd, const char *text, size_t length,
		      const struct svd_filter *filter, struct regs_error *error)
{
	svd->arena = arena_new();
	if (!svd->arena)
		return -ENOMEM;
	return svd_tree(text, length, filter, svd->arena, &svd->root, error)
		       ?: svd_derive(svd->root, svd->arena)
		       ?: list_peripherals(svd, error);
}

int svd_parse(const char *text, size_t length, struct svd **svd,
	      struct regs_error *error)
{
	struct svd *read = calloc(1, sizeof(*read));
	int err = read ? take_apart(read, text, length, NULL, error) : -ENOMEM;

	if (err) {
		svd_close(read);
		return regs_failed(error, err);
	}
	*svd = read;
	return 0;
}

const char *svd_peripheral(const struct svd *svd, size_t index)
{
	const struct peripheral *peripheral = svd->peripherals;

	while (peripheral && index--)
		peripheral = peripheral->next;
	return peripheral ? peripheral->name : NULL;
}

/* Adds the blocks that are wanted, without registers. */
static int outline(struct svd *svd, const struct regs_wanted *wanted,
		   struct svd_builder *builder)
{
	/* Notes about blocks that are not wanted are dropped. */
	struct regs scratch = { .arena = svd->arena };
	struct svd_builder quiet = { &scratch, builder->error };
	const struct svd_node *cpu = svd_get(svd->root, SVD_cpu);
	const char *endian = cpu ? svd_text(cpu, SVD_endian) : NULL;
	uint64_t bits = 8;
	struct reg **tail;

	/* The strings belong to the tree. */
	builder->regs = regs_new(arena_hold(svd->arena));
	if (!builder->regs)
		return -ENOMEM;
	svd_number(builder, svd->root, SVD_addressUnitBits, &bits);
	if (bits != 8)
		return regs_wrong(
			builder->error,
			svd_get(svd->root, SVD_addressUnitBits)->line, 0,
			"addressUnitBits is %" PRIu64 ": only 8 is supported",
			bits);
	builder->regs->has_base = true;
	if (endian && !strcmp(endian, "little"))
		builder->regs->endian = REG_LITTLE;
	else if (endian && !strcmp(endian, "big"))
		builder->regs->endian = REG_BIG;
	tail = &builder->regs->items;
	for (struct peripheral *peripheral = svd->peripherals; peripheral;
	     peripheral = peripheral->next) {
		struct reg *block =
			arena_take(builder->regs->arena, sizeof(*block));

		if (!block)
			return -ENOMEM;
		block->name = peripheral->name;
		block->description = peripheral->description;
		block->group = true;
		block->block = true;
		block->line = peripheral->node->line;
		block->unplaced = !svd_number(&quiet, peripheral->node,
					      SVD_baseAddress, &block->offset);
		block->offset += peripheral->offset;
		*tail = block;
		tail = &block->next;
	}
	return regs_choose(builder->regs, wanted, builder->error);
}

static bool has_view(const struct svd_node *node)
{
	bool found = node->tag == SVD_alternateRegister ||
		     node->tag == SVD_alternateGroup ||
		     node->tag == SVD_alternateCluster;

	for (node = node->children; node && !found; node = node->next)
		found = has_view(node);
	return found;
}

bool svd_marks_views(const struct svd *svd)
{
	return has_view(svd->root);
}

const struct reg_finding *svd_findings(const struct svd *svd)
{
	return svd->findings;
}

/* The peripheral of a block: both lists have the same order. */
static struct peripheral *next_of(struct peripheral *peripheral,
				  const struct reg *block)
{
	while (strcmp(peripheral->name, block->name))
		peripheral = peripheral->next;
	return peripheral;
}

static int fill(struct svd *svd, const struct regs_wanted *wanted,
		struct svd_builder *builder)
{
	struct regs *regs = builder->regs;
	struct peripheral *peripheral = svd->peripherals;
	int err = 0;

	/* The lowest address becomes offset 0. */
	regs->base = UINT64_MAX;
	for (struct reg *block = regs->items; block; block = block->next)
		if (!block->unplaced && block->offset < regs->base)
			regs->base = block->offset;
	regs->has_base = regs->base != UINT64_MAX;
	if (!regs->has_base)
		regs->base = 0;
	for (struct reg *block = regs->items; block; block = block->next)
		block->offset -= block->unplaced ? block->offset : regs->base;
	for (struct reg *block = regs->items; block && !err;
	     block = block->next) {
		if (wanted && wanted->outline)
			continue;
		peripheral = next_of(peripheral, block);
		err = svd_build(builder, peripheral->node, block);
		peripheral = peripheral->next;
	}
	return err;
}

static int finish(struct svd *svd, const struct regs_wanted *wanted,
		  struct svd_builder *builder, struct regs **regs, int err)
{
	if (!err)
		err = fill(svd, wanted, builder);
	if (err) {
		regs_free(builder->regs);
		return regs_failed(builder->error, err);
	}
	*regs = builder->regs;
	return 0;
}

int svd_regs(struct svd *svd, const struct regs_wanted *wanted,
	     struct regs **regs, struct regs_error *error)
{
	struct svd_builder builder = { .error = error };
	int err = outline(svd, wanted, &builder);

	return finish(svd, wanted, &builder, regs, err);
}

/*
 * Adds peripherals that were skipped, but are needed. A peripheral that was
 * skipped in spite of its name has two names: then the whole file must be read.
 */
static int add_needed(const struct svd_node *node, struct arena *arena,
		      const struct svd_name **names)
{
	int err = 0;

	for (node = node->children; node && !err; node = node->next) {
		const struct svd_name *name = *names;
		struct svd_name *more;

		if (node->tag == SVD_peripherals)
			err = add_needed(node, arena, names);
		if (!node->left_out || !node->needed)
			continue;
		while (name && strcmp(name->name, node->name))
			name = name->next;
		if (name)
			return -UIO_ENOBLOCK;
		more = arena_take(arena, sizeof(*more));
		if (!more)
			return -ENOMEM;
		more->next = *names;
		more->name = arena_text(arena, node->name, strlen(node->name));
		if (!more->name)
			return -ENOMEM;
		*names = more;
	}
	return err;
}

/* Reads the file once, and adds the names of skipped peripherals that are needed. */
static int read_once(struct svd *svd, const char *text, size_t length,
		     const struct regs_wanted *wanted,
		     struct svd_filter *filter, struct arena *arena,
		     struct svd_builder *builder)
{
	struct peripheral *peripheral;
	int err;

	arena_free(svd->arena);
	regs_free(builder->regs);
	builder->regs = NULL;
	*svd = (struct svd){ 0 };
	err = take_apart(svd, text, length, filter, builder->error);
	if (!err)
		err = outline(svd, wanted, builder);
	if (err || !filter || wanted->outline)
		return err;
	/* Marks the peripherals that the blocks are made of. */
	peripheral = svd->peripherals;
	for (const struct reg *block = builder->regs->items; block;
	     block = block->next) {
		peripheral = next_of(peripheral, block);
		peripheral->node->needed = true;
		peripheral = peripheral->next;
	}
	return add_needed(svd->root, arena, &filter->names);
}

/*
 * Reads the file until it contains all bases of the blocks, usually once. Errors
 * are reported with their position in the whole file.
 */
static int read_wanted(struct svd *svd, const char *text, size_t length,
		       const struct regs_wanted *wanted, struct arena *arena,
		       struct svd_builder *builder)
{
	const struct svd_name name = { .name = wanted->block ?: "" }, *before;
	struct svd_filter filter = {
		.names = &name,
		.window = wanted->block || wanted->outline ? NULL : wanted,
	};
	int err;

	do {
		before = filter.names;
		err = read_once(svd, text, length, wanted, &filter, arena,
				builder);
	} while (!err && filter.names != before);
	if (err != -UIO_EREGS && err != -UIO_ENOBLOCK)
		return err;
	return read_once(svd, text, length, wanted, NULL, arena, builder);
}

int svd_load(const char *text, size_t length, const struct regs_wanted *wanted,
	     struct regs **regs, struct regs_error *error)
{
	bool all = !wanted ||
		   !(wanted->block || wanted->has_base || wanted->outline);
	struct svd_builder builder = { .error = error };
	struct arena *names = arena_new();
	struct svd svd = { 0 };
	int err = -ENOMEM;

	if (names)
		err = all ? read_once(&svd, text, length, wanted, NULL, names,
				      &builder)
			  : read_wanted(&svd, text, length, wanted, names,
					&builder);
	arena_free(names);
	err = finish(&svd, wanted, &builder, regs, err);
	arena_free(svd.arena);
	return err;
}

void svd_close(struct svd *svd)
{
	if (svd)
		arena_free(svd->arena);
	free(svd);
}
