// SPDX-License-Identifier: GPL-2.0-or-later
#include "svd-peripherals.h"

#include <errno.h>
#include <string.h>

#include "common/base/error.h"

#define MAX_PERIPHERALS 4096

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

int svd_list_peripherals(struct svd *svd, struct regs_error *error)
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
