// SPDX-License-Identifier: GPL-2.0-or-later
#include "signals.h"

#include <stddef.h>

#include "array.h"

void signals_hold_none(struct signals_held *held)
{
	sigprocmask(SIG_SETMASK, NULL, &held->before);
	held->asleep = held->before;
}

void signals_hold(struct signals_held *held, int also)
{
	const int numbers[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, also };
	size_t count = ARRAY_SIZE(numbers) - !also;
	sigset_t block;

	signals_hold_none(held);
	block = held->before;
	for (size_t i = 0; i < count; i++) {
		sigaddset(&block, numbers[i]);
		sigdelset(&held->asleep, numbers[i]);
	}
	sigprocmask(SIG_SETMASK, &block, NULL);
}

void signals_release(const struct signals_held *held)
{
	sigprocmask(SIG_SETMASK, &held->before, NULL);
}
