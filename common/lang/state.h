/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The registers of a device at one time, and the text form in which they are
 * saved; its format is in uio-shell(1).
 */
#ifndef UIO_LANG_STATE_H
#define UIO_LANG_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/**
 * struct state_register - one register
 * @offset: in bytes from the start of the region
 * @width: in bits: 8, 16, 32 or 64
 * @value: in the CPU's byte order
 * @name: its name in the register file, or NULL
 * @is_volatile: the register file says that it, or a part of it, changes by
 *               itself
 */
struct state_register {
	uint64_t offset;
	unsigned int width;
	uint64_t value;
	char *name;
	bool is_volatile;
};

/**
 * struct state - registers, and the device that they belong to
 * @device, @version: the UIO name and the driver's version; NULL if unknown or
 *                    empty, like all names here
 * @region: mapN, portN or barN
 * @driver: the driver of the parent
 * @parent: the parent's bus and its name there
 * @regs: the name of the register file, without its directory
 * @endian: the byte order of registers without a name: little or big
 * @registers: @count registers, in the order in which they were read
 */
struct state {
	char *device;
	char *version;
	char *region;
	char *driver;
	char *parent;
	char *regs;
	char *endian;
	struct state_register *registers;
	size_t count;
};

/**
 * struct state_error - an error in a text
 * @line, @column: from 1, the column in bytes
 */
struct state_error {
	const char *reason;
	unsigned int line;
	unsigned int column;
};

/**
 * state_add() - append a register
 * @name: is copied; may be NULL
 *
 * Returns the register, or NULL if memory is short.
 */
struct state_register *state_add(struct state *state, uint64_t offset,
				 unsigned int width, const char *name);

/**
 * state_find() - the first register with the same offset and width, or NULL
 * @guess: the index at which the search begins
 */
const struct state_register *state_find(const struct state *state,
					const struct state_register *like,
					size_t guess);

/**
 * state_parse() - parse a text
 * @state: the result, written in either case; free with state_free()
 * @error: written on -UIO_ESYNTAX only
 *
 * Returns 0, -UIO_ESYNTAX or -ENOMEM.
 */
int state_parse(const char *text, struct state *state,
		struct state_error *error);

/**
 * state_print() - write the text, which is the same for the same state
 *
 * A write error shows in @out's error flag.
 */
void state_print(const struct state *state, FILE *out);

void state_free(struct state *state);

#endif
