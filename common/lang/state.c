// SPDX-License-Identifier: GPL-2.0-or-later
#include "state.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "state-text.h"

const struct state_key state_keys[] = {
	{ "device", offsetof(struct state, device) },
	{ "version", offsetof(struct state, version) },
	{ "region", offsetof(struct state, region) },
	{ "driver", offsetof(struct state, driver) },
	{ "parent", offsetof(struct state, parent) },
	{ "regs", offsetof(struct state, regs) },
	{ "endian", offsetof(struct state, endian) },
	{ 0 },
};

char **state_text(struct state *state, const struct state_key *key)
{
	return (char **)((char *)state + key->offset);
}

struct state_register *state_add(struct state *state, uint64_t offset,
				 unsigned int width, const char *name)
{
	struct state_register *registers = state->registers;
	size_t count = state->count;
	char *copy = NULL;

	/* The array grows in powers of two. */
	if (!(count & (count - 1))) {
		registers = reallocarray(registers, count ? count * 2 : 1,
					 sizeof(*registers));
		if (!registers)
			return NULL;
		state->registers = registers;
	}
	if (name) {
		copy = strdup(name);
		if (!copy)
			return NULL;
	}
	registers[count] = (struct state_register){
		.offset = offset,
		.width = width,
		.name = copy,
	};
	return &registers[state->count++];
}

static bool is_same(const struct state_register *a,
		    const struct state_register *b)
{
	return a->offset == b->offset && a->width == b->width;
}

const struct state_register *state_find(const struct state *state,
					const struct state_register *like,
					size_t guess)
{
	if (guess < state->count && is_same(&state->registers[guess], like))
		return &state->registers[guess];
	for (size_t i = 0; i < state->count; i++)
		if (is_same(&state->registers[i], like))
			return &state->registers[i];
	return NULL;
}

void state_print(const struct state *state, FILE *out)
{
	fputs(STATE_FIRST_LINE "\n", out);
	for (const struct state_key *key = state_keys; key->word; key++) {
		const char *text = *state_text((struct state *)state, key);

		if (!text || !*text)
			continue;
		fprintf(out, "%s ", key->word);
		for (; *text; text++) {
			unsigned char c = *text;
			bool plain = c >= ' ' && c != '\\' && c != '\x7f';

			fprintf(out, plain ? "%c" : "\\x%02x", c);
		}
		fputc('\n', out);
	}
	fputc('\n', out);
	for (size_t i = 0; i < state->count; i++) {
		const struct state_register *reg = &state->registers[i];

		fprintf(out, "0x%08" PRIx64 " %u 0x%0*" PRIx64 " %s%s\n",
			reg->offset, reg->width, (int)reg->width / 4,
			reg->value, reg->name ?: "-",
			reg->is_volatile ? " volatile" : "");
	}
}

void state_free(struct state *state)
{
	for (const struct state_key *key = state_keys; key->word; key++)
		free(*state_text(state, key));
	for (size_t i = 0; i < state->count; i++)
		free(state->registers[i].name);
	free(state->registers);
	*state = (struct state){ 0 };
}
