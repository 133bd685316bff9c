/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Times in nanoseconds, of CLOCK_MONOTONIC unless another clock is read. */
#ifndef UIO_BASE_CLOCK_H
#define UIO_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

/* A deadline that never comes. */
#define CLOCK_NEVER UINT64_MAX

uint64_t clock_read(clockid_t clock);
uint64_t clock_now(void);

/**
 * clock_tick() - the time of the kernel's last tick, which is a few
 * milliseconds ago at most; costs next to nothing
 */
uint64_t clock_tick(void);

/**
 * clock_deadline() - the time at which a timeout that begins now ends
 * @timeout_ns: CLOCK_NEVER and times that are too long give CLOCK_NEVER
 */
uint64_t clock_deadline(uint64_t timeout_ns);

struct timespec clock_timespec(uint64_t ns);

/**
 * clock_left() - the time that is left until a deadline, in the form of ppoll()
 *
 * Returns @left, or NULL if the deadline never comes.
 */
const struct timespec *clock_left(uint64_t deadline, struct timespec *left);

#endif
