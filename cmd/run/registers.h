/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The only path to registers: either the device, or a dry run that prints the
 * accesses without making them. Functions that return an exit status have
 * reported the error.
 */
#ifndef UIO_CMD_RUN_REGISTERS_H
#define UIO_CMD_RUN_REGISTERS_H

#include "common/lang/resolve.h"
#include "target.h"

/* The number of units between two checks for signals and for the device. */
#define REGISTERS_CHUNK 8192

/**
 * struct reading - the result of a read
 * @known: false in a dry run, in which @unit is 0
 */
struct reading {
	uint64_t unit;
	bool known;
};

/**
 * registers_read(), registers_write() - make one access
 *
 * Memory stays mapped when the device is removed, so once per tick the
 * existence of the device is checked.
 */
int registers_read(struct target *target, uint64_t offset,
		   const struct unit *unit, struct reading *reading);
int registers_write(struct target *target, uint64_t offset,
		    const struct unit *unit, uint64_t value);

/**
 * registers_update() - change some bits with one read and one write
 * @value: the value of those bits, and of others that must be written as 1
 * @kept: the bits that are written as they were read, but inverted where @value
 *        is 1
 * @written: the value that was written; unknown in a dry run
 */
int registers_update(struct target *target, uint64_t offset,
		     const struct unit *unit, uint64_t value, uint64_t kept,
		     struct reading *written);

/**
 * registers_read_block(), registers_write_block() - access consecutive units,
 * each with one access
 * @first, @count: a range of the units of @access; at most REGISTERS_CHUNK
 * @bytes: their bytes in the order of memory; if @fill, those of one unit that
 *         is written to all places
 * @done: number of accesses that were made, also after an error
 *
 * In a dry run @done is 0 after a read, because nothing is known.
 */
int registers_read_block(struct target *target, const struct access *access,
			 uint64_t first, size_t count, void *bytes,
			 size_t *done);
int registers_write_block(struct target *target, const struct access *access,
			  uint64_t first, size_t count, const void *bytes,
			  bool fill, size_t *done);

#endif
