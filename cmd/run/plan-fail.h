/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages about operands that cannot be planned. */
#ifndef UIO_CMD_RUN_PLAN_FAIL_H
#define UIO_CMD_RUN_PLAN_FAIL_H

#include <stddef.h>

#include "common/lang/resolve.h"
#include "target.h"

/**
 * plan_fail() - report an invalid operand, by the error of parsing or resolving it
 * @text: of the operand
 * @width: of its units, in bits
 * @column: the index in the text of what is wrong, or SIZE_MAX where that is all of it
 *
 * Returns, as the functions below do, the exit status.
 */
int plan_fail(const struct target *target, const struct resolve_context *by,
	      const char *text, unsigned int width, int err, size_t column);

/**
 * plan_fail_name() - report an unknown name, and suggest the nearest one
 */
int plan_fail_name(const struct target *target, const char *text,
		   size_t column);

/**
 * plan_fail_ambiguous() - report a name that is in several blocks
 */
int plan_fail_ambiguous(const struct target *target, const char *text);

#endif
