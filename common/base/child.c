// SPDX-License-Identifier: GPL-2.0-or-later
#include "child.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>

#include "array.h"
#include "clock.h"
#include "signals.h"
#include "stop.h"

/*
 * The time that a program gets to end, first after SIGTERM and then after
 * SIGKILL.
 */
#define GRACE_NS 400000000

static void note_child(int sig)
{
	(void)sig;
}

int child_wait(pid_t child)
{
	static const int signals[] = { SIGTERM, SIGKILL };
	struct sigaction action = { .sa_handler = note_child }, before;
	struct signals_held held;
	uint64_t due = CLOCK_NEVER;
	struct timespec left;
	size_t sent = 0;
	int status = 0;

	/*
	 * SIGCHLD and the signals that end a wait are delivered only while it
	 * sleeps.
	 */
	signals_hold(&held, SIGCHLD);
	sigaction(SIGCHLD, &action, &before);
	while (!waitpid(child, &status, WNOHANG)) {
		ppoll(NULL, 0, clock_left(due, &left), &held.asleep);
		if (!stop_requested() || (sent && clock_now() < due))
			continue;
		if (sent == ARRAY_SIZE(signals)) {
			status = SIGKILL;
			break;
		}
		kill(child, signals[sent++]);
		due = clock_deadline(GRACE_NS);
	}
	sigaction(SIGCHLD, &before, NULL);
	signals_release(&held);
	return status;
}
