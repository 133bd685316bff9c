// SPDX-License-Identifier: GPL-2.0-or-later
#include "register-args.h"

#include <errno.h>
#include <string.h>

#include "cmd/run/target.h"
#include "common/base/number.h"
#include "options.h"

enum {
	KEY_REGS = 1024,
	KEY_PERIPHERAL,
	KEY_FORCE,
};

static const struct argp_option options[] = {
	{ "width", 'w', "BITS", 0,
	  "Width of each access at an offset: 8, 16, 32 or 64 (default: the "
	  "register file's, else 32)",
	  0 },
	{ "endian", 'e', "ORDER", 0,
	  "Byte order of registers: little or big (default: the register "
	  "file's, else the CPU's)",
	  0 },
	{ "regs", KEY_REGS, "FILE", 0,
	  "Take names from this register file, not from the device's", 0 },
	{ "peripheral", KEY_PERIPHERAL, "NAME", 0,
	  "Of an SVD file, take this peripheral", 0 },
	{ "force", KEY_FORCE, NULL, 0,
	  "Access also what the register file advises against", 0 },
	{ 0 },
};

static error_t parse_width(struct register_args *args, const char *arg,
			   struct argp_state *state)
{
	static const unsigned int widths[] = { 8, 16, 32, 64 };
	uint64_t width;

	if (!number_parse(arg, &width))
		for (size_t i = 0; i < 4; i++)
			if (width == widths[i]) {
				args->width = width;
				return 0;
			}
	argp_error(state, "bad width '%s': 8, 16, 32 or 64", arg);
	return EINVAL;
}

static error_t parse_endian(struct register_args *args, const char *arg,
			    struct argp_state *state)
{
	if (!strcmp(arg, "little"))
		args->endian = REG_LITTLE;
	else if (!strcmp(arg, "big"))
		args->endian = REG_BIG;
	else {
		argp_error(state, "bad byte order '%s': little or big", arg);
		return EINVAL;
	}
	return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct register_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->require;
		return 0;
	case 'w':
		return parse_width(args, arg, state);
	case 'e':
		return parse_endian(args, arg, state);
	case KEY_REGS:
		args->regs = arg;
		return 0;
	case KEY_PERIPHERAL:
		args->peripheral = arg;
		return 0;
	case KEY_FORCE:
		args->force = true;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp register_argp = {
	.options = options,
	.parser = parse,
	.children = require_children,
};

const struct argp_child register_children[] = {
	{ .argp = &register_argp },
	{ 0 },
};

error_t register_condition(struct register_args *args, const char **text,
			   struct argp_state *state)
{
	const char *typed = *text;
	struct target *target;

	if (!args->in_use)
		return 0;
	target = target_of(args->in_use, text);
	if (!target)
		argp_error(state, "'%s': no such device is open", typed);
	else if (args->chosen && target != args->held)
		argp_error(
			state,
			"'%s': a command works on one device, and an operand "
			"that names none is of the one in use",
			typed);
	else {
		args->held = target;
		args->chosen = true;
		return 0;
	}
	return EINVAL;
}

error_t register_words(struct register_args *args, struct argp_state *state)
{
	char **words = state->argv + state->next;
	size_t count = state->argc - state->next;

	if (!args->held && count) {
		args->device = *words++;
		count--;
	}
	if (!args->held && !args->device) {
		argp_error(state, "which DEVICE[:REGION]?");
		return EINVAL;
	}
	args->operands = words;
	args->count = count;
	if (register_two_words(args))
		count = 1;
	for (size_t i = 0; i < count; i++) {
		const char *word = words[i];
		error_t err = register_condition(args, &word, state);

		if (err)
			return err;
		words[i] = (char *)word;
	}
	return 0;
}

bool register_plain_words(struct register_args *args, int argc, char **argv)
{
	if (!args->held || argc < 2)
		return false;
	for (int i = 1; i < argc; i++)
		if (argv[i][0] == '-' || target_prefix(argv[i]))
			return false;
	args->operands = argv + 1;
	args->count = argc - 1;
	return true;
}
