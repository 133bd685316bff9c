// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>

#include "applet.h"
#include "clock.h"
#include "irq-mask.h"
#include "options.h"
#include "report.h"
#include "target.h"
#include "waiter.h"

struct wait_args {
	const struct target *held;
	const char *device;
	const char *require;
	uint64_t count; /* events to wait for; 0: without end */
	uint64_t timeout_ns;
	bool arm;
};

enum {
	KEY_NO_ARM = 256,
};

static const struct argp_option options[] = {
	{ "count", 'n', "COUNT", 0,
	  "End after COUNT interrupts (default 1); 0: never", 0 },
	{ "timeout", 't', "TIME", 0,
	  "Give up after TIME in all: 100ms, 2s, 1m; exit status 124", 0 },
	{ "no-arm", KEY_NO_ARM, NULL, 0,
	  "Leave the interrupt masked or not, as it is", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct wait_args *args = state->input;

	switch (key) {
	case 'n':
		return option_count(&args->count, arg, state);
	case 't':
		return option_time(&args->timeout_ns, arg, state);
	case KEY_NO_ARM:
		args->arm = false;
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->require;
		return 0;
	case ARGP_KEY_ARG:
		if (args->held || args->device) {
			argp_error(state, "'%s' is too much", arg);
			return EINVAL;
		}
		args->device = arg;
		return 0;
	case ARGP_KEY_END:
		if (args->held || args->device)
			return 0;
		argp_error(state, "wait for which DEVICE?");
		return EINVAL;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp grammar = {
	.options = options,
	.parser = parse,
	.children = require_children,
	.args_doc = "DEVICE",
	.doc = "Wait for interrupts.\v"
	       "The interrupt is armed before the first wait and after each "
	       "event but the last: through the driver's irqcontrol, or, with "
	       "uio_pci_generic, through INTx disable in the PCI command "
	       "register.",
};

/* A driver that cannot mask its interrupt needs no arming. */
static int arm(struct irq_mask *mask)
{
	int err = irq_mask_set(mask, false);

	return err == -UIO_ENOIRQCONTROL ? 0 : err;
}

static int print_event(const struct target *target, uint32_t delta)
{
	printf("uio%u count=%" PRIu32 " delta=%" PRIu32 " missed=%" PRIu32 "\n",
	       target->device->number, target->events, delta, delta - 1);
	return flush_output();
}

static int wait_events(struct target *target, const struct wait_args *args,
		       struct irq_mask *mask, struct waiter *waiter)
{
	uint64_t deadline = clock_deadline(args->timeout_ns), seen = 0;
	size_t index;

	for (;;) {
		uint32_t before = target->events, delta;
		int err = args->arm ? arm(mask) : 0, status;

		/* Events that never cease must not outlast the time. */
		if (!err && seen && clock_now() >= deadline)
			err = -UIO_ETIMEOUT;
		if (!err)
			err = waiter_next(waiter, deadline, &index,
					  &target->events);
		if (err)
			return fail(err, target->selector, "%s",
				    uio_strerror(err));
		delta = target->events - before;
		status = print_event(target, delta);
		seen += delta;
		if (status || (args->count && seen >= args->count))
			return status;
	}
}

static int wait_job(struct target *target, const void *data)
{
	const struct wait_args *args = data;
	struct waiter waiter;
	struct irq_mask mask;
	int status, err;

	status = target_open(target, args->arm ? O_RDWR : O_RDONLY)
			 ?: target_count(target);
	if (status)
		return status;
	err = irq_mask_open(&mask, target->device, &target->node,
			    IRQ_MASK_AUTO);
	if (err)
		return fail(err, target->selector, "%s", uio_strerror(err));
	err = waiter_open(&waiter, WAITER_POLL, 1)
		      ?: waiter_add(&waiter, &target->node);
	if (err)
		return fail(err, target->selector, "%s", uio_strerror(err));
	status = wait_events(target, args, &mask, &waiter);
	waiter_close(&waiter);
	irq_mask_close(&mask);
	return status;
}

static int run(struct target *held, int argc, char **argv)
{
	struct wait_args args = {
		.held = held,
		.count = 1,
		.timeout_ns = CLOCK_NEVER,
		.arm = true,
	};

	return applet_parse(&grammar, held, argc, argv, &args)
		       ?: with_target(held, args.device, args.require, wait_job,
				      &args);
}

const struct applet applet_wait = {
	.name = "uio-wait",
	.verb = "wait",
	.argp = &grammar,
	.on_device = true,
	.run = run,
};
