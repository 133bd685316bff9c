/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From operands to accesses: all of them checked before the first is made. */
#ifndef UIO_PLAN_H
#define UIO_PLAN_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

#include "access.h"
#include "target.h"

/**
 * struct plan - the accesses of one command, in the order they were given
 * @operands: what was typed
 * @accesses: the access that operands[i] asks for
 */
struct plan {
	size_t count;
	struct operand *operands;
	struct access *accesses;
};

/**
 * plan_make() - read operands and hold them against a region; touches nothing
 * @target: its region is known
 * @assign: each must be an assignment; otherwise none may be
 *
 * Returns 0, or the exit status of an error that was reported. Free with
 * plan_free() in either case.
 */
int plan_make(struct plan *plan, const struct target *target,
	      const struct unit *unit, bool assign, char **texts, size_t count);

void plan_free(struct plan *plan);

/**
 * struct register_args - what peek and poke are called with
 * @held: the device in use in the shell; then no DEVICE is typed
 * @device: DEVICE[:REGION], NULL where it is held
 * @unit: from --width and --endian
 * @operands: what follows, at least one
 */
struct register_args {
	const struct target *held;
	const char *device;
	struct unit unit;
	char **operands;
	size_t count;
};

/**
 * register_argp - the grammar of struct register_args, which is its input
 */
extern const struct argp register_argp;

#endif
