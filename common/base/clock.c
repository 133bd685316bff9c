// SPDX-License-Identifier: GPL-2.0-or-later
#include "clock.h"

#include <stddef.h>

uint64_t clock_read(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec * UINT64_C(1000000000) + now.tv_nsec;
}

uint64_t clock_now(void)
{
	return clock_read(CLOCK_MONOTONIC);
}

uint64_t clock_tick(void)
{
	return clock_read(CLOCK_MONOTONIC_COARSE);
}

uint64_t clock_deadline(uint64_t timeout_ns)
{
	uint64_t deadline;

	if (__builtin_add_overflow(clock_now(), timeout_ns, &deadline))
		return CLOCK_NEVER;
	return deadline;
}

struct timespec clock_timespec(uint64_t ns)
{
	return (struct timespec){
		.tv_sec = ns / 1000000000,
		.tv_nsec = ns % 1000000000,
	};
}

const struct timespec *clock_left(uint64_t deadline, struct timespec *left)
{
	uint64_t now = clock_now();

	if (deadline == CLOCK_NEVER)
		return NULL;
	*left = clock_timespec(deadline > now ? deadline - now : 0);
	return left;
}
