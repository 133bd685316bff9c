// SPDX-License-Identifier: GPL-2.0-or-later
#include "signals.h"

#include <stddef.h>

#include "array.h"

void signals_hold_none(struct signals_held *held)
{
	sigprocmask(SIG_SETMASK, NULL, &held->before);
	held->asleep = held->awake = held->before;
}

void signals_hold(struct signals_held *held, int also)
{
	const int numbers[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, also };
	size_t count = ARRAY_SIZE(numbers) - !also;

	signals_hold_none(held);
	for (size_t i = 0; i < count; i++) {
		sigaddset(&held->awake, numbers[i]);
		sigdelset(&held->asleep, numbers[i]);
	}
	signals_hold_again(held);
}

void signals_admit(const struct signals_held *held, int but)
{
	sigset_t mask = held->asleep;

	if (but)
		sigaddset(&mask, but);
	sigprocmask(SIG_SETMASK, &mask, NULL);
}

void signals_hold_again(const struct signals_held *held)
{
	sigprocmask(SIG_SETMASK, &held->awake, NULL);
}

void signals_release(const struct signals_held *held)
{
	sigprocmask(SIG_SETMASK, &held->before, NULL);
}
