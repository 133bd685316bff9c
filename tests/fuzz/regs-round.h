/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Properties that every readable register file must have. */
#ifndef REGS_ROUND_H
#define REGS_ROUND_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/regs/expand.h"
#include "common/regs/file.h"
#include "tests/unit/findings.h"

static void must(int holds)
{
	if (!holds)
		abort();
}

static char *print(const struct regs *regs, size_t *length)
{
	char *text;
	FILE *out = open_memstream(&text, length);

	must(out != NULL);
	regs_print(regs, out);
	must(!fclose(out));
	return text;
}

static void ignore(void *context, const struct reg_finding *finding)
{
	must(finding->text[0]);
	++*(unsigned int *)context;
}

static int count(void *context, const struct reg_place *place,
		 const struct reg_field *field)
{
	(void)place, (void)field;
	return ++*(unsigned int *)context == 100;
}

/*
 * A full name matches itself and, with stars, the other names that share its
 * ends.
 */
static void try_patterns(const struct regs *regs, const char *name)
{
	char text[64];
	size_t length = strlen(name);
	struct slice pattern = { text, 0 };
	struct regs_several several;
	unsigned int found = 0;

	must(regs_glob(regs, name, name) && regs_glob(regs, "*", name));
	pattern.length = snprintf(text, sizeof(text), "%.*s*%s",
				  (int)length / 2 % 30, name,
				  name + length - (length - length / 2) % 30);
	if (!regs_name_several(regs, &pattern, &several)) {
		regs_expand(regs, &several, count, &found);
		must(found);
	}
}

static void try_scale(const struct reg_scale *scale)
{
	static const uint64_t values[] = { 0, 1, 0x97ff, UINT64_MAX };
	char text[REG_PHYSICAL_SIZE], *end;

	for (size_t i = 0; scale && i < 4; i++) {
		reg_physical(scale, values[i], text);
		strtod(text, &end);
		must(*text && !*end && strcmp(text, "-0"));
	}
}

static void try_places(const struct regs *regs)
{
	const struct reg_place *place = NULL;
	struct reg_match match;
	size_t column;

	for (size_t i = 0; i < regs->place_count && i < 100; i++) {
		const char *name = regs->places[i].name;

		must(regs_path_length(name) == strlen(name));
		if (regs_resolve(regs, name, strlen(name), &match, &column))
			must(column <= strlen(name));
		if (i < 2)
			try_patterns(regs, name);
		if (i < 2)
			free(regs_nearest(regs, name, strlen(name) - 1));
		reg_write_one_bits(regs->places[i].reg);
		try_scale(regs->places[i].reg->scale);
		for (const struct reg_field *field =
			     regs->places[i].reg->fields;
		     field; field = field->next)
			try_scale(field->scale);
	}
	for (int i = 0; i < 100; i++) {
		place = regs_next(regs, place, 4, 16);
		if (!place)
			break;
		must(place->offset < 20);
	}
}

static void try_all(const struct regs *regs)
{
	size_t first_length, second_length;
	unsigned int findings = 0;
	struct regs_error error;
	struct regs *again;
	char *first, *second;

	try_places(regs);
	must(!regs_check(regs, ignore, &findings));
	first = print(regs, &first_length);
	/* Only the limit of memory may prevent it from being read again. */
	if (!regs_parse(first, first_length, &again, &error)) {
		second = print(again, &second_length);
		must(first_length == second_length &&
		     !memcmp(first, second, first_length));
		must(regs->place_count == again->place_count);
		free(second);
		regs_free(again);
	} else {
		must(!error.line);
	}
	free(first);
}

#endif
