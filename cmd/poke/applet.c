// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/applets.h"
#include "cmd/options/registers.h"
#include "cmd/run/write.h"
#include "cmd/show/json.h"
#include "common/base/number.h"

static int parse_from(struct parse *parse, void *place, const char *arg)
{
	struct write_request *request = parse->request;

	request->has_from = true;
	return number_parse(arg, place)
		       ? parse_wrong(parse, "invalid value '%s'", arg)
		       : 0;
}

#define PLACE(member) offsetof(struct write_request, member)

static const struct option_row options[] = {
	{ "delay", 0, OPTION_TIME, PLACE(delay_ns), "TIME",
	  "Wait for TIME between two writes" },
	{ "dry-run", 0, OPTION_FLAG, PLACE(dry_run), NULL,
	  "Print the accesses without making them" },
	{ "expect", 0, OPTION_STRINGS, PLACE(expect), "CONDITION",
	  "Write only if OPERAND OP VALUE holds; OP is == != < <= > >= or &; "
	  "== and != also take VALUE:MASK; can be repeated" },
	{ "from", 0, OPTION_OTHER, PLACE(from), "VALUE",
	  "Start partial writes from VALUE instead of reading the register", 0,
	  NULL, parse_from },
	{ "input", 'i', OPTION_STRING, PLACE(input), "FILE",
	  "Write the bytes of FILE at OPERAND; - is standard input" },
	{ "json", 'J', OPTION_FLAG, PLACE(json), NULL,
	  "With --dry-run, print JSON, one object per access" },
	{ "pad", 0, OPTION_FLAG, PLACE(pad), NULL,
	  "Pad the last unit of --input with zero bytes" },
	{ "verify", 'v', OPTION_FLAG, PLACE(verify), NULL,
	  "Read back what was written, and exit with status 9 if it differs" },
	{ 0 },
};

static int take_words(struct parse *parse, char **words, size_t count)
{
	struct write_request *request = parse->request;
	int err =
		register_words(parse, &request->registers, words, count, true);

	request->pair = !err && !request->input &&
			register_is_pair(&request->registers);
	return err;
}

static int finish(struct parse *parse)
{
	struct write_request *request = parse->request;
	size_t count = request->registers.count;

	for (size_t i = 0; i < request->expect.count; i++)
		if (register_operand(parse, &request->registers,
				     &request->expect.list[i]))
			return EINVAL;
	if (!count)
		return parse_wrong(parse, "missing OPERAND=VALUE");
	if (request->input && count != 1)
		return parse_wrong(parse,
				   "--input requires exactly one OPERAND");
	if (request->input && request->has_from)
		return parse_wrong(
			parse,
			"--input and --from cannot be used together: --input "
			"writes whole registers");
	if (request->pad && !request->input)
		return parse_wrong(parse, "--pad requires --input");
	if (request->json && !request->dry_run)
		return parse_wrong(parse, "--json requires --dry-run");
	return 0;
}

static const struct grammar grammar = {
	.tables = { { options, 0 },
		    { register_rows, PLACE(registers) },
		    { require_rows, PLACE(registers.require) },
		    { regs_rows, PLACE(registers.regs) } },
	.words = take_words,
	.finish = finish,
	.forms = "DEVICE[:REGION] OPERAND=VALUE...\n"
		 "DEVICE[:REGION] OPERAND VALUE",
	.doc = "Write registers.\v"
	       "OPERAND is OFFSET, FIRST-LAST (inclusive; each unit gets the "
	       "value), OFFSET+LENGTH, or the name of a register or field, "
	       "such as CH[3].CFG or CTRL.MODE, or of several array "
	       "elements: CH[*].CFG, CH[0..3].CFG. OPERAND:BIT and "
	       "OPERAND:HIGH:LOW select bits of it. VALUE is a number, an "
	       "expression such as 1<<4|3, a named value of the field, or "
	       "VALUE:MASK. OPERAND|=VALUE sets the bits of VALUE, "
	       "OPERAND&=VALUE clears all other bits, and OPERAND^=VALUE "
	       "inverts the bits of VALUE, each with one read and one write. "
	       "A whole register is written without being read; a part of a "
	       "register takes one read and one write. All operands are "
	       "checked before the first access.",
};

static void set_defaults(void *data, const struct context *context)
{
	struct write_request *request = data;

	request->registers = register_defaults(context->in_use);
	request->typed = context->typed;
}

static int run(void *data, const struct context *context)
{
	const struct write_request *request = data;

	return (request->json ? json_check() : 0)
		       ?: with_target(context->out, request->registers.target,
				      request->registers.device,
				      &request->registers.require, run_write,
				      request);
}

const struct applet applet_poke = {
	.name = "uio-poke",
	.verb = "poke",
	.grammar = &grammar,
	.on_device = true,
	.request_size = sizeof(struct write_request),
	.defaults = set_defaults,
	.run = run,
};
