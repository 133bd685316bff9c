// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/applets.h"
#include "cmd/options/given.h"
#include "cmd/options/options.h"
#include "cmd/options/register-args.h"
#include "cmd/run/target.h"
#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/number.h"
#include "wait.h"

enum {
	KEY_ACK = 256,
	KEY_ARM,
	KEY_BANNER,
	KEY_CLOCK,
	KEY_FAIL_FAST,
	KEY_FORMAT,
	KEY_IDLE_TIMEOUT,
	KEY_NO_ARM,
	KEY_READY_FD,
	KEY_REPORT,
	KEY_SNAPSHOT,
	KEY_STAMPS,
	KEY_STATS,
	KEY_VIA,
};

#define COUNT_UNSAID UINT64_MAX

static const struct argp_option options[] = {
	{ "count", 'n', "COUNT", 0,
	  "End after COUNT interrupts (default 1, with --stats 0); 0: never",
	  0 },
	{ "timeout", 't', "TIME", 0,
	  "Give up after TIME in all: 100ms, 2s, 1m; exit status 124", 0 },
	{ "idle-timeout", KEY_IDLE_TIMEOUT, "TIME", 0,
	  "Give up when no interrupt came for TIME; exit status 124", 0 },
	{ "arm", KEY_ARM, "WAY", 0,
	  "Arm through irqcontrol or intx (default: the first that there is)",
	  0 },
	{ "no-arm", KEY_NO_ARM, NULL, 0,
	  "Leave the interrupt masked or not, as it is", 0 },
	{ "via", KEY_VIA, "WAY", 0,
	  "Wait by poll (default), by read, of one device, or by sigio", 0 },

	{ "snapshot", KEY_SNAPSHOT, "OPERAND", 0,
	  "Read this at each event, and show it; can be repeated", 1 },
	{ "ack", KEY_ACK, "OPERAND=VALUE", 0,
	  "Write this at each event, before arming again; can be repeated", 1 },
	{ "fail-fast", KEY_FAIL_FAST, NULL, 0, "End when COMMAND fails", 1 },

	{ "format", KEY_FORMAT, "FORMAT", 0,
	  "Print events so: %d device, %n name, %c count, %D difference, %m "
	  "missed, %t time, %T the same in ns, %l latency in ns, %s snapshot, "
	  "%% percent",
	  2 },
	{ "json", 'J', NULL, 0, "Print an object a line", 2 },
	{ "quiet", 'q', NULL, 0, "Print no events", 2 },
	{ "verbose", 'v', NULL, 0, "Say on stderr how it is armed", 2 },
	{ "clock", KEY_CLOCK, "CLOCK", 0,
	  "Show the time of monotonic (default) or realtime", 2 },
	{ "banner", KEY_BANNER, NULL, 0,
	  "Print a line for each device when all are armed", 2 },
	{ "ready-fd", KEY_READY_FD, "N", 0,
	  "Write a newline to file descriptor N when all are armed, and close "
	  "it",
	  2 },

	{ "stats", KEY_STATS, NULL, 0,
	  "Print statistics at the end, and on SIGQUIT", 3 },
	{ "report", KEY_REPORT, "TIME", 0,
	  "Print statistics each TIME, and at the end", 3 },
	{ "stamps", KEY_STAMPS, "REGION", 0,
	  "Take the time of interrupts, and missed ones, from this ring", 3 },
	{ 0 },
};

static const struct choice arm_words[] = {
	{ "irqcontrol", IRQ_MASK_IRQCONTROL },
	{ "intx", IRQ_MASK_INTX },
	{ 0 },
};

static const struct choice via_words[] = {
	{ "poll", WAITER_POLL },
	{ "read", WAITER_READ },
	{ "sigio", WAITER_SIGIO },
	{ 0 },
};

static const struct choice clock_words[] = {
	{ "monotonic", CLOCK_MONOTONIC },
	{ "realtime", CLOCK_REALTIME },
	{ 0 },
};

/* It is closed when all is armed, so it must not be a standard stream. */
static error_t parse_ready_fd(struct wait_args *args, const char *arg,
			      struct argp_state *state)
{
	uint64_t fd;

	if (number_parse(arg, &fd) || fd <= STDERR_FILENO || fd > INT_MAX ||
	    (fcntl(fd, F_GETFL) & O_ACCMODE) % 3 == O_RDONLY) {
		argp_error(state,
			   "bad file descriptor '%s': from 3 up, and open for "
			   "writing",
			   arg);
		return EINVAL;
	}
	args->ready_fd = fd;
	return 0;
}

static error_t parse_format(struct wait_args *args, const char *arg,
			    struct argp_state *state)
{
	const char *wrong = event_format_check(arg);

	args->format = arg;
	if (!wrong)
		return 0;
	argp_error(state, "bad format: '%.2s' at column %zu", wrong,
		   wrong - arg + 1);
	return EINVAL;
}

static const char *conflict(const struct wait_args *args)
{
	size_t count = args->device_count;

	if (!args->registers.held && !count)
		return "wait for which DEVICE?";
	if (args->registers.held && count)
		return "the device is the one in use";
	if (args->via == WAITER_READ && count > 1)
		return "--via read waits for one device only";
	if (args->arm && args->no_arm)
		return "--arm and --no-arm exclude each other";
	if (args->json && args->format)
		return "--json and --format exclude each other";
	if (args->quiet && args->format)
		return "--quiet and --format exclude each other";
	if (args->fail_fast && !args->command)
		return "--fail-fast is for a COMMAND";
	return NULL;
}

static error_t parse_end(struct wait_args *args, struct argp_state *state)
{
	const char *wrong = conflict(args);

	if (wrong) {
		argp_error(state, "%s", wrong);
		return EINVAL;
	}
	if (args->no_arm)
		args->arm = IRQ_MASK_NONE;
	args->stats |= args->report_ns != CLOCK_NEVER;
	if (args->count == COUNT_UNSAID)
		args->count = args->stats ? 0 : 1;
	return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct wait_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->registers;
		return 0;
	case 'n':
		return option_count(&args->count, arg, state);
	case 't':
		return option_time(&args->timeout_ns, arg, state);
	case KEY_IDLE_TIMEOUT:
		return option_time(&args->idle_ns, arg, state);
	case KEY_REPORT:
		return option_time(&args->report_ns, arg, state);
	case KEY_ARM:
		return option_choice(&args->arm, arm_words, arg, state);
	case KEY_NO_ARM:
		args->no_arm = true;
		return 0;
	case KEY_VIA:
		return option_choice(&args->via, via_words, arg, state);
	case KEY_CLOCK:
		return option_choice(&args->clock, clock_words, arg, state);
	case KEY_SNAPSHOT:
		return option_text(&args->snapshot, arg, state);
	case KEY_ACK:
		return option_text(&args->ack, arg, state);
	case KEY_FAIL_FAST:
		args->fail_fast = true;
		return 0;
	case KEY_FORMAT:
		return parse_format(args, arg, state);
	case 'J':
		args->json = true;
		return 0;
	case 'q':
		args->quiet = true;
		return 0;
	case 'v':
		args->verbose = true;
		return 0;
	case KEY_BANNER:
		args->banner = true;
		return 0;
	case KEY_READY_FD:
		return parse_ready_fd(args, arg, state);
	case KEY_STATS:
		args->stats = true;
		return 0;
	case KEY_STAMPS:
		args->stamps = arg;
		return 0;
	case ARGP_KEY_ARGS:
		args->devices = state->argv + state->next;
		args->device_count = state->argc - state->next;
		return 0;
	case ARGP_KEY_END:
		return parse_end(args, state);
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp grammar = {
	.options = options,
	.parser = parse,
	.children = register_children,
	.args_doc = "DEVICE... [-- COMMAND [ARGUMENT...]]",
	.doc = "Wait for interrupts.\v"
	       "The interrupt is armed before the first wait and after each "
	       "event but the last: through the driver's irqcontrol, or, with "
	       "uio_pci_generic, through INTx disable in the PCI command "
	       "register, which is put back at the end. At each event, in this "
	       "order: --snapshot is read, --ack is written, the event is "
	       "printed, COMMAND runs with UIO_DEVICE, UIO_COUNT, UIO_DELTA, "
	       "UIO_MISSED and UIO_TIME_NS in its environment, and the "
	       "interrupt is armed again.",
};

/* Each of its events would count twice. */
static int check_distinct(const struct target *targets, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if (targets[i].device->number ==
			    targets[j].device->number)
				return fail(-UIO_ESYNTAX, targets[i].selector,
					    "this is uio%u, as is '%s'",
					    targets[i].device->number,
					    targets[j].selector);
	return 0;
}

static int wait_job(struct target *targets, const void *data)
{
	const struct wait_args *args = data;
	size_t count = args->device_count ?: 1, opened = 0;
	struct waited *devices = calloc(count, sizeof(*devices));
	int status = check_distinct(targets, count), late;

	if (!devices)
		return fail_memory();
	while (opened < count && !status) {
		devices[opened].target = &targets[opened];
		status = waited_open(&devices[opened++], args);
	}
	if (!status && !targets->dry_run)
		status = wait_loop(devices, count, args);
	for (size_t i = 0; i < opened; i++) {
		late = waited_close(&devices[i], args);
		status = status ?: late;
	}
	free(devices);
	return status;
}

/* argp would sort the options of the command among our own. */
static char **cut_command(int *argc, char **argv)
{
	for (int i = 1; i < *argc; i++)
		if (!strcmp(argv[i], "--") && argv[i + 1]) {
			argv[i] = NULL;
			*argc = i;
			return &argv[i + 1];
		}
	return NULL;
}

static int run(struct target *held, int argc, char **argv)
{
	struct wait_args args = {
		.registers = register_defaults(held),
		.command = cut_command(&argc, argv),
		.count = COUNT_UNSAID,
		.timeout_ns = CLOCK_NEVER,
		.idle_ns = CLOCK_NEVER,
		.report_ns = CLOCK_NEVER,
		.clock = CLOCK_MONOTONIC,
		.ready_fd = -1,
	};
	int status = applet_parse(&grammar, held, argc, argv, &args);

	if (!status)
		status = json_check(args.json);
	if (!status && args.command)
		status = wait_command_find(args.command[0]);
	return status
		       ?: with_targets(held, args.devices, args.device_count,
				       &args.registers.require, wait_job,
				       &args);
}

const struct applet applet_wait = {
	.name = "uio-wait",
	.verb = "wait",
	.argp = &grammar,
	.on_device = true,
	.run = run,
};
