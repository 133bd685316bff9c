// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/options/given.h"
#include "cmd/options/options.h"
#include "cmd/run/target.h"
#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/number.h"
#include "common/irq/interrupt.h"
#include "common/irq/mask.h"
#include "status.h"

struct irq_args {
	const struct target *held;
	const char *device;
	struct option_texts require;
	const char *action;
	uint64_t value; /* where the action is neither on nor off */
	bool status;
	bool json;
	bool verbose;
};

enum {
	KEY_STATUS = 256,
};

static const struct argp_option options[] = {
	{ "status", KEY_STATUS, NULL, 0,
	  "Print what is known of the interrupt; change nothing", 0 },
	{ "json", 'J', NULL, 0, "Print the status as JSON", 0 },
	{ "verbose", 'v', NULL, 0, "Say which way it was done", 0 },
	{ 0 },
};

static bool is_switch(const char *action)
{
	return !strcmp(action, "on") || !strcmp(action, "off");
}

static error_t parse_end(struct irq_args *args, struct argp_state *state)
{
	if (args->status && args->action)
		argp_error(state, "--status changes nothing: not with '%s'",
			   args->action);
	else if (args->status && args->verbose)
		argp_error(state, "--verbose is not for --status");
	else if (args->json && !args->status)
		argp_error(state, "--json is for --status");
	else if (!args->held && !args->device)
		argp_error(state, "which DEVICE?");
	else if (!args->status && !args->action)
		argp_error(state,
			   "what? DEVICE and on, off or a value, or --status");
	else if (args->action && !is_switch(args->action) &&
		 (number_parse(args->action, &args->value) ||
		  args->value > UINT32_MAX))
		argp_error(state, "bad value '%s': on, off, or 32 bits",
			   args->action);
	else
		return 0;
	return EINVAL;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct irq_args *args = state->input;

	switch (key) {
	case KEY_STATUS:
		args->status = true;
		return 0;
	case 'J':
		args->json = true;
		return 0;
	case 'v':
		args->verbose = true;
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->require;
		return 0;
	case ARGP_KEY_ARG:
		if (args->action) {
			argp_error(state, "'%s' is too much", arg);
			return EINVAL;
		}
		if (args->held || args->device)
			args->action = arg;
		else
			args->device = arg;
		return 0;
	case ARGP_KEY_END:
		return parse_end(args, state);
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp grammar = {
	.options = options,
	.parser = parse,
	.children = require_children,
	.args_doc = "DEVICE on|off|VALUE\n--status DEVICE",
	.doc = "Enable or disable the interrupt.\v"
	       "`on' and `off' go through the driver's irqcontrol or, with "
	       "uio_pci_generic, through INTx disable in the PCI command "
	       "register. VALUE is handed to irqcontrol as it is.",
};

static int switch_irq(struct target *target, bool off, enum irq_mask_way *way)
{
	struct irq_mask mask;
	int err = irq_mask_open(&mask, target->device, &target->node,
				IRQ_MASK_AUTO);

	if (err) {
		*way = IRQ_MASK_INTX;
		return err;
	}
	err = irq_mask_set(&mask, off);
	*way = mask.way;
	irq_mask_close(&mask);
	return err;
}

static int fail_action(const struct target *target, const char *action,
		       enum irq_mask_way way, int err)
{
	if (err == -UIO_EREFUSED)
		return fail(err, target->selector, "%s: %s", action,
			    uio_strerror(err));
	return target_fail_irq(target, way == IRQ_MASK_INTX,
			       "`uio-wait --no-arm' waits without it", err);
}

static int irq_job(struct target *target, const void *data)
{
	const struct irq_args *args = data;
	enum irq_mask_way way = IRQ_MASK_IRQCONTROL;
	int status, err;

	if (target->dry_run)
		return 0;
	if (args->status)
		return irq_status(target, args->json);
	status = target_open(target, O_RDWR);
	if (status)
		return status;
	if (is_switch(args->action))
		err = switch_irq(target, !strcmp(args->action, "off"), &way);
	else
		err = uio_irq_control(&target->node, args->value);
	if (err)
		return fail_action(target, args->action, way, err);
	if (args->verbose)
		tell(target->selector, "%s through %s", args->action,
		     way == IRQ_MASK_INTX ? "INTx disable" : "irqcontrol");
	return 0;
}

static int run(struct target *held, int argc, char **argv)
{
	struct irq_args args = { .held = held };

	return applet_parse(&grammar, held, argc, argv, &args)
		       ?: json_check(args.json)
		       ?: with_target(held, args.device, &args.require, irq_job,
				      &args);
}

const struct applet applet_irq = {
	.name = "uio-irq",
	.verb = "irq",
	.argp = &grammar,
	.on_device = true,
	.run = run,
};
