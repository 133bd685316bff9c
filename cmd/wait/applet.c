// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cmd/applets.h"
#include "cmd/options/registers.h"
#include "cmd/run/registers.h"
#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/number.h"
#include "wait.h"

#define COUNT_UNSAID UINT64_MAX

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

/*
 * The descriptor is closed when all is armed, so it must not be a standard
 * stream.
 */
static int parse_ready_fd(struct parse *parse, void *place, const char *arg)
{
	uint64_t fd;

	/* A descriptor that programs do not inherit is the shell's own. */
	if (number_parse(arg, &fd) || fd <= STDERR_FILENO || fd > INT_MAX ||
	    (fcntl(fd, F_GETFL) & O_ACCMODE) % 3 == O_RDONLY ||
	    fcntl(fd, F_GETFD) & FD_CLOEXEC)
		return parse_wrong(parse,
				   "invalid file descriptor '%s': expected 3 "
				   "or higher, open for writing",
				   arg);
	*(int *)place = fd;
	return 0;
}

static int parse_format(struct parse *parse, void *place, const char *arg)
{
	const char *wrong = event_format_check(arg);

	*(const char **)place = arg;
	if (!wrong)
		return 0;
	return parse_wrong(parse, "invalid format: '%.2s' at column %zu", wrong,
			   wrong - arg + 1);
}

#define PLACE(member) offsetof(struct wait_request, member)

static const struct option_row options[] = {
	{ "count", 'n', OPTION_NUMBER, PLACE(count), "COUNT",
	  "Stop after COUNT interrupts (default: 1, or 0 with --stats); 0 "
	  "means never" },
	{ "timeout", 't', OPTION_TIME, PLACE(timeout_ns), "TIME",
	  "Stop after TIME in total, such as 100ms, 2s or 1m, with exit status "
	  "124" },
	{ "idle-timeout", 0, OPTION_TIME, PLACE(idle_ns), "TIME",
	  "Stop when no interrupt has arrived for TIME, with exit status 124" },
	{ "arm", 0, OPTION_WORD, PLACE(arm), "WAY",
	  "Arm through irqcontrol or intx (default: the first that is "
	  "available)",
	  0, arm_words },
	{ "no-arm", 0, OPTION_FLAG, PLACE(no_arm), NULL,
	  "Do not arm the interrupt: leave it masked or unmasked" },
	{ "via", 0, OPTION_WORD, PLACE(via), "WAY",
	  "Wait with poll (default), read (for one device only) or sigio", 0,
	  via_words },

	{ "start", 0, OPTION_STRINGS, PLACE(start), "OPERAND=VALUE",
	  "Write VALUE once all devices are armed; can be repeated", 1 },
	{ "snapshot", 0, OPTION_STRINGS, PLACE(snapshot), "OPERAND",
	  "Read OPERAND at each event and print it; can be repeated", 1 },
	{ "ack", 0, OPTION_STRINGS, PLACE(ack), "OPERAND=VALUE",
	  "Write VALUE at each event, before arming again; can be repeated",
	  1 },
	{ "fail-fast", 0, OPTION_FLAG, PLACE(fail_fast), NULL,
	  "Stop when COMMAND fails", 1 },

	{ "format", 0, OPTION_OTHER, PLACE(format), "FORMAT",
	  "Print events in this format: %d device, %n name, %c event count, "
	  "%D difference, %m missed, %t time, %T time in ns, %l latency in "
	  "ns, %s snapshot, %% percent sign",
	  2, NULL, parse_format },
	{ "json", 'J', OPTION_FLAG, PLACE(json), NULL,
	  "Print JSON, one object per line", 2 },
	{ "quiet", 'q', OPTION_FLAG, PLACE(quiet), NULL, "Do not print events",
	  2 },
	{ "verbose", 'v', OPTION_FLAG, PLACE(verbose), NULL,
	  "Report on stderr how the interrupt is armed", 2 },
	{ "clock", 0, OPTION_WORD, PLACE(clock), "CLOCK",
	  "Use the monotonic (default) or realtime clock", 2, clock_words },
	{ "banner", 0, OPTION_FLAG, PLACE(banner), NULL,
	  "Print a line for each device once all devices are armed", 2 },
	{ "ready-fd", 0, OPTION_OTHER, PLACE(ready_fd), "N",
	  "Write a newline to file descriptor N once all devices are armed, "
	  "and close it",
	  2, NULL, parse_ready_fd },

	{ "stats", 0, OPTION_FLAG, PLACE(stats), NULL,
	  "Print statistics at the end and on SIGQUIT", 3 },
	{ "report", 0, OPTION_TIME, PLACE(report_ns), "TIME",
	  "Print statistics every TIME and at the end", 3 },
	{ "stamps", 0, OPTION_STRING, PLACE(stamps), "REGION",
	  "Take timestamps, also those of missed interrupts, from the ring "
	  "in REGION",
	  3 },
	{ 0 },
};

static const char *conflict(const struct wait_request *request)
{
	size_t count = request->device_count;

	if (!request->registers.target && !count)
		return "missing DEVICE";
	if (request->registers.target && count)
		return "unexpected argument DEVICE: the command waits for "
		       "the device in use";
	if (request->via == WAITER_READ && count > 1)
		return "--via read can only be used with one DEVICE";
	if (request->arm && request->no_arm)
		return "--arm and --no-arm cannot be used together";
	if (request->json && request->format)
		return "--json and --format cannot be used together";
	if (request->quiet && request->format)
		return "--quiet and --format cannot be used together";
	if (!request->report_ns)
		return "--report requires a TIME above 0";
	if (request->fail_fast && !request->command)
		return "--fail-fast requires a COMMAND";
	return NULL;
}

static int take_words(struct parse *parse, char **words, size_t count)
{
	struct wait_request *request = parse->request;

	request->devices = words;
	request->device_count = count;
	request->command = parse->command;
	return 0;
}

static int finish(struct parse *parse)
{
	struct wait_request *request = parse->request;
	const char *wrong = conflict(request);

	if (wrong)
		return parse_wrong(parse, "%s", wrong);
	if (request->no_arm)
		request->arm = IRQ_MASK_NONE;
	request->json |= parse->context->json && !request->format;
	request->stats |= request->report_ns != CLOCK_NEVER;
	if (request->count == COUNT_UNSAID)
		request->count = request->stats ? 0 : 1;
	return 0;
}

static const char *const exclusive[] = {
	" arm no-arm ",
	" format json ",
	" format quiet ",
	NULL,
};

static const struct grammar grammar = {
	.exclusive = exclusive,
	/* Options without a group come first. */
	.tables = { { register_rows, PLACE(registers) },
		    { require_rows, PLACE(registers.require) },
		    { regs_rows, PLACE(registers.regs) },
		    { options, 0 } },
	.command = true,
	.words = take_words,
	.finish = finish,
	.forms = "DEVICE... [-- COMMAND [ARGUMENT...]]",
	.doc = "Wait for interrupts.\v"
	       "The interrupt is armed before the first wait and after each "
	       "event but the last: through the driver's irqcontrol or, with "
	       "uio_pci_generic, through INTx disable in the PCI command "
	       "register, which is restored at the end. At each event, in "
	       "this order: --snapshot is read, --ack is written, the event "
	       "is printed, COMMAND runs with UIO_DEVICE, UIO_COUNT, "
	       "UIO_DELTA, UIO_MISSED and UIO_TIME_NS in its environment, "
	       "and the interrupt is armed again.",
};

/* A device given twice would count each event twice. */
static int check_distinct(const struct target *targets, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if (targets[i].device->number ==
			    targets[j].device->number)
				return fail(-UIO_ESYNTAX, targets[i].selector,
					    "uio%u is given twice, also as "
					    "'%s'",
					    targets[i].device->number,
					    targets[j].selector);
	return 0;
}

static int wait_job(struct target *targets, const void *data)
{
	const struct wait_request *request = data;
	size_t count = request->device_count ?: 1, opened = 0;
	struct waited *devices = calloc(count, sizeof(*devices));
	int status = check_distinct(targets, count), late;

	if (!devices)
		return fail_memory();
	while (opened < count && !status) {
		devices[opened].target = &targets[opened];
		status = waited_open(&devices[opened++], request);
	}
	if (!status && targets->ops->acts)
		status = wait_loop(devices, count, request);
	for (size_t i = 0; i < opened; i++) {
		late = waited_close(&devices[i], request);
		status = status ?: late;
	}
	free(devices);
	return status;
}

static void set_defaults(void *data, const struct context *context)
{
	*(struct wait_request *)data = (struct wait_request){
		.registers = register_defaults(context->in_use),
		.count = COUNT_UNSAID,
		.timeout_ns = CLOCK_NEVER,
		.idle_ns = CLOCK_NEVER,
		.report_ns = CLOCK_NEVER,
		.clock = CLOCK_MONOTONIC,
		.ready_fd = -1,
	};
}

static int run(void *data, const struct context *context)
{
	const struct wait_request *request = data;
	int status = request->json ? json_check() : 0;

	if (!status && request->command)
		status = wait_command_find(request->command[0]);
	return status
		       ?: with_targets(context->out, context->in_use,
				       request->devices, request->device_count,
				       &request->registers.require, wait_job,
				       request);
}

const struct applet applet_wait = {
	.name = "uio-wait",
	.verb = "wait",
	.grammar = &grammar,
	.on_device = true,
	.request_size = sizeof(struct wait_request),
	.defaults = set_defaults,
	.run = run,
};
