// SPDX-License-Identifier: GPL-2.0-or-later
#include "stop.h"

#include <signal.h>
#include <stddef.h>

#include "array.h"

/* The signal that came; a handler has no other place to leave it. */
static volatile sig_atomic_t stopped;

void stop_request(int sig)
{
	stopped = sig;
}

int stop_take(void)
{
	int sig = stopped;

	stopped = 0;
	return sig;
}

bool stop_requested(void)
{
	return stopped;
}

/*
 * A command ends in good order: it says how far it got, and leaves no half of a
 * file. A reader that went away is a failed write.
 */
void stop_catch_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = stop_request };

	for (size_t i = 0; i < ARRAY_SIZE(signals); i++)
		sigaction(signals[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
}
