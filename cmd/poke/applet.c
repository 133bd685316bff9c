// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/options/given.h"
#include "cmd/options/options.h"
#include "cmd/options/register-args.h"
#include "cmd/run/devmem.h"
#include "cmd/run/dry.h"
#include "cmd/run/plan.h"
#include "cmd/run/poke.h"
#include "cmd/run/target.h"
#include "cmd/show/print.h"
#include "cmd/show/report.h"
#include "common/base/number.h"
#include "common/base/text.h"

static int expect_all(struct target *target, const struct resolve_by *by,
		      const struct poke_args *args)
{
	struct condition conditions[OPTION_TEXTS_MAX];
	int status = 0;

	for (size_t i = 0; i < args->expect.count && !status; i++)
		status = plan_condition(target, by, args->expect.texts[i],
					&conditions[i]);
	if (!status && !args->dry_run)
		status = target_map(target, true);
	for (size_t i = 0; i < args->expect.count && !status; i++) {
		const struct access *access = &conditions[i].found.access;

		if (args->dry_run && !conditions[i].is_value)
			print_read(target, access, access->offset);
		else if (!args->dry_run)
			status = poke_expect(target, args->expect.texts[i],
					     &conditions[i]);
	}
	return status;
}

int poke_plan(struct plan *plan, const struct target *target,
	      const struct poke_args *args, const struct resolve_by *by,
	      char **joined)
{
	const struct register_args *registers = &args->registers;

	if (devmem_check(target, registers, true))
		return EXIT_USAGE;
	if (!register_two_words(registers))
		return plan_make(plan, target, by, true, registers->operands,
				 registers->count);
	*joined = text_format("%s=%s", registers->operands[0],
			      registers->operands[1]);
	if (!*joined)
		return fail_memory();
	return plan_make(plan, target, by, true, joined, 1);
}

static int poke(struct target *target, const void *data)
{
	const struct poke_args *args = data;
	const struct register_args *registers = &args->registers;
	bool names =
		plan_has_names(registers->operands, registers->count) ||
		plan_has_names((char **)args->expect.texts, args->expect.count);
	unsigned char *bytes = NULL;
	struct plan plan = { 0 };
	struct resolve_by by;
	char *joined = NULL;
	int status;

	status = plan_prepare(target, registers, names, &by);
	if (!status && args->input)
		status = poke_plan_input(&plan, target, args, &by, &bytes);
	else if (!status)
		status = poke_plan(&plan, target, args, &by, &joined);
	if (!status)
		status = poke_check(target, &plan, &by, args);
	if (!status)
		status = expect_all(target, &by, args);
	if (!status)
		status = poke_write(target, &plan, &by, args, bytes);
	plan_free(&plan);
	free(bytes);
	free(joined);
	return status;
}

enum {
	KEY_DELAY = 256,
	KEY_DRY_RUN,
	KEY_EXPECT,
	KEY_FROM,
	KEY_PAD,
	KEY_VERIFY,
};

static const struct argp_option options[] = {
	{ "delay", KEY_DELAY, "TIME", 0, "Wait so long between two writes", 0 },
	{ "dry-run", KEY_DRY_RUN, NULL, 0,
	  "Print each access there would be, and touch nothing", 0 },
	{ "expect", KEY_EXPECT, "CONDITION", 0,
	  "Write only if OPERAND OP VALUE holds; OP is == != < <= > >= or &, "
	  "and with == and != it may be VALUE:MASK; "
	  "can be repeated",
	  0 },
	{ "from", KEY_FROM, "VALUE", 0,
	  "Partial writes start from VALUE; the register is not read", 0 },
	{ "input", 'i', "FILE", 0,
	  "Write the bytes of FILE at the one operand; - is standard input",
	  0 },
	{ "pad", KEY_PAD, NULL, 0,
	  "Fill up the last unit of --input with bytes of zero", 0 },
	{ "verify", 'v', NULL, 0,
	  "Read back what was written; exit status 9 if it differs", 0 },
	{ 0 },
};

static error_t check_args(const struct poke_args *args,
			  struct argp_state *state)
{
	const char *wrong = NULL;

	if (!args->registers.count)
		wrong = "what to write? OPERAND=VALUE";
	else if (args->input && args->registers.count != 1)
		wrong = "--input takes one OPERAND";
	else if (args->input && args->has_from)
		wrong = "--input writes whole registers, --from is for parts";
	else if (args->pad && !args->input)
		wrong = "--pad is for --input";
	if (!wrong)
		return 0;
	argp_error(state, "%s", wrong);
	return EINVAL;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct poke_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->registers;
		return 0;
	case ARGP_KEY_ARGS:
	case ARGP_KEY_NO_ARGS:
		return register_words(&args->registers, state);
	case KEY_DELAY:
		return option_time(&args->delay_ns, arg, state);
	case KEY_DRY_RUN:
		args->dry_run = true;
		return 0;
	case KEY_EXPECT:
		return option_text(&args->expect, arg, state);
	case KEY_FROM:
		args->has_from = true;
		if (!number_parse(arg, &args->from))
			return 0;
		argp_error(state, "bad value '%s'", arg);
		return EINVAL;
	case 'i':
		args->input = arg;
		return 0;
	case KEY_PAD:
		args->pad = true;
		return 0;
	case 'v':
		args->verify = true;
		return 0;
	case ARGP_KEY_SUCCESS:
		for (size_t i = 0; i < args->expect.count; i++)
			if (register_condition(&args->registers,
					       &args->expect.texts[i], state))
				return EINVAL;
		return check_args(args, state);
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp grammar = {
	.options = options,
	.parser = parse,
	.children = register_children,
	.args_doc = "DEVICE[:REGION] OPERAND=VALUE...\n"
		    "DEVICE[:REGION] OPERAND VALUE",
	.doc = "Write registers.\v"
	       "OPERAND is OFFSET, FIRST-LAST (both ends in; each unit gets the "
	       "value), OFFSET+LENGTH, or the name of a register or field, such "
	       "as CH[3].CFG or CTRL.MODE; OPERAND:BIT and OPERAND:HIGH:LOW are "
	       "bits of it. VALUE is a number, an expression such as "
	       "1<<4|3, a field's named value, or VALUE:MASK. A whole register "
	       "is written without being read; a part of one is one read and "
	       "one write. All operands are checked before the first access.",
};

static int run(struct target *held, int argc, char **argv)
{
	struct poke_args args = {
		.registers = register_defaults(held),
		.dry_run = target_is_dry(held),
	};
	int status = 0;

	args.registers.assigns = true;
	if (!register_plain_words(&args.registers, argc, argv))
		status = applet_parse(&grammar, held, argc, argv, &args);
	return status
		       ?: with_target(args.registers.held,
				      args.registers.device,
				      &args.registers.require, poke, &args);
}

const struct applet applet_poke = {
	.name = "uio-poke",
	.verb = "poke",
	.argp = &grammar,
	.on_device = true,
	.run = run,
};
