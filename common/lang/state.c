// SPDX-License-Identifier: GPL-2.0-or-later
#include "state.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/number.h"
#include "common/regs/model.h"

#define FIRST_LINE "uio-state 1"

/**
 * state_keys - the lines before the registers, in the order in which they are
 * written: a keyword, and the position of its text in struct state
 */
static const struct state_key {
	const char *word;
	size_t offset;
} state_keys[] = {
	{ "device", offsetof(struct state, device) },
	{ "version", offsetof(struct state, version) },
	{ "region", offsetof(struct state, region) },
	{ "driver", offsetof(struct state, driver) },
	{ "parent", offsetof(struct state, parent) },
	{ "regs", offsetof(struct state, regs) },
	{ "endian", offsetof(struct state, endian) },
	{ 0 },
};

/* The text of a key in a state. */
static char **state_text(struct state *state, const struct state_key *key)
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
	fputs(FIRST_LINE "\n", out);
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

/**
 * struct parser - the position in the text of a state, in which all keywords must be
 * known
 * @at: the next character
 * @start: the first character of its line, whose number is @line
 */
struct parser {
	const char *at;
	const char *start;
	unsigned int line;
	struct state_error *error;
};

static int wrong(const struct parser *parser, const char *at,
		 const char *reason)
{
	*parser->error = (struct state_error){
		.reason = reason,
		.line = parser->line,
		.column = at - parser->start + 1,
	};
	return -UIO_ESYNTAX;
}

static bool at_end(const struct parser *parser)
{
	return !*parser->at || *parser->at == '\n';
}

static void skip_blanks(struct parser *parser)
{
	parser->at += strspn(parser->at, " ");
}

/* Moves past a word if it comes next, and returns whether it does. */
static bool take(struct parser *parser, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(parser->at, word, length) ||
	    !strchr(" \n", parser->at[length]))
		return false;
	parser->at += length;
	return true;
}

/* Reads a byte, or \xNN. */
static int take_byte(struct parser *parser, char *byte)
{
	const char *at = parser->at;

	*byte = *parser->at++;
	if ((unsigned char)*byte < ' ' || *byte == '\x7f')
		return wrong(parser, at,
			     "a byte that must be written as \\xNN");
	if (*byte != '\\')
		return 0;
	if (at[1] != 'x' || !isxdigit((unsigned char)at[2]) ||
	    !isxdigit((unsigned char)at[3]))
		return wrong(parser, at, "'\\' must be followed by xNN");
	*byte = strtoul((char[]){ at[2], at[3], '\0' }, NULL, 16);
	parser->at += 3;
	return *byte ? 0 : wrong(parser, at, "\\x00 is not allowed");
}

/* Reads the rest of the line after one blank. */
static int read_text(struct parser *parser, char **text)
{
	int err = 0;
	char *to;

	if (*parser->at != ' ' || !parser->at[1] || parser->at[1] == '\n')
		return wrong(parser, parser->at,
			     "missing value after the keyword");
	parser->at++;
	to = *text = malloc(strcspn(parser->at, "\n") + 1);
	if (!to)
		return -ENOMEM;
	while (!err && !at_end(parser))
		err = take_byte(parser, to++);
	*to = '\0';
	return err;
}

static int read_key(struct parser *parser, struct state *state)
{
	const char *start = parser->at;
	int err;

	for (const struct state_key *key = state_keys; key->word; key++) {
		char **text = state_text(state, key);

		if (!take(parser, key->word))
			continue;
		if (state->count)
			return wrong(parser, start,
				     "this line must come before the "
				     "registers");
		if (*text)
			return wrong(parser, start,
				     "this keyword is given twice");
		err = read_text(parser, text);
		if (!err && state->endian && strcmp(state->endian, "little") &&
		    strcmp(state->endian, "big"))
			err = wrong(parser, start,
				    "the byte order must be little or big");
		return err;
	}
	return wrong(parser, start, "neither a register nor a known keyword");
}

static int read_number(struct parser *parser, uint64_t *value)
{
	const char *start;
	int err;

	skip_blanks(parser);
	start = parser->at;
	err = number_scan(&parser->at, value);
	if (err == -UIO_EVALUE)
		return wrong(parser, start, "the number is too large");
	if (err || (!at_end(parser) && *parser->at != ' '))
		return wrong(parser, parser->at,
			     "expected a number: decimal, 0x... or 0b...");
	return 0;
}

/* Reads a name of the register file, or the dash for none. */
static int read_name(struct parser *parser, char **name)
{
	size_t length;

	skip_blanks(parser);
	if (take(parser, "-"))
		return 0;
	length = regs_path_length(parser->at);
	if (!length || !strchr(" \n", parser->at[length]))
		return wrong(parser, parser->at,
			     "expected the name of a register or '-'");
	*name = strndup(parser->at, length);
	parser->at += length;
	return *name ? 0 : -ENOMEM;
}

static int read_register(struct parser *parser, struct state *state)
{
	struct state_register *reg;
	uint64_t offset = 0, width = 0;
	const char *start;
	int err = read_number(parser, &offset);

	start = parser->at + strspn(parser->at, " ");
	if (!err)
		err = read_number(parser, &width);
	if (err)
		return err;
	if (width != 8 && width != 16 && width != 32 && width != 64)
		return wrong(parser, start,
			     "the width must be 8, 16, 32 or 64");
	reg = state_add(state, offset, width, NULL);
	if (!reg)
		return -ENOMEM;
	start = parser->at + strspn(parser->at, " ");
	err = read_number(parser, &reg->value);
	if (!err && reg->value & ~reg_mask(width))
		err = wrong(parser, start,
			    "the value does not fit in the width");
	if (!err)
		err = read_name(parser, &reg->name);
	skip_blanks(parser);
	if (!err)
		reg->is_volatile = take(parser, "volatile");
	skip_blanks(parser);
	if (!err && !at_end(parser))
		err = wrong(parser, parser->at,
			    "unexpected text at the end of the line");
	return err;
}

int state_parse(const char *text, struct state *state,
		struct state_error *error)
{
	struct parser parser = { text, text, 1, error };
	int err = 0;

	*state = (struct state){ 0 };
	if (strncmp(text, FIRST_LINE, strlen(FIRST_LINE)) ||
	    !strchr("\n", text[strlen(FIRST_LINE)]))
		return wrong(&parser, text,
			     "the file does not begin with `" FIRST_LINE "'");
	parser.at += strlen(FIRST_LINE);
	while (!err && *parser.at) {
		parser.at += *parser.at == '\n';
		parser.start = parser.at;
		parser.line++;
		if (*parser.at == '#')
			parser.at += strcspn(parser.at, "\n");
		if (isdigit((unsigned char)*parser.at))
			err = read_register(&parser, state);
		else if (!at_end(&parser))
			err = read_key(&parser, state);
	}
	return err;
}
