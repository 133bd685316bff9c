/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The part of a grammar that all applets have that touch registers. */
#ifndef UIO_REGISTER_ARGS_H
#define UIO_REGISTER_ARGS_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

#include "options.h"
#include "regs.h"

struct target;

/**
 * struct register_args - the options, and the words of peek and poke
 * @in_use: the device in use in the shell, or NULL; then no DEVICE is typed
 * @held: the same, or the one that operands name before them
 * @device: DEVICE[:REGION], NULL where it is held
 * @require: from --require
 * @regs, @peripheral: from --regs and --peripheral, NULL where it was not given
 * @width, @endian: from --width and --endian, 0 likewise
 * @force: do what the register file advises against
 * @chosen: @held is settled, by an operand
 * @assigns: two words without an equals sign are an operand and its value
 * @operands: what follows
 */
struct register_args {
	struct target *in_use;
	struct target *held;
	const char *device;
	struct option_texts require;
	const char *regs;
	const char *peripheral;
	unsigned int width;
	enum reg_endian endian;
	bool force;
	bool chosen;
	bool assigns;
	char **operands;
	size_t count;
};

/**
 * register_defaults() - what they are before the first option
 * @held: the device in use in the shell, or NULL
 */
struct register_args register_defaults(struct target *held);

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
 * register_two_words() - whether the words are an operand and its value
 */
bool register_two_words(const struct register_args *args);

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
