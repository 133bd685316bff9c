/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How lsuio waits for devices: --watch and --wait-for. */
#ifndef UIO_CMD_LSUIO_WATCH_H
#define UIO_CMD_LSUIO_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/show/output.h"

/**
 * watch_devices() - print what happens to devices, a line an event
 * @json: as JSON objects
 * @count: of events, after which it ends; 0 for no end
 * @timeout_ns: after which it ends, CLOCK_NEVER for no end
 *
 * Returns the exit status: EXIT_TIMED_OUT where time ends it.
 */
int watch_devices(struct output *out, bool json, uint64_t count,
		  uint64_t timeout_ns);

/**
 * await_device() - wait until a device is there and its node can be used
 * @selector: DEVICE[:REGION]
 *
 * Prints uioN. Returns the exit status: EXIT_TIMED_OUT where it did not come,
 * EXIT_AMBIGUOUS where several came.
 */
int await_device(struct output *out, const char *selector, uint64_t timeout_ns);

#endif
