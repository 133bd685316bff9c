// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>

#include "applet.h"
#include "interrupt.h"
#include "irq-mask.h"
#include "number.h"
#include "options.h"
#include "report.h"
#include "target.h"

struct irq_args {
	const struct target *held;
	const char *device;
	const char *require;
	const char *action;
	uint64_t value; /* where the action is neither on nor off */
};

static bool is_switch(const char *action)
{
	return !strcmp(action, "on") || !strcmp(action, "off");
}

static error_t parse_end(struct irq_args *args, struct argp_state *state)
{
	if (!args->action) {
		argp_error(state, "what? DEVICE and on, off or a value");
		return EINVAL;
	}
	if (is_switch(args->action))
		return 0;
	if (number_parse(args->action, &args->value) ||
	    args->value > UINT32_MAX) {
		argp_error(state, "bad value '%s': on, off, or 32 bits",
			   args->action);
		return EINVAL;
	}
	return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct irq_args *args = state->input;

	switch (key) {
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
	.parser = parse,
	.children = require_children,
	.args_doc = "DEVICE on|off|VALUE",
	.doc = "Enable or disable the interrupt.\v"
	       "`on' and `off' go through the driver's irqcontrol or, with "
	       "uio_pci_generic, through INTx disable in the PCI command "
	       "register. VALUE is handed to irqcontrol as it is.",
};

static int switch_irq(struct target *target, bool off)
{
	struct irq_mask mask;
	int err = irq_mask_open(&mask, target->device, &target->node,
				IRQ_MASK_AUTO);

	if (err)
		return err;
	err = irq_mask_set(&mask, off);
	irq_mask_close(&mask);
	return err;
}

static int irq_job(struct target *target, const void *data)
{
	const struct irq_args *args = data;
	int status, err;

	status = target_open(target, O_RDWR);
	if (status)
		return status;
	if (is_switch(args->action))
		err = switch_irq(target, !strcmp(args->action, "off"));
	else
		err = uio_irq_control(&target->node, args->value);
	return err ? fail(err, target->selector, "%s", uio_strerror(err)) : 0;
}

static int run(struct target *held, int argc, char **argv)
{
	struct irq_args args = { .held = held };

	return applet_parse(&grammar, held, argc, argv, &args)
		       ?: with_target(held, args.device, args.require, irq_job,
				      &args);
}

const struct applet applet_irq = {
	.name = "uio-irq",
	.verb = "irq",
	.argp = &grammar,
	.on_device = true,
	.run = run,
};
