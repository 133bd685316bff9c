// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Runs commands on targets, which are found before and closed afterwards.
 * Signals end them.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/stop.h"
#include "target.h"

int target_sleep(const struct target *target, uint64_t until)
{
	bool gone = false;

	for (uint64_t now = clock_now();
	     now < until && !stop_requested() && !gone; now = clock_now()) {
		struct timespec end = clock_timespec(
			until - now < TARGET_LOOK_NS ? until
						     : now + TARGET_LOOK_NS);

		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL);
		gone = target_is_gone(target);
	}
	if (!stop_requested() && !gone)
		return 0;
	return fail(stop_requested() ? -EINTR : -UIO_EGONE, target->selector,
		    "%s", uio_strerror(stop_requested() ? -EINTR : -UIO_EGONE));
}

int target_check(const struct target *target)
{
	return target->device
		       ? 0
		       : fail(-UIO_ESYNTAX, NULL,
			      "no device is in use: run `use DEVICE' first");
}

int with_targets(struct output *out, struct target *held,
		 char *const *selectors, size_t count,
		 const struct strings *require, target_job *job,
		 const void *args)
{
	struct target *targets;
	int status = 0, sig;

	if (held)
		return target_check(held) ?: target_require_all(held, require)
						     ?: job(held, args);
	targets = calloc(count, sizeof(*targets));
	if (!targets)
		return fail_memory();
	stop_catch_signals();
	for (size_t i = 0; i < count && !status; i++) {
		status = target_find(&targets[i], selectors[i])
				 ?: target_require_all(&targets[i], require);
		targets[i].out = out;
	}
	status = status ?: job(targets, args);
	for (size_t i = 0; i < count; i++)
		target_close(&targets[i]);
	free(targets);
	sig = stop_take();
	return status && sig ? 128 + sig : status;
}

int with_target(struct output *out, struct target *held, const char *selector,
		const struct strings *require, target_job *job,
		const void *args)
{
	char *selectors[] = { (char *)selector };

	return with_targets(out, held, selectors, 1, require, job, args);
}
