// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "applet.h"
#include "plan.h"
#include "report.h"
#include "sysfs.h"
#include "target.h"

static int write_units(struct target *target, const struct access *access)
{
	int status = 0;

	for (uint64_t i = 0; i < access->count && !status; i++)
		status = target_write(
			target, access->offset + i * (access->unit.width / 8),
			&access->unit, access->value);
	return status;
}

static int write_all(struct target *target, const struct unit *unit,
		     char **assignments, size_t count)
{
	struct plan plan;
	int status;

	status = plan_make(&plan, target, unit, true, assignments, count);
	if (!status)
		status = target_map(target, true);
	for (size_t i = 0; i < plan.count && !status; i++)
		status = write_units(target, &plan.accesses[i]);
	plan_free(&plan);
	return status;
}

/* OFFSET VALUE, as devmem's users type it, is the one assignment OFFSET=VALUE. */
static bool two_words(const struct register_args *args)
{
	return args->count == 2 && !strchr(args->operands[0], '=') &&
	       !strchr(args->operands[1], '=');
}

static int poke(struct target *target, const void *data)
{
	const struct register_args *args = data;
	char *joined;
	int status;

	status = target_region(target);
	if (status)
		return status;
	if (!two_words(args))
		return write_all(target, &args->unit, args->operands,
				 args->count);
	joined = attr_path("%s=%s", args->operands[0], args->operands[1]);
	if (!joined)
		return fail(-ENOMEM, NULL, "%s", uio_strerror(-ENOMEM));
	status = write_all(target, &args->unit, &joined, 1);
	free(joined);
	return status;
}

static const struct argp_child children[] = { { .argp = &register_argp },
					      { 0 } };

static const struct argp grammar = {
	.children = children,
	.args_doc = "DEVICE[:REGION] OPERAND=VALUE...\n"
		    "DEVICE[:REGION] OFFSET VALUE",
	.doc = "Write registers.\v"
	       "OPERAND is OFFSET, FIRST-LAST (both ends in) or OFFSET+LENGTH, "
	       "in bytes; each unit of a range gets the value. Numbers are "
	       "decimal, 0x... or 0b...; offsets and lengths take a k or M "
	       "behind them. All operands are checked before the first write; "
	       "nothing is ever read.",
};

static int run(struct target *held, int argc, char **argv)
{
	struct register_args args = { .held = held };

	return applet_parse(&grammar, held, argc, argv, &args)
		       ?: with_target(held, args.device, poke, &args);
}

const struct applet applet_poke = {
	.name = "uio-poke",
	.verb = "poke",
	.argp = &grammar,
	.on_device = true,
	.run = run,
};
