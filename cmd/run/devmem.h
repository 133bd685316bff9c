/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Detects arguments in the order of devmem, which have another meaning here. */
#ifndef UIO_CMD_RUN_DEVMEM_H
#define UIO_CMD_RUN_DEVMEM_H

#include <stdbool.h>

#include "request.h"
#include "target.h"

/**
 * devmem_check() - refuse `ADDRESS WIDTH`, and print the right forms
 * @writes: the words are uio-poke's, so refuse `ADDRESS WIDTH VALUE` too
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int devmem_check(const struct target *target,
		 const struct register_request *args, bool writes);

#endif
