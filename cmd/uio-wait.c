// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>

#include "applet.h"
#include "clock.h"
#include "interrupt.h"
#include "options.h"
#include "report.h"
#include "target.h"

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
	KEY_REQUIRE,
};

static const struct argp_option options[] = {
	{ "count", 'n', "COUNT", 0,
	  "End after COUNT interrupts (default 1); 0: never", 0 },
	{ "timeout", 't', "TIME", 0,
	  "Give up after TIME in all: 100ms, 2s, 1m; exit status 124", 0 },
	{ "no-arm", KEY_NO_ARM, NULL, 0,
	  "Leave the interrupt masked or not, as it is", 0 },
	{ "require", KEY_REQUIRE, "NAME[=VERSION]", 0,
	  "Go on only if the device has this name and version", 0 },
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
	case KEY_REQUIRE:
		args->require = arg;
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
	.args_doc = "DEVICE",
	.doc = "Wait for interrupts.\v"
	       "The interrupt is armed before the first wait and after each "
	       "event but the last: through the driver's irqcontrol, or, with "
	       "uio_pci_generic, through INTx disable in the PCI command "
	       "register.",
};

/* A driver that cannot mask its interrupt needs no arming. */
static int arm(struct target *target)
{
	enum uio_mask_way way;
	int err = uio_irq_enable(target->device, &target->node, true, &way);

	return err == -UIO_ENOIRQCONTROL ? 0 : err;
}

static int print_event(const struct target *target, uint32_t delta)
{
	printf("uio%u count=%" PRIu32 " delta=%" PRIu32 " missed=%" PRIu32 "\n",
	       target->device->number, target->events, delta, delta - 1);
	return flush_output();
}

static int wait_events(struct target *target, const struct wait_args *args)
{
	uint64_t deadline = clock_deadline(args->timeout_ns), seen = 0;

	for (;;) {
		uint32_t before = target->events, delta;
		int err = args->arm ? arm(target) : 0, status;

		/* Events that never cease must not outlast the time. */
		if (!err && seen && clock_now() >= deadline)
			err = -UIO_ETIMEOUT;
		if (!err)
			err = uio_irq_wait(&target->node, deadline,
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

	return target_open(target, args->arm ? O_RDWR : O_RDONLY) ?:
	       target_count(target) ?:
	       wait_events(target, args);
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
