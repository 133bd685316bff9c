/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A list of checks on one device, for lsuio --diagnose. */
#ifndef UIO_CMD_LSUIO_DIAGNOSE_H
#define UIO_CMD_LSUIO_DIAGNOSE_H

#include <stdbool.h>

#include "cmd/run/request.h"

/**
 * diagnose_device() - print the findings of each check
 * @selector: DEVICE[:REGION]
 * @require: as for target_require_all()
 * @probe: open and map the device
 *
 * Returns 0, EXIT_CHECK_FAILED if a check failed, or the exit status of an
 * error that was reported.
 */
int diagnose_device(struct output *out, const char *selector,
		    const struct strings *require, bool probe, bool json);

#endif
