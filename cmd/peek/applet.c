// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/applets.h"
#include "cmd/options/registers.h"
#include "cmd/run/read.h"
#include "cmd/run/target.h"
#include "cmd/show/json.h"
#include "common/base/clock.h"
#include "common/base/number.h"

/* Marks options that were not given, whose defaults depend on other options. */
#define UNSAID CLOCK_NEVER

static int parse_base(struct parse *parse, void *place, const char *arg)
{
	return choice_number(option_bases, arg, place)
		       ? parse_wrong(
				 parse,
				 "invalid base '%s': expected 2, 8, 10 or 16",
				 arg)
		       : 0;
}

static int parse_watch(struct parse *parse, void *place, const char *arg)
{
	struct read_request *request = parse->request;

	request->watch = true;
	if (duration_parse(arg, place))
		return parse_wrong(
			parse,
			"invalid time '%s': expected a value such as 100ms, "
			"2s or 1m",
			arg);
	return 0;
}

#define PLACE(member) offsetof(struct read_request, member)

static const struct option_row options[] = {
	{ "all", 'a', OPTION_FLAG, PLACE(all), NULL,
	  "Read all registers of the register file, except those that "
	  "reading affects" },
	{ "base", 'b', OPTION_OTHER, PLACE(base), "BASE",
	  "Print values in base 2, 8, 10 or 16", 0, option_bases, parse_base },
	{ "changes", 0, OPTION_FLAG, PLACE(changes), NULL,
	  "With --watch, print only changes after the first round, each on a "
	  "line with its time" },
	{ "csv", 0, OPTION_FLAG, PLACE(csv), NULL,
	  "Print comma-separated values: a line of names, then for each "
	  "round a line that begins with the time" },
	{ "decode", 'd', OPTION_FLAG, PLACE(decode), NULL,
	  "Print registers with their fields" },
	{ "json", 'J', OPTION_FLAG, PLACE(json), NULL,
	  "Print JSON, one object per line" },
	{ "output", 'o', OPTION_STRING, PLACE(output), "FILE",
	  "Write the bytes of OPERAND to FILE; - is standard output" },
	{ "repeat", 0, OPTION_NUMBER, PLACE(rounds), "COUNT",
	  "Read COUNT times; 0 means forever" },
	{ "watch", 0, OPTION_OTHER, PLACE(round_ns), "TIME",
	  "Read every TIME, forever unless --repeat is given", 0, NULL,
	  parse_watch },
	{ "until", 0, OPTION_STRING, PLACE(until), "CONDITION",
	  "Wait until OPERAND OP VALUE holds, then read; OP is == != < <= > "
	  ">= or &; == and != also take VALUE:MASK" },
	{ "timeout", 0, OPTION_TIME, PLACE(timeout_ns), "TIME",
	  "Stop waiting for --until after TIME, with exit status 124" },
	{ "interval", 0, OPTION_TIME, PLACE(interval_ns), "TIME",
	  "Wait for TIME between two reads of --until (default: 1ms) or "
	  "--repeat (default: 0)" },
	{ 0 },
};

/* Finds options that cannot be used together or that lack another one. */
static const char *conflict(const struct read_request *request)
{
	size_t count = request->registers.count;

	if (request->all && count)
		return "--all cannot be used with an OPERAND";
	if (!count && !request->all && !request->until)
		return "missing OPERAND, --all or --until";
	if (request->output && (count != 1 || request->all))
		return "--output requires exactly one OPERAND";
	if (request->output &&
	    (request->json || request->csv || request->decode ||
	     request->watch ||
	     (request->rounds != UNSAID && request->rounds != 1)))
		return "--output cannot be used with --json, --csv, "
		       "--decode, --watch or --repeat";
	if (request->json && request->base)
		return "--json and --base cannot be used together";
	if (request->csv && (request->json || request->until))
		return "--csv cannot be used with --json or --until";
	if (request->csv && request->decode)
		return "--csv and --decode cannot be used together: give "
		       "fields as OPERANDs";
	if (request->watch && request->interval_ns != UNSAID && !request->until)
		return "--watch and --interval cannot be used together";
	if (request->interval_ns != UNSAID && !request->until &&
	    request->rounds == UNSAID)
		return "--interval requires --until or --repeat";
	if (request->changes && !request->watch)
		return "--changes requires --watch";
	if (request->changes && (request->json || request->csv))
		return "--changes cannot be used with --json or --csv";
	if (request->timeout_ns != CLOCK_NEVER && !request->until)
		return "--timeout requires --until";
	return NULL;
}

static int finish(struct parse *parse)
{
	struct read_request *request = parse->request;
	struct target *in_use = parse->context->in_use;
	const char *wrong;

	if (request->until &&
	    register_operand(parse, &request->registers, &request->until))
		return EINVAL;
	/* The shell's `watch` takes its time from --interval. */
	if (request->watch && request->round_ns == UNSAID) {
		request->round_ns = request->interval_ns == UNSAID
					    ? 1000000000
					    : request->interval_ns;
		request->interval_ns = UNSAID;
	}
	wrong = conflict(request);
	if (wrong)
		return parse_wrong(parse, "%s", wrong);
	request->json |= parse->context->json && !request->output &&
			 !request->base && !request->csv && !request->changes;
	request->repeated = request->watch || request->rounds != UNSAID;
	if (request->rounds == UNSAID)
		request->rounds = request->watch ? 0 : 1;
	if (request->interval_ns == UNSAID)
		request->interval_ns = request->until ? 1000000 : 0;
	if (!request->watch)
		request->round_ns = request->interval_ns;
	if (!request->base)
		request->base = in_use ? in_use->settings->base : 16;
	if (request->json)
		request->base = 16;
	return 0;
}

static int take_words(struct parse *parse, char **words, size_t count)
{
	struct read_request *request = parse->request;

	return register_words(parse, &request->registers, words, count, false);
}

static const char *const exclusive[] = {
	" csv decode ",	 " csv json ",	   " csv output ", " csv until ",
	" changes csv ", " changes json ", NULL,
};

static const struct grammar grammar = {
	.exclusive = exclusive,
	.tables = { { options, 0 },
		    { register_rows, PLACE(registers) },
		    { require_rows, PLACE(registers.require) },
		    { regs_rows, PLACE(registers.regs) } },
	.words = take_words,
	.finish = finish,
	.forms = "DEVICE[:REGION] [OPERAND...]",
	.doc = "Read registers.\v"
	       "OPERAND is OFFSET, FIRST-LAST (inclusive), OFFSET+LENGTH, or "
	       "the name of a register or field, such as CH[3].CFG or "
	       "CTRL.MODE, or of several: CH, CH[*].CFG, CH[0..3].CFG, "
	       "GPIO*. OPERAND:BIT and OPERAND:HIGH:LOW select bits of it. "
	       "Numbers are decimal, 0x... or 0b...; offsets and lengths may "
	       "end in k or M.",
};

static void set_defaults(void *data, const struct context *context)
{
	*(struct read_request *)data = (struct read_request){
		.registers = register_defaults(context->in_use),
		.typed = context->typed,
		.rounds = UNSAID,
		.round_ns = UNSAID,
		.interval_ns = UNSAID,
		.timeout_ns = CLOCK_NEVER,
	};
}

static int run(void *data, const struct context *context)
{
	const struct read_request *request = data;

	return (request->json ? json_check() : 0)
		       ?: with_target(context->out, request->registers.target,
				      request->registers.device,
				      &request->registers.require, run_read,
				      request);
}

const struct applet applet_peek = {
	.name = "uio-peek",
	.verb = "peek",
	.grammar = &grammar,
	.on_device = true,
	.request_size = sizeof(struct read_request),
	.defaults = set_defaults,
	.run = run,
};
