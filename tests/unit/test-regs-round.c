// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Every register file in the tree is written as text that reads back to the
 * same model.
 */
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "common/regs/file.h"
#include "tap.h"

static bool same_text(const char *a, const char *b)
{
	return !a == !b && (!a || !strcmp(a, b));
}

static bool same_scales(const struct reg_scale *a, const struct reg_scale *b)
{
	if (!a || !b)
		return a == b;
	return same_text(a->factor_text, b->factor_text) &&
	       same_text(a->offset_text, b->offset_text) &&
	       same_text(a->unit, b->unit) && a->factor == b->factor &&
	       a->offset == b->offset && a->decimals == b->decimals;
}

static bool same_values(const struct reg_value *a, const struct reg_value *b)
{
	for (; a && b; a = a->next, b = b->next)
		if (!same_text(a->name, b->name) ||
		    !same_text(a->description, b->description) ||
		    a->value != b->value || a->mask != b->mask ||
		    a->read != b->read || a->write != b->write)
			return false;
	return !a && !b;
}

static bool same_fields(const struct reg_field *a, const struct reg_field *b)
{
	for (; a && b; a = a->next, b = b->next)
		if (!same_text(a->name, b->name) ||
		    !same_text(a->description, b->description) ||
		    a->lsb != b->lsb || a->width != b->width ||
		    a->access != b->access ||
		    !same_scales(a->scale, b->scale) ||
		    !same_values(a->values, b->values))
			return false;
	return !a && !b;
}

static bool same_arrays(const struct reg *a, const struct reg *b)
{
	if (a->count != b->count || a->stride != b->stride ||
	    a->first != b->first || !a->indexes != !b->indexes)
		return false;
	for (uint64_t i = 0; a->indexes && i < a->count; i++)
		if (strcmp(a->indexes[i], b->indexes[i]))
			return false;
	return true;
}

static bool same_registers(const struct reg *a, const struct reg *b)
{
	return a->width == b->width && a->endian == b->endian &&
	       a->access == b->access && a->is_volatile == b->is_volatile &&
	       a->has_reset == b->has_reset && a->reset == b->reset &&
	       a->reset_mask == b->reset_mask &&
	       same_scales(a->scale, b->scale) &&
	       same_fields(a->fields, b->fields);
}

static bool same_items(const struct reg *a, const struct reg *b)
{
	for (; a && b; a = a->next, b = b->next)
		if (!same_text(a->name, b->name) ||
		    !same_text(a->description, b->description) ||
		    a->offset != b->offset || a->alternate != b->alternate ||
		    a->group != b->group || !same_arrays(a, b) ||
		    !(a->group ? same_items(a->items, b->items)
			       : same_registers(a, b)))
			return false;
	return !a && !b;
}

static bool same_places(const struct regs *a, const struct regs *b)
{
	if (a->place_count != b->place_count)
		return false;
	for (size_t i = 0; i < a->place_count; i++)
		if (a->places[i].offset != b->places[i].offset ||
		    a->places[i].alternate != b->places[i].alternate)
			return false;
	return true;
}

static bool same(const struct regs *a, const struct regs *b)
{
	const struct reg_device *left = a->devices, *right = b->devices;

	while (left && right && same_text(left->pattern, right->pattern)) {
		left = left->next;
		right = right->next;
	}
	return !left && !right && same_text(a->name, b->name) &&
	       same_text(a->region, b->region) &&
	       same_text(a->description, b->description) &&
	       a->size == b->size && a->width == b->width &&
	       a->endian == b->endian && same_items(a->items, b->items) &&
	       same_places(a, b);
}

static void go_round(const struct regs *regs, const char *path,
		     const char *peripheral)
{
	struct regs_error error = { 0 };
	struct regs *again;
	size_t length;
	char *text;
	FILE *out = open_memstream(&text, &length);

	regs_print(regs, out);
	fclose(out);
	if (regs_parse(text, length, &again, &error)) {
		ok(false, "%s %s: line %u: %s", path, peripheral, error.line,
		   error.reason);
	} else {
		ok(same(regs, again), "%s %s", path, peripheral);
		regs_free(again);
	}
	free(text);
}

static void go_round_svd(const char *path, const struct regs_text *text)
{
	struct regs_error error;
	const char *name;
	struct regs *regs;
	struct svd *svd;
	int err = svd_parse(text->text, text->length, &svd, &error);

	if (err) {
		ok(false, "%s: %s", path, error.reason);
		return;
	}
	for (size_t i = 0; (name = svd_peripheral(svd, i)); i++) {
		const struct regs_wanted wanted = { .block = name };

		if (svd_regs(svd, &wanted, &regs, &error) ||
		    regs_lay(regs, NULL, &error)) {
			ok(false, "%s: %s", name, error.reason);
			continue;
		}
		go_round(regs, path, name);
		regs_free(regs);
	}
	svd_close(svd);
}

int main(void)
{
	struct regs_error error;
	struct regs_text text;
	struct regs *regs;
	glob_t files;

	if (glob("regs/*.regs", 0, NULL, &files) ||
	    glob("tests/regs/*.regs", GLOB_APPEND, NULL, &files) ||
	    glob("tests/regs/*.svd", GLOB_APPEND, NULL, &files) ||
	    glob("tests/regs/*.hwh", GLOB_APPEND, NULL, &files)) {
		ok(false, "register files");
		return done();
	}
	for (size_t i = 0; i < files.gl_pathc; i++) {
		const char *path = files.gl_pathv[i];

		if (regs_read(path, &text, &error)) {
			ok(false, "%s: %s", path, error.reason);
			continue;
		}
		if (text.xml)
			go_round_svd(path, &text);
		if (regs_make(&text, NULL, &regs, &error) ||
		    regs_lay(regs, NULL, &error)) {
			ok(false, "%s: %s", path, error.reason);
		} else {
			go_round(regs, path, "");
			regs_free(regs);
		}
		regs_text_free(&text);
	}
	globfree(&files);
	return done();
}
