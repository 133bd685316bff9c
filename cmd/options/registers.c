// SPDX-License-Identifier: GPL-2.0-or-later
#include "registers.h"

#include <errno.h>
#include <string.h>

#include "cmd/run/target.h"
#include "common/base/number.h"

const struct choice option_widths[] = {
	{ "auto", 0 }, { "8", 8 },   { "16", 16 },
	{ "32", 32 },  { "64", 64 }, { 0 },
};

const struct choice option_orders[] = {
	{ "auto", REG_ENDIAN_UNSAID },
	{ "little", REG_LITTLE },
	{ "big", REG_BIG },
	{ 0 },
};

const struct choice option_bases[] = {
	{ "2", 2 }, { "8", 8 }, { "10", 10 }, { "16", 16 }, { 0 },
};

int choice_number(const struct choice *choices, const char *arg, int *value)
{
	uint64_t number;

	if (!number_parse(arg, &number))
		for (; choices->word; choices++)
			if (number == (uint64_t)choices->value) {
				*value = number;
				return 0;
			}
	return EINVAL;
}

static int parse_width(struct parse *parse, void *place, const char *arg)
{
	return choice_number(option_widths + 1, arg, place)
		       ? parse_wrong(
				 parse,
				 "invalid width '%s': expected 8, 16, 32 or 64",
				 arg)
		       : 0;
}

static int parse_order(struct parse *parse, void *place, const char *arg)
{
	const struct choice *choice = choice_find(option_orders + 1, arg);

	if (!choice)
		return parse_wrong(
			parse,
			"invalid byte order '%s': expected little or big", arg);
	*(int *)place = choice->value;
	return 0;
}

int parse_regs_base(struct parse *parse, void *place, const char *arg)
{
	struct regs_choice *choice = place;

	if (number_parse(arg, &choice->base))
		return parse_wrong(parse, "invalid address '%s'", arg);
	choice->has_base = true;
	return 0;
}

const struct option_row regs_rows[] = {
	{ "base-address", 0, OPTION_OTHER, 0, "ADDRESS",
	  "Assume that the region begins at ADDRESS of the register file "
	  "(default: the region's own address)",
	  0, NULL, parse_regs_base },
	{ "peripheral", 0, OPTION_STRING, offsetof(struct regs_choice, block),
	  "BLOCK", "Use only BLOCK of a register file with several blocks" },
	{ "regs", 0, OPTION_STRING, offsetof(struct regs_choice, file), "FILE",
	  "Take register names from FILE instead of the device's register "
	  "file" },
	{ 0 },
};

#define PLACE(member) offsetof(struct register_request, member)

const struct option_row register_rows[] = {
	{ "width", 'w', OPTION_OTHER, PLACE(width), "BITS",
	  "Set the width of accesses at offsets to 8, 16, 32 or 64 bits "
	  "(default: that of the file, else 32)",
	  0, option_widths + 1, parse_width },
	{ "endian", 'e', OPTION_OTHER, PLACE(endian), "ORDER",
	  "Set the byte order of registers to little or big (default: the "
	  "register file's, else the CPU's)",
	  0, option_orders + 1, parse_order },
	{ "force", 0, OPTION_FLAG, PLACE(force), NULL,
	  "Allow accesses that the register file advises against" },
	{ 0 },
};

const struct option_row require_rows[] = {
	{ "require", 0, OPTION_STRINGS, 0, "NAME[=VERSION]",
	  "Fail unless the device has this name and version; can be repeated" },
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
		return parse_wrong(parse, "'%s': no open device has that name",
				   typed);
	if (request->chosen && target != request->target)
		return parse_wrong(
			parse,
			"'%s': all operands of a command must belong to one "
			"device; an operand without a device belongs to the "
			"device in use",
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
		return parse_wrong(parse, "missing DEVICE[:REGION]");
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
