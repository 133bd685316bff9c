// SPDX-License-Identifier: GPL-2.0-or-later
/* Completes registers, fields and blocks of a register file. */
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/run/target.h"
#include "common/base/number.h"
#include "common/base/text.h"
#include "common/device/lookup.h"
#include "common/lang/operand.h"
#include "common/regs/expand.h"
#include "common/regs/file.h"
#include "completion.h"

/* The characters of comparisons and assignments. */
#define OPERATORS "=!<>&|^"

/*
 * Returns the register file found by the names of a device, allocated, or NULL.
 * Sets the wanted blocks to those of the region in the selector, or of the
 * default region.
 */
static char *file_of(const char *selector, struct regs_wanted *wanted)
{
	struct uio_match match = { 0 };
	char *path = NULL;

	if (!uio_lookup(selector, &match) && match.found.count) {
		struct uio_names names = { .device = match.found.devices };
		const struct uio_region *region = match.at;

		if (regs_find(&names, &path))
			path = NULL;
		names_free(names.names, names.count);
		if (region || !uio_region_find(match.found.devices,
					       match.region, &region))
			regs_want_region(wanted, region);
	}
	uio_device_list_free(&match.found);
	return path;
}

/* Returns the argument that was given to an option, or NULL. */
static const char *value_of(struct completion *c, const char *name)
{
	const struct offered_option *row = option_called(c, name, strlen(name));

	return row ? row->value : NULL;
}

/*
 * Returns the register file that the line gives by an option or, for uio-regs,
 * as a word.
 */
static char *file_given(struct completion *c)
{
	const char *file = value_of(c, "regs");
	const struct applet *applet = c->line->applet;

	if (!file && applet && !strcmp(applet->verb, "regs") &&
	    c->given_count > 1)
		file = c->given[1];
	if (file && !strncmp(file, "~/", 2))
		return text_format("%s%s", getenv("HOME") ?: "", file + 1);
	return file ? strdup(file) : NULL;
}

/*
 * Returns the registers of the file that the line gives, or else of the device
 * that the operand or the line names. Moves @operand past the device.
 */
static const struct regs *find_regs(struct completion *c, const char **operand)
{
	const char *device = completion_device(c),
		   *base = value_of(c, "base-address");
	struct regs_wanted wanted = { .block = value_of(c, "peripheral") };
	struct target *target = c->line->held;
	char *given = file_given(c), *found = NULL, *named = NULL;
	struct regs_error error;

	if (target) {
		named = strndup(*operand, target_prefix(*operand));
		device = named && *named ? named : device;
		target = target_of(target, operand);
	}
	if (base && !number_parse(base, &wanted.base))
		wanted.has_base = true;
	if (device && (given || !target))
		found = file_of(device, &wanted);
	if ((given || found) && !c->loaded)
		regs_load(given ?: found, &wanted, &c->loaded, &error);
	free(named);
	if (!given && !found)
		return target ? target->regs : NULL;
	free(given);
	free(found);
	return c->loaded;
}

void offer_blocks(struct completion *c)
{
	struct regs_wanted wanted = { .outline = true };
	const char *device = completion_device(c);
	const struct target *held = c->line->held;
	char *path = file_given(c);
	struct regs_error error;
	struct regs *regs;

	if (!path && held && held->choice.file)
		path = strdup(held->choice.file);
	else if (!path && device)
		path = file_of(device, &(struct regs_wanted){ 0 });
	if (path && !regs_open(path, &wanted, &regs, &error)) {
		for (const struct reg *item = regs->items; item;
		     item = item->next)
			if (item->block)
				offer_text(c, item->name, "",
					   item->description);
		regs_free(regs);
	}
	free(path);
}

/*
 * Offers the groups and arrays that contain a register but not the one before
 * it.
 */
static void put_groups(const struct completion *c, const char *name,
		       const char *before)
{
	for (const char *at = name; *at; at++) {
		bool ends = *at == '[' || (*at == '.' && at[-1] != ']');
		size_t length = at - name;
		char *group;

		if (!ends || !strncmp(name, before, length + 1))
			continue;
		group = strndup(name, length);
		offer_text(c, group ?: "", "", "all its registers");
		free(group);
	}
}

static void put_registers(const struct completion *c, const struct regs *regs,
			  const char *ending, bool groups)
{
	const char *before = "";

	for (size_t i = 0; i < regs->place_count; i++) {
		const struct reg_place *place = &regs->places[i];

		if (groups)
			put_groups(c, place->name, before);
		before = place->name;
		offer_text(c, place->name, ending, place->description);
		for (const struct reg_field *field = place->reg->fields; field;
		     field = field->next) {
			char *name =
				text_format("%s.%s", place->name, field->name);

			offer_text(c, name ?: "", ending, field->description);
			free(name);
		}
	}
}

/* Of the fields that a pattern matches, the first one is used. */
static int take_field(void *found, const struct reg_place *place,
		      const struct reg_field *field)
{
	*(struct reg_match *)found =
		(struct reg_match){ place->reg, place->offset, field };
	return 1;
}

/*
 * Offers the named values of a field: in a comparison, those that can be read.
 */
static void put_values(const struct completion *c, const struct regs *regs,
		       const char *path, size_t length, bool compared)
{
	const struct slice name = { path, length };
	struct reg_match match = { 0 };
	struct regs_several several;
	size_t column;

	if (regs_resolve(regs, path, length, &match, &column) &&
	    !regs_name_several(regs, &name, &several))
		regs_expand(regs, &several, take_field, &match);
	for (const struct reg_value *value = match.field ? match.field->values
							 : NULL;
	     value; value = value->next)
		if (compared ? value->read : value->write)
			offer_text(c, value->name, "", value->description);
}

static bool assigns(const char *sign, size_t length)
{
	return sign[length - 1] == '=' &&
	       (length == 1 || strchr(OPERAND_CHANGES, *sign));
}

/*
 * Offers the values after a comparison or assignment that is a separate word or,
 * in the register shell, the end of the operand's word.
 */
static bool put_values_after_sign(struct completion *c)
{
	const char **end = c->given + c->given_count, *operand, *sign;
	const struct regs *regs;

	if (c->option || !c->given_count)
		return false;
	operand = end[-1];
	sign = operand + strcspn(operand, OPERATORS);
	if (!*sign || sign[strspn(sign, OPERATORS)])
		return false;
	if (sign == operand && c->given_count > 1)
		operand = end[-2];
	else if (sign == operand || !c->line->held)
		return false;
	regs = find_regs(c, &operand);
	if (regs)
		put_values(c, regs, operand, strcspn(operand, OPERATORS),
			   !assigns(sign, strlen(sign)));
	return true;
}

void offer_values(struct completion *c)
{
	put_values_after_sign(c);
}

/*
 * Appends `=` where an assignment is required: not with --input, nor in the
 * register shell, where the name alone is often intended. Completes values after
 * an operator.
 */
void offer_operands(struct completion *c)
{
	const char *operand = c->typed;
	const struct regs *regs = find_regs(c, &operand);
	size_t length = strcspn(operand, OPERATORS);
	size_t sign = strspn(operand + length, OPERATORS);
	bool assigned = strchr(c->name, '=') && !c->line->held &&
			!value_of(c, "input");

	if (put_values_after_sign(c))
		return;
	if (c->line->held && operand == c->typed && *operand && !sign &&
	    !offer_regions_typed(c, "::"))
		offer_devices(c, "::");
	c->typed = sign ? operand + length + sign : operand;
	if (regs && sign)
		put_values(c, regs, operand, length,
			   !assigns(operand + length, sign));
	else if (regs)
		put_registers(c, regs, assigned ? "=" : "",
			      !strcmp(c->name, "OPERAND"));
}
