// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * States of registers: a state that was parsed is printed as text that parses
 * to the same state.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/lang/state.h"
#include "common/regs/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *as_text(const struct state *state)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	state_print(state, out);
	fclose(out);
	return text;
}

/* Columns are within their line, or directly after it. */
static void check_error(const struct state_error *error, const char *text)
{
	for (unsigned int line = 1; line < error->line; line++) {
		text = strchr(text, '\n');
		if (!text++)
			abort();
	}
	if (!error->reason || error->column < 1 ||
	    error->column > strcspn(text, "\n") + 1)
		abort();
}

static void check_again(const char *printed)
{
	struct state_error error;
	struct state state;
	char *text;

	if (state_parse(printed, &state, &error))
		abort();
	for (size_t i = 0; i < state.count; i++)
		if (state.registers[i].value &
		    ~reg_mask(state.registers[i].width))
			abort();
	text = as_text(&state);
	if (strcmp(text, printed))
		abort();
	free(text);
	state_free(&state);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = strndup((const char *)data, size), *printed;
	struct state_error error;
	struct state state;

	if (state_parse(text, &state, &error)) {
		check_error(&error, text);
	} else {
		printed = as_text(&state);
		check_again(printed);
		free(printed);
	}
	state_free(&state);
	free(text);
	return 0;
}
