// SPDX-License-Identifier: GPL-2.0-or-later
#include "clock.h"

#include <time.h>

uint64_t clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * UINT64_C(1000000000) + now.tv_nsec;
}

uint64_t clock_deadline(uint64_t timeout_ns)
{
	uint64_t deadline;

	if (__builtin_add_overflow(clock_now(), timeout_ns, &deadline))
		return CLOCK_NEVER;
	return deadline;
}
