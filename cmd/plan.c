// SPDX-License-Identifier: GPL-2.0-or-later
#include "plan.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "report.h"

/* A wrong name, with the one it was probably meant to be. */
static int fail_name(const struct target *target, const char *text,
		     size_t column)
{
	size_t length = regs_path_length(text);
	char *near = regs_nearest(target->regs, text, length);
	int status;

	status = fail(-UIO_ENOREGISTER, target->selector,
		      "'%s': no such register, at column %zu%s%s%s", text,
		      column + 1, near ? "; did you mean " : "",
		      near ? near : "", near ? "?" : "");
	free(near);
	return status;
}

/* What is wrong with a text, of which an operand was made if it got so far. */
static int fail_text(const struct target *target, const struct resolve_by *by,
		     const char *text, unsigned int width, int err,
		     size_t column)
{
	const char *device = target->selector;
	char label[8];

	switch (-err) {
	case UIO_ENOREGISTER:
		return fail_name(target, text, column);
	case UIO_EALIGN:
		return fail(err, device, "'%s' is not aligned to %u bits", text,
			    width);
	case UIO_ETAIL:
		return fail(err, device,
			    "'%s' is no whole number of %u-bit "
			    "units",
			    text, width);
	case UIO_EOUTSIDE:
		return fail(err, device,
			    "'%s' is outside %s '%s' (%" PRIu64 " bytes)", text,
			    uio_region_label(by->region, label),
			    by->region->name, uio_region_bytes(by->region));
	default:
		if (column == SIZE_MAX)
			return fail(err, device, "'%s': %s", text,
				    uio_strerror(err));
		return fail(err, device, "'%s': %s, at column %zu", text,
			    uio_strerror(err), column + 1);
	}
}

static int plan_one(const struct target *target, const struct resolve_by *by,
		    bool assign, const char *text, struct step *step)
{
	size_t column;
	int err;

	err = operand_parse(text, &step->operand, &column);
	if (!err && step->operand.assigned != assign)
		return fail(-UIO_ESYNTAX, target->selector, "'%s' %s", text,
			    assign ? "assigns no value: OPERAND=VALUE"
				   : "assigns a value, which uio-poke does");
	if (!err)
		err = resolve(&step->operand, by, &step->found, &column);
	if (err)
		return fail_text(target, by, text, resolve_width(by), err,
				 column);
	return 0;
}

int plan_make(struct plan *plan, const struct target *target,
	      const struct resolve_by *by, bool assign, char **texts,
	      size_t count)
{
	int status = 0;

	*plan = (struct plan){ calloc(count, sizeof(*plan->steps)), count };
	if (!plan->steps)
		return fail(-ENOMEM, NULL, "%s", uio_strerror(-ENOMEM));
	for (size_t i = 0; i < count && !status; i++)
		status =
			plan_one(target, by, assign, texts[i], &plan->steps[i]);
	return status;
}

int plan_extend(struct step *step, const struct target *target,
		const struct resolve_by *by, uint64_t bytes)
{
	struct unit unit = step->found.access.unit;
	struct operand range = {
		.text = step->operand.text,
		.offset = step->found.access.offset,
		.length = bytes,
	};
	int err = access_check(&range, &unit, by->region, &step->found.access);

	step->operand.length = bytes;
	return err ? fail_text(target, by, range.text, unit.width, err,
			       SIZE_MAX)
		   : 0;
}

void plan_free(struct plan *plan)
{
	free(plan->steps);
	*plan = (struct plan){ 0 };
}

int plan_condition(const struct target *target, const struct resolve_by *by,
		   const char *text, struct condition *condition)
{
	size_t column;
	int err = condition_parse(text, by, condition, &column);

	return err ? fail_text(target, by, text, resolve_width(by), err, column)
		   : 0;
}

bool plan_has_names(char **texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *text = texts[i] + strspn(texts[i], " ");

		if (isalpha((unsigned char)*text) || *text == '_')
			return true;
	}
	return false;
}

int plan_prepare(struct target *target, const struct register_args *args,
		 bool needed, struct resolve_by *by)
{
	int status;

	status = target_regs(target, args->regs, args->peripheral, needed);
	if (!status)
		status = target_region(target);
	*by = (struct resolve_by){
		.regs = target->regs,
		.region = target->region,
		.width = args->width,
		.endian = args->endian,
	};
	return status;
}

enum {
	KEY_REGS = 1024,
	KEY_PERIPHERAL,
	KEY_REQUIRE,
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
	{ "require", KEY_REQUIRE, "NAME[=VERSION]", 0,
	  "Go on only if the device has this name and version", 0 },
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

static error_t parse_words(struct register_args *args, char **words, int count,
			   struct argp_state *state)
{
	if (!args->held && count > 0) {
		args->device = *words++;
		count--;
	}
	if (!args->held && !args->device) {
		argp_error(state, "which DEVICE[:REGION]?");
		return EINVAL;
	}
	args->operands = words;
	args->count = count;
	return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct register_args *args = state->input;

	switch (key) {
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
	case KEY_REQUIRE:
		args->require = arg;
		return 0;
	case KEY_FORCE:
		args->force = true;
		return 0;
	case ARGP_KEY_ARGS:
		return parse_words(args, state->argv + state->next,
				   state->argc - state->next, state);
	case ARGP_KEY_NO_ARGS:
		return parse_words(args, NULL, 0, state);
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp register_argp = {
	.options = options,
	.parser = parse,
};

const struct argp_child register_children[] = {
	{ .argp = &register_argp },
	{ 0 },
};
