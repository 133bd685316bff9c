// SPDX-License-Identifier: GPL-2.0-or-later
/* CMSIS-SVD files and their peripherals. */
#include "svd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/error.h"

#define MAX_PERIPHERALS 4096

struct peripheral {
	struct peripheral *next;
	const char *name;
	const struct svd_node *node;
};

struct svd {
	struct arena *arena;
	struct svd_node *root;
	struct peripheral *peripherals;
	size_t count;
};

/* One for each element, where a peripheral is an array. */
static int add_elements(struct svd *svd, struct svd_builder *builder,
			const struct svd_node *node, struct peripheral ***tail)
{
	struct reg array = { 0 };
	int err = svd_name(builder, node, &array);

	if (err)
		return err == -UIO_ESYNTAX ? 0 : err;
	for (uint64_t i = 0; i < (array.count ?: 1); i++) {
		struct peripheral *peripheral =
			arena_take(svd->arena, sizeof(*peripheral));
		char name[256];

		if (!peripheral)
			return -ENOMEM;
		if (++svd->count > MAX_PERIPHERALS)
			return regs_wrong(builder->error, node->line, 0,
					  "more than %d peripherals",
					  MAX_PERIPHERALS);
		reg_element_name(&array, i, name, sizeof(name));
		peripheral->name = arena_text(svd->arena, name, strlen(name));
		if (!peripheral->name)
			return -ENOMEM;
		peripheral->node = node;
		**tail = peripheral;
		*tail = &peripheral->next;
	}
	return 0;
}

static int list_peripherals(struct svd *svd, struct regs_error *error)
{
	/* A model only for the sake of names, which it takes the notes about. */
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
	if (!err && !svd->count)
		return regs_wrong(error, 0, 0, "it has no peripherals");
	return err;
}

/* @wanted as svd_tree() takes it. */
static int take_apart(struct svd *svd, const char *text, size_t length,
		      const struct svd_wanted *wanted, struct regs_error *error)
{
	int err;

	svd->arena = arena_new();
	if (!svd->arena)
		return -ENOMEM;
	err = svd_tree(text, length, wanted, svd->arena, &svd->root, error);
	if (!err)
		err = svd_derive(svd->root, error);
	return err ? err : list_peripherals(svd, error);
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

/* All names, as far as there is room for them. */
static int fail_choice(const struct svd *svd, const char *name,
		       struct regs_error *error)
{
	size_t length, size = sizeof(error->reason);

	if (name)
		regs_wrong(error, 0, 0, "no peripheral '%.100s'; there are",
			   name);
	else
		regs_wrong(error, 0, 0, "which peripheral? there are");
	length = strlen(error->reason);
	for (const struct peripheral *peripheral = svd->peripherals; peripheral;
	     peripheral = peripheral->next) {
		if (length + strlen(peripheral->name) + 6 > size) {
			snprintf(error->reason + length, size - length, " ...");
			break;
		}
		length += snprintf(error->reason + length, size - length, " %s",
				   peripheral->name);
	}
	return -UIO_ENOPERIPHERAL;
}

static const struct peripheral *find_peripheral(const struct svd *svd,
						const char *name)
{
	const struct peripheral *peripheral = svd->peripherals;

	if (!name)
		return peripheral->next ? NULL : peripheral;
	while (peripheral && strcmp(peripheral->name, name))
		peripheral = peripheral->next;
	return peripheral;
}

int svd_regs(struct svd *svd, const char *name, struct regs **regs,
	     struct regs_error *error)
{
	const struct peripheral *peripheral = find_peripheral(svd, name);
	struct svd_builder builder = { .error = error };
	int err;

	if (!peripheral)
		return fail_choice(svd, name, error);
	/* Its strings are those of the tree. */
	builder.regs = regs_new(arena_hold(svd->arena));
	if (!builder.regs)
		return regs_failed(error, -ENOMEM);
	builder.regs->name = peripheral->name;
	err = svd_build(&builder, peripheral->node);
	if (!err)
		err = regs_finish(builder.regs, error);
	if (err) {
		regs_free(builder.regs);
		return regs_failed(error, err);
	}
	*regs = builder.regs;
	return 0;
}

/* Adds peripherals that were passed over, and should not have been. */
static int add_needed(const struct svd_node *node, struct arena *arena,
		      const struct svd_wanted **wanted)
{
	int err = 0;

	for (node = node->children; node && !err; node = node->next) {
		struct svd_wanted *more;

		if (node->tag == SVD_peripherals)
			err = add_needed(node, arena, wanted);
		if (!node->left_out || !node->needed)
			continue;
		more = arena_take(arena, sizeof(*more));
		if (!more)
			return -ENOMEM;
		more->next = *wanted;
		more->name = arena_text(arena, node->name, strlen(node->name));
		if (!more->name)
			return -ENOMEM;
		*wanted = more;
	}
	return err;
}

/*
 * Reads the file until it has all that the peripheral is derived from, mostly
 * once. An error is that of the whole file, with its place there.
 */
static int read_one(struct svd *svd, const char *text, size_t length,
		    const char *peripheral, struct arena *names,
		    struct regs_error *error)
{
	const struct svd_wanted one = { .name = peripheral };
	const struct svd_wanted *wanted = peripheral ? &one : NULL, *before;
	int err;

	do {
		arena_free(svd->arena);
		*svd = (struct svd){ 0 };
		before = wanted;
		err = take_apart(svd, text, length, wanted, error);
		if (!err)
			err = add_needed(svd->root, names, &wanted);
		if (err == -UIO_EREGS ||
		    (!err && !find_peripheral(svd, peripheral)))
			wanted = NULL;
	} while (wanted != before);
	return err;
}

int svd_load(const char *text, size_t length, const char *peripheral,
	     struct regs **regs, struct regs_error *error)
{
	struct arena *names = arena_new();
	struct svd svd = { 0 };
	int err = names ? read_one(&svd, text, length, peripheral, names, error)
			: -ENOMEM;

	arena_free(names);
	err = err ? regs_failed(error, err)
		  : svd_regs(&svd, peripheral, regs, error);
	arena_free(svd.arena);
	return err;
}

void svd_close(struct svd *svd)
{
	if (svd)
		arena_free(svd->arena);
	free(svd);
}
