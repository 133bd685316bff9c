/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages about operands that cannot be planned. */
#ifndef UIO_CMD_RUN_PLAN_FAIL_H
#define UIO_CMD_RUN_PLAN_FAIL_H

#include <stddef.h>

#include "common/lang/resolve.h"
#include "target.h"

/**
 * plan_fail() - report an invalid operand, by the error of parsing or resolving it
 * @text: the operand
 * @column: the index of the error in the text, or SIZE_MAX for the whole text
 *
 * Returns the exit status, as do the functions below.
 */
int plan_fail(const struct target *target, const struct resolve_context *by,
	      const char *text, int err, size_t column);

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
