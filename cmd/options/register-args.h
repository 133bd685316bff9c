/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The part of a grammar that all applets have that touch registers. */
#ifndef UIO_CMD_OPTIONS_REGISTER_ARGS_H
#define UIO_CMD_OPTIONS_REGISTER_ARGS_H

#include <argp.h>
#include <stdbool.h>

#include "cmd/run/request.h"

/**
 * register_children - the child of an argp that gives it the options; its input
 * is the struct register_args
 */
extern const struct argp_child register_children[];

/**
 * register_words() - take what is left as DEVICE[:REGION] and operands
 *
 * For ARGP_KEY_ARGS and ARGP_KEY_NO_ARGS. Returns 0, or EINVAL for what
 * argp_error() has reported.
 */
error_t register_words(struct register_args *args, struct argp_state *state);

/**
 * register_plain_words() - the same without argp, which takes longer than what
 * most commands do
 *
 * Returns false where it does not do: outside of the shell, and where a word is
 * an option or names a device.
 */
bool register_plain_words(struct register_args *args, int argc, char **argv);

/**
 * register_condition() - as register_words(), with an operand that an option has: it is of
 * the same device, once register_words() ran
 * @text: is moved behind the device that it names
 */
error_t register_condition(struct register_args *args, const char **text,
			   struct argp_state *state);

#endif
