// SPDX-License-Identifier: GPL-2.0-or-later
/* How a command runs on its targets: found first, closed last, ended by signals. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "clock.h"
#include "report.h"
#include "target.h"

/* The signal that came; a handler has no other place to leave it. */
static volatile sig_atomic_t interrupted;

void target_interrupt(int sig)
{
	interrupted = sig;
}

int target_interrupted(void)
{
	int sig = interrupted;

	interrupted = 0;
	return sig;
}

bool target_is_interrupted(void)
{
	return interrupted;
}

/*
 * A command ends in good order: it says how far it got, and leaves no half of a
 * file. A reader that went away is a failed write.
 */
void target_catch_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = target_interrupt };

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaction(signals[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
}

int target_sleep(const struct target *target, uint64_t until)
{
	bool gone = false;

	for (uint64_t now = clock_now(); now < until && !interrupted && !gone;
	     now = clock_now()) {
		struct timespec end = clock_timespec(
			until - now < TARGET_LOOK_NS ? until
						     : now + TARGET_LOOK_NS);

		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL);
		gone = target_is_gone(target);
	}
	if (!interrupted && !gone)
		return 0;
	return fail(interrupted ? -EINTR : -UIO_EGONE, target->selector, "%s",
		    uio_strerror(interrupted ? -EINTR : -UIO_EGONE));
}

static int find_all(struct target *targets, char *const *selectors,
		    size_t count, const struct option_texts *require)
{
	int status = 0;

	for (size_t i = 0; i < count && !status; i++) {
		status = target_find(&targets[i], selectors[i]);
		if (!status && require)
			status = target_require_all(&targets[i], require);
	}
	return status;
}

static int run_job(char *const *selectors, size_t count,
		   const struct option_texts *require, target_job *job,
		   const void *args)
{
	struct target *targets = calloc(count, sizeof(*targets));
	int status, sig;

	if (!targets)
		return fail_memory();
	target_catch_signals();
	status = find_all(targets, selectors, count, require)
			 ?: job(targets, args);
	for (size_t i = 0; i < count; i++)
		target_close(&targets[i]);
	free(targets);
	sig = target_interrupted();
	return status && sig ? 128 + sig : status;
}

int with_targets(struct target *held, char *const *selectors, size_t count,
		 const struct option_texts *require, target_job *job,
		 const void *args)
{
	int status = 0;

	if (!held)
		return run_job(selectors, count, require, job, args);
	if (!held->device)
		return fail(-UIO_ESYNTAX, NULL,
			    "no device is in use: `use DEVICE' first");
	if (require)
		status = target_require_all(held, require);
	return status ?: job(held, args);
}

int with_target(struct target *held, const char *selector,
		const struct option_texts *require, target_job *job,
		const void *args)
{
	char *selectors[] = { (char *)selector };

	return with_targets(held, selectors, 1, require, job, args);
}
