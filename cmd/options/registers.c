// SPDX-License-Identifier: GPL-2.0-or-later
#include "registers.h"

#include <string.h>

#include "cmd/run/target.h"
#include "common/base/number.h"

static const struct choice widths[] = {
	{ "8", 8 }, { "16", 16 }, { "32", 32 }, { "64", 64 }, { 0 },
};

static const struct choice orders[] = {
	{ "little", REG_LITTLE },
	{ "big", REG_BIG },
	{ 0 },
};

/* Any way to write one of these numbers. */
static int parse_width(struct parse *parse, void *place, const char *arg)
{
	uint64_t number;

	if (!number_parse(arg, &number))
		for (const struct choice *c = widths; c->word; c++)
			if (number == (uint64_t)c->value) {
				*(int *)place = number;
				return 0;
			}
	return parse_wrong(parse, "bad width '%s': 8, 16, 32 or 64", arg);
}

static int parse_order(struct parse *parse, void *place, const char *arg)
{
	const struct choice *choice = choice_find(orders, arg);

	if (!choice)
		return parse_wrong(parse, "bad byte order '%s': little or big",
				   arg);
	*(int *)place = choice->value;
	return 0;
}

#define PLACE(member) offsetof(struct register_request, member)

const struct option_row register_rows[] = {
	{ "width", 'w', OPTION_OTHER, PLACE(width), "BITS",
	  "Width of each access at an offset: 8, 16, 32 or 64 (default: the "
	  "register file's, else 32)",
	  0, widths, parse_width },
	{ "endian", 'e', OPTION_OTHER, PLACE(endian), "ORDER",
	  "Byte order of registers: little or big (default: the register "
	  "file's, else the CPU's)",
	  0, orders, parse_order },
	{ "regs", 0, OPTION_STRING, PLACE(regs), "FILE",
	  "Take names from this register file, not from the device's" },
	{ "peripheral", 0, OPTION_STRING, PLACE(peripheral), "NAME",
	  "Of an SVD file, take this peripheral" },
	{ "force", 0, OPTION_FLAG, PLACE(force), NULL,
	  "Access also what the register file advises against" },
	{ "require", 0, OPTION_STRINGS, PLACE(require), "NAME[=VERSION]",
	  "Go on only if the device has this name and version; can be "
	  "repeated" },
	{ 0 },
};

const struct option_row require_rows[] = {
	{ "require", 0, OPTION_STRINGS, 0, "NAME[=VERSION]",
	  "Go on only if the device has this name and version; can be "
	  "repeated" },
	{ 0 },
};

int register_operand(struct parse *parse, struct register_request *request,
		     const char **text)
{
	struct target *in_use = parse->context->in_use, *target;
	const char *typed = *text;

	if (!in_use)
		return 0;
	target = target_of(in_use, text);
	if (!target)
		return parse_wrong(parse, "'%s': no such device is open",
				   typed);
	if (request->chosen && target != request->target)
		return parse_wrong(
			parse,
			"'%s': a command works on one device, and an operand "
			"that names none is of the one in use",
			typed);
	request->target = target;
	request->chosen = true;
	return 0;
}

bool register_is_pair(const struct register_request *request)
{
	return request->count == 2 && !strchr(request->operands[0], '=') &&
	       !strchr(request->operands[1], '=');
}

int register_words(struct parse *parse, struct register_request *request,
		   char **words, size_t count, bool pair)
{
	if (!request->target && count) {
		request->device = *words++;
		count--;
	}
	if (!request->target && !request->device)
		return parse_wrong(parse, "which DEVICE[:REGION]?");
	request->operands = words;
	request->count = count;
	if (pair && register_is_pair(request))
		count = 1;
	for (size_t i = 0; i < count; i++) {
		const char *word = words[i];
		int err = register_operand(parse, request, &word);

		if (err)
			return err;
		words[i] = (char *)word;
	}
	return 0;
}
