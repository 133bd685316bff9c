// SPDX-License-Identifier: GPL-2.0-or-later
#include "stop.h"

#include <signal.h>
#include <stddef.h>

#include "array.h"

/*
 * The signal that was caught, which a handler can pass on only in a static
 * variable.
 */
static volatile sig_atomic_t stopped;

static void note(int sig)
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
 * A command that is stopped ends cleanly: it reports its progress, and leaves
 * no incomplete file. When the reader of the output has exited, or a file
 * reaches its limit (RLIMIT_FSIZE), the write fails.
 */
void stop_catch_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = note }, before;

	for (size_t i = 0; i < ARRAY_SIZE(signals); i++) {
		sigaction(signals[i], &action, &before);
		/* Under nohup(1) it stays ignored. */
		if (signals[i] == SIGHUP && before.sa_handler == SIG_IGN)
			sigaction(signals[i], &before, NULL);
	}
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}
