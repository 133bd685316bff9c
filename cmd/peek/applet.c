// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/applets.h"
#include "cmd/options/given.h"
#include "cmd/options/options.h"
#include "cmd/options/register-args.h"
#include "cmd/run/devmem.h"
#include "cmd/run/dry.h"
#include "cmd/run/peek.h"
#include "cmd/run/save.h"
#include "cmd/run/target.h"
#include "cmd/show/json.h"
#include "cmd/show/progress.h"
#include "cmd/show/report.h"
#include "common/access/bytes.h"
#include "common/base/clock.h"
#include "common/base/number.h"

static int peek_to_file(struct target *target, const struct plan *plan,
			const struct peek_args *args)
{
	const struct access *access = &plan->steps[0].found.access;
	unsigned int size = access->unit.width / 8;
	struct progress progress;
	struct save save;
	int status = save_open(&save, args->output);

	if (status)
		return status;
	progress_start(&progress, access->count * size);
	for (uint64_t i = 0; i < access->count && !status; i++) {
		unsigned char bytes[8];
		uint64_t value;

		status = peek_unit(target, access, i, &value);
		if (status)
			break;
		unit_to_bytes(bytes, value, &access->unit);
		if (fwrite(bytes, size, 1, save.out) != 1)
			status = fail(-errno, args->output, "%s",
				      strerror(errno));
		progress_add(&progress, size);
	}
	progress_end(&progress);
	if (status)
		fail(0, args->output,
		     "not written: %" PRIu64 " of %" PRIu64 " bytes were read",
		     progress.done, progress.total);
	return save_finish(&save, status);
}

/* A file has no room for what is left out. */
static int check_output(const struct target *target, const struct plan *plan,
			const struct peek_args *args,
			const struct resolve_by *by)
{
	const struct step *step = &plan->steps[0];
	const struct access *access = &step->found.access;

	if (!resolved_whole(&step->found))
		return fail(-UIO_ESYNTAX, target->selector,
			    "'%s' is no whole register, as a file needs it",
			    step->operand.text);
	if (step->operand.length && !args->registers.force &&
	    resolve_side_effect(by, access->offset,
				access->count * (access->unit.width / 8)))
		return fail(-UIO_ESYNTAX, target->selector,
			    "'%s': a register in it is not to be read "
			    "(--force reads it)",
			    step->operand.text);
	return 0;
}

static int make_plan(struct plan *plan, const struct target *target,
		     const struct peek_args *args, const struct resolve_by *by)
{
	const struct register_args *registers = &args->registers;
	int status;

	if (args->all)
		return plan_all(plan, target, by);
	if (devmem_check(target, registers, false))
		return EXIT_USAGE;
	status = plan_make(plan, target, by, false, registers->operands,
			   registers->count);
	if (!status && args->output)
		status = check_output(target, plan, args, by);
	return status;
}

/* What read_all() does, in words. */
static int show(const struct target *target, const struct plan *plan,
		const struct peek_args *args, const struct resolve_by *by,
		const struct condition *condition)
{
	const struct access *access = &condition->found.access;

	if (args->until)
		print_read(target, access, access->offset);
	return peek_show(target, plan, args, by);
}

static int read_all(struct target *target, const struct plan *plan,
		    const struct peek_args *args, const struct resolve_by *by,
		    const struct condition *condition)
{
	int status = target_map(target, false);

	if (!status && args->until)
		status = peek_until(target, args, condition);
	if (!status && args->output)
		status = peek_to_file(target, plan, args);
	else if (!status && args->typed)
		status = peek_page(target, plan, args, by);
	else if (!status && plan->count)
		status = peek_rounds(target, plan, args, by);
	return status;
}

/* Whether reading has an effect somewhere, according to the register file. */
static bool affects(const struct plan *plan, const struct peek_args *args,
		    const struct resolve_by *by,
		    const struct condition *condition)
{
	bool dump = args->all || args->rounds != 1;

	for (size_t i = 0; i < plan->count; i++) {
		const struct step *step = &plan->steps[i];
		const struct access *access = &step->found.access;

		/* Those in dumps are left out. */
		if ((dump || step->operand.length) && !args->registers.force)
			continue;
		if (resolve_side_effect(by, access->offset,
					access->count * access->unit.width / 8))
			return true;
	}
	return args->until &&
	       resolve_side_effect(by, condition->found.access.offset,
				   condition->found.access.unit.width / 8);
}

static int peek(struct target *target, const void *data)
{
	const struct peek_args *args = data;
	const struct register_args *registers = &args->registers;
	bool needs_file =
		args->all || args->style.decode ||
		plan_has_names(registers->operands, registers->count) ||
		(args->until && plan_has_names((char **)&args->until, 1));
	struct condition condition;
	struct resolve_by by;
	struct plan plan = { 0 };
	int status;

	status = plan_prepare(target, registers, needs_file, &by);
	if (!status)
		status = make_plan(&plan, target, args, &by);
	if (!status && args->until)
		status = plan_condition(target, &by, args->until, &condition);
	if (!status && args->until && condition.is_value)
		status = fail(-UIO_ESYNTAX, target->selector,
			      "'%s' is about a value, which no read changes; "
			      "an offset has no parentheses",
			      args->until);
	if (!status)
		target->affected = affects(&plan, args, &by, &condition);
	if (!status && args->dry_run)
		status = show(target, &plan, args, &by, &condition);
	else if (!status)
		status = read_all(target, &plan, args, &by, &condition);
	plan_free(&plan);
	return status;
}

enum {
	KEY_UNTIL = 256,
	KEY_TIMEOUT,
	KEY_INTERVAL,
	KEY_REPEAT,
	KEY_WATCH,
};

static const struct argp_option options[] = {
	{ "all", 'a', NULL, 0,
	  "Read all registers of the register file, but those that reading "
	  "affects",
	  0 },
	{ "base", 'b', "BASE", 0, "Print values in base 2, 8, 10 or 16", 0 },
	{ "decode", 'd', NULL, 0, "Print the fields of registers", 0 },
	{ "json", 'J', NULL, 0, "Print JSON, an object a line", 0 },
	{ "output", 'o', "FILE", 0,
	  "Write the bytes of the one operand to FILE; - is standard output",
	  0 },
	{ "repeat", KEY_REPEAT, "COUNT", 0, "Read COUNT times; 0: without end",
	  0 },
	{ "watch", KEY_WATCH, "TIME", 0,
	  "Read each TIME, without end unless --repeat says", 0 },
	{ "until", KEY_UNTIL, "CONDITION", 0,
	  "First read until OPERAND OP VALUE holds; OP is == != < <= > >= or &, "
	  "and with == and != it may be VALUE:MASK",
	  0 },
	{ "timeout", KEY_TIMEOUT, "TIME", 0,
	  "Give --until up after TIME; exit status 124", 0 },
	{ "interval", KEY_INTERVAL, "TIME", 0,
	  "Between two reads of --until (default 1ms) or of --repeat (0)", 0 },
	{ 0 },
};

static error_t parse_base(struct peek_args *args, const char *arg,
			  struct argp_state *state)
{
	uint64_t base;

	if (number_parse(arg, &base) ||
	    (base != 2 && base != 8 && base != 10 && base != 16)) {
		argp_error(state, "bad base '%s': 2, 8, 10 or 16", arg);
		return EINVAL;
	}
	args->base = base;
	return 0;
}

/* What does not go together, or makes no sense alone. */
static error_t check_args(struct peek_args *args, struct argp_state *state)
{
	const char *wrong = NULL;
	size_t count = args->registers.count;

	if (args->all && count)
		wrong = "--all takes no OPERAND";
	else if (!count && !args->all && !args->until)
		wrong = "what to read? an OPERAND, --all or --until";
	else if (args->output && (count != 1 || args->all))
		wrong = "--output takes one OPERAND";
	else if (args->output &&
		 (args->json || args->style.decode || args->watch ||
		  (args->rounds != CLOCK_NEVER && args->rounds != 1)))
		wrong = "--output writes bytes, once";
	else if (args->json && args->base)
		wrong = "--json has its own base";
	else if (args->watch && args->interval_ns != CLOCK_NEVER &&
		 !args->until)
		wrong = "--watch and --interval exclude each other";
	else if (args->timeout_ns != CLOCK_NEVER && !args->until)
		wrong = "--timeout is for --until";
	if (!wrong)
		return 0;
	argp_error(state, "%s", wrong);
	return EINVAL;
}

/* What is not said depends on what is. */
static void set_defaults(struct peek_args *args)
{
	const struct target *held = args->registers.held;

	if (args->rounds == CLOCK_NEVER)
		args->rounds = args->watch ? 0 : 1;
	if (args->interval_ns == CLOCK_NEVER)
		args->interval_ns = args->until ? 1000000 : 0;
	if (!args->watch)
		args->round_ns = args->interval_ns;
	if (args->base)
		args->style.base = args->base;
	else
		args->style.base = held && !args->json ? held->settings->base
						       : 16;
	args->style.colour = args->rounds != 1 && !args->json &&
			     style_colour(STDOUT_FILENO);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct peek_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->registers;
		return 0;
	case ARGP_KEY_ARGS:
	case ARGP_KEY_NO_ARGS:
		return register_words(&args->registers, state);
	case 'a':
		args->all = true;
		return 0;
	case 'b':
		return parse_base(args, arg, state);
	case 'd':
		args->style.decode = true;
		return 0;
	case 'J':
		args->json = true;
		return 0;
	case 'o':
		args->output = arg;
		return 0;
	case KEY_REPEAT:
		return option_count(&args->rounds, arg, state);
	case KEY_WATCH:
		args->watch = true;
		return option_time(&args->round_ns, arg, state);
	case KEY_UNTIL:
		args->until = arg;
		return 0;
	case KEY_TIMEOUT:
		return option_time(&args->timeout_ns, arg, state);
	case KEY_INTERVAL:
		return option_time(&args->interval_ns, arg, state);
	case ARGP_KEY_SUCCESS:
		if (args->until &&
		    register_condition(&args->registers, &args->until, state))
			return EINVAL;
		if (check_args(args, state))
			return EINVAL;
		set_defaults(args);
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp grammar = {
	.options = options,
	.parser = parse,
	.children = register_children,
	.args_doc = "DEVICE[:REGION] [OPERAND...]",
	.doc = "Read registers.\v"
	       "OPERAND is OFFSET, FIRST-LAST (both ends in), OFFSET+LENGTH, or "
	       "the name of a register or field, such as CH[3].CFG or CTRL.MODE; "
	       "OPERAND:BIT and OPERAND:HIGH:LOW are bits of it. Numbers are "
	       "decimal, 0x... or 0b...; offsets and lengths take a k or M "
	       "behind them.",
};

static int run_with(bool typed, struct target *held, int argc, char **argv)
{
	struct peek_args args = {
		.style.out = stdout,
		.typed = typed,
		.registers = register_defaults(held),
		.dry_run = target_is_dry(held),
		.rounds = CLOCK_NEVER,
		.interval_ns = CLOCK_NEVER,
		.timeout_ns = CLOCK_NEVER,
	};

	int status = applet_parse(&grammar, held, argc, argv, &args)
			     ?: json_check(args.json);

	if (args.registers.held)
		args.style.device = target_elsewhere(args.registers.held);
	return status
		       ?: with_target(args.registers.held,
				      args.registers.device,
				      &args.registers.require, peek, &args);
}

int peek_typed(struct target *held, int argc, char **argv)
{
	return run_with(true, held, argc, argv);
}

static int run(struct target *held, int argc, char **argv)
{
	return run_with(false, held, argc, argv);
}

const struct applet applet_peek = {
	.name = "uio-peek",
	.verb = "peek",
	.argp = &grammar,
	.on_device = true,
	.run = run,
};
