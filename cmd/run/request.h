/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What commands are asked to do, as plain data. */
#ifndef UIO_CMD_RUN_REQUEST_H
#define UIO_CMD_RUN_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "common/regs/model.h"

struct target;

/**
 * struct option_texts - the arguments of an option that may be repeated
 */
#define OPTION_TEXTS_MAX 64
struct option_texts {
	const char *texts[OPTION_TEXTS_MAX];
	size_t count;
};

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
 * register_two_words() - whether the words are an operand and its value
 */
bool register_two_words(const struct register_args *args);

#endif
