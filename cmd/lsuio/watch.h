/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How lsuio waits for devices: --watch and --wait-for. */
#ifndef UIO_CMD_LSUIO_WATCH_H
#define UIO_CMD_LSUIO_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/show/output.h"

/**
 * watch_devices() - print one line for each event of a device
 * @json: print JSON objects
 * @count: number of events after which it ends; 0 for no limit
 * @timeout_ns: time after which it ends; CLOCK_NEVER for no limit
 *
 * Returns the exit status: EXIT_TIMED_OUT if the time is over.
 */
int watch_devices(struct output *out, bool json, uint64_t count,
		  uint64_t timeout_ns);

/**
 * await_device() - wait until a device exists and its node can be used
 * @selector: DEVICE[:REGION]
 *
 * Prints uioN. Returns the exit status: EXIT_TIMED_OUT if the device did not
 * come, EXIT_AMBIGUOUS if several devices came.
 */
int await_device(struct output *out, const char *selector, uint64_t timeout_ns);

#endif
