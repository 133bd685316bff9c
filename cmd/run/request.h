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
 * struct context - the origin of a request
 * @in_use: the device in use in the shell; NULL for a program
 * @out: the output for results
 * @typed: a person has typed it at the shell's prompt, who gets a pager, and
 *         may end a watch with a key
 * @json: print results as JSON if they have such a form
 */
struct context {
	struct target *in_use;
	struct output *out;
	bool typed;
	bool json;
};

/**
 * struct settings - the defaults of options for the commands of the shell,
 * which `set` changes
 * @width: width of accesses at an offset, in bits; 0 means that of the register
 *         file, or 32
 * @endian: enum reg_endian; if unset, that of the register file, or the CPU's
 * @base: base of printed values
 * @decode: print a single operand with its fields
 * @colour: use colours on a terminal
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
 * struct regs_choice - a register file to use instead of the one that the
 * device's names find
 * @file: the file, or NULL for the one that is found
 * @block: a block of the file, or NULL
 * @has_base: @base is the address of the region's first byte in the file
 * @later: a later choice may name the block, so that it may be missing
 */
struct regs_choice {
	const char *file;
	const char *block;
	bool has_base;
	bool later;
	uint64_t base;
};

/**
 * struct register_request - which registers, and how they are accessed
 * @device: DEVICE[:REGION]; NULL if the shell holds @target
 * @target: the device of the shell that the operands belong to; else NULL
 * @chosen: an operand named @target
 * @require: a list of NAME or NAME=VERSION, all of which must match
 * @regs: the source of the names of registers
 * @width: width of accesses at an offset, in bits; 0 means that of the register
 *         file, or 32
 * @endian: enum reg_endian; if unset, that of the register file, or the CPU's
 * @force: do what the register file advises against
 * @operands: @count operands, as typed
 * @parsed: the same operands if they were not typed; else NULL
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
 * register_defaults() - fill a request with the shell's settings for a device
 * that it holds
 * @target: NULL for a program
 */
struct register_request register_defaults(struct target *target);

#endif
