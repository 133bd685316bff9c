// SPDX-License-Identifier: GPL-2.0-or-later
/* The command for each event. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/show/report.h"
#include "common/base/child.h"
#include "common/base/signals.h"
#include "wait.h"

static int fail_command(int err, const char *name)
{
	return fail(err, name, "cannot run the command: %s", uio_strerror(err));
}

int wait_command_find(const char *name)
{
	return program_exists(name) ? 0 : fail_command(-ENOENT, name);
}

static void set_number(const char *name, uint64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRIu64, number);
	setenv(name, text, true);
}

int wait_command_run(const struct waited *waited,
		     const struct wait_request *request,
		     const struct event *event, bool *failed)
{
	struct signals_held held;
	int err, status = 0;
	char device[24];
	pid_t child;

	signals_hold(&held, 0);
	snprintf(device, sizeof(device), "uio%u",
		 waited->target->device->number);
	setenv("UIO_DEVICE", device, true);
	set_number("UIO_COUNT", event->count);
	set_number("UIO_DELTA", event->delta);
	set_number("UIO_MISSED", event->missed);
	set_number("UIO_TIME_NS", event->shown_ns);
	/* The wait itself may block it. */
	sigdelset(&held.asleep, SIGIO);
	err = child_start(request->command, -1, &held.asleep, &child);
	if (!err)
		status = child_wait(child);
	signals_release(&held);
	*failed = err || status;
	return err ? fail_command(err, request->command[0]) : 0;
}
