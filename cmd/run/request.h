/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Requests of commands as plain data, with every default filled in. Strings are
 * borrowed from the words that were typed.
 */
#ifndef UIO_CMD_RUN_REQUEST_H
#define UIO_CMD_RUN_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct operand;
struct output;
struct target;

/**
 * struct context - where a request comes from
 * @in_use: the device in use in the shell; NULL for a program
 * @out: where results go
 * @typed: by a person at the shell's prompt, who gets a pager, and may end a watch
 *         with a key
 * @json: results are JSON where there is such a form of them
 */
struct context {
	struct target *in_use;
	struct output *out;
	bool typed;
	bool json;
};

/**
 * struct settings - the defaults for options of commands in the shell
 * otherwise, as `set` changes it
 * @width: of accesses at an offset, in bits; 0: the register file's, or 32
 * @endian: enum reg_endian; unsaid: the register file's, or the CPU's
 * @base: values are printed in
 * @decode: an operand by itself is shown with its fields
 * @colour: on a terminal
 */
struct settings {
	int width;
	int endian;
	int base;
	int decode;
	int colour;
};

/**
 * struct strings - the arguments of an option that may be repeated
 */
#define STRINGS_MAX 64
struct strings {
	const char *list[STRINGS_MAX];
	size_t count;
};

/**
 * struct regs_choice - a register file in place of the one that a device's names find
 * @file: NULL for that one
 * @block: of the file, or NULL
 * @has_base: @base is the address in the file of the region's first byte
 */
struct regs_choice {
	const char *file;
	const char *block;
	bool has_base;
	uint64_t base;
};

/**
 * struct register_request - which registers, and how they are accessed
 * @device: DEVICE[:REGION]; NULL where the shell holds @target
 * @target: the device of the shell that the operands are of; else NULL
 * @chosen: an operand said so
 * @require: NAME or NAME=VERSION, each to be met
 * @regs: where the names of registers come from
 * @width: of accesses at an offset, in bits; 0: the register file's, or 32
 * @endian: enum reg_endian; unsaid: the register file's, or the CPU's
 * @force: do what the register file advises against
 * @operands: @count of them, as typed
 * @parsed: the same where they were not typed; else NULL
 */
struct register_request {
	const char *device;
	struct target *target;
	bool chosen;
	struct strings require;
	struct regs_choice regs;
	int width;
	int endian;
	bool force;
	char **operands;
	const struct operand *parsed;
	size_t count;
};

/**
 * register_defaults() - what the shell's settings say of a device that it holds
 * @target: NULL for a program
 */
struct register_request register_defaults(struct target *target);

#endif
