// SPDX-License-Identifier: GPL-2.0-or-later
/* The path that a wrong one was probably meant to be. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/closest.h"
#include "model.h"

/* The register is known, only its field is not. */
static const char *nearest_field(const struct reg *reg, const char *word)
{
	struct closest closest = { .word = word };

	for (const struct reg_field *field = reg->fields; field;
	     field = field->next)
		closest_offer(&closest, field->name);
	return closest.name;
}

static const char *nearest_register(const struct regs *regs, const char *word)
{
	struct closest closest = { .word = word };

	for (size_t i = 0; i < regs->place_count; i++)
		closest_offer(&closest, regs->places[i].name);
	return closest.name;
}

char *regs_nearest(const struct regs *regs, const char *path, size_t length)
{
	char *word = strndup(path, length), *nearest = NULL;
	const char *name = NULL;
	struct reg_match match;
	size_t column, known;

	if (!word)
		return NULL;
	if (regs_resolve(regs, path, length, &match, &column) && column &&
	    !regs_resolve(regs, path, column - 1, &match, &known))
		name = nearest_field(match.reg, word + column);
	if (name) {
		if (asprintf(&nearest, "%.*s%s", (int)column, path, name) < 0)
			nearest = NULL;
	} else {
		name = nearest_register(regs, word);
		nearest = name ? strdup(name) : NULL;
	}
	free(word);
	return nearest;
}
