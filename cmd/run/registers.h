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
 * struct reading - what a read gave
 * @known: false in a dry run, where @unit is 0
 */
struct reading {
	uint64_t unit;
	bool known;
};

/**
 * registers_ready() - make the region accessible; in a dry run only settle which
 * it is
 */
int registers_ready(struct target *target, bool writable);

/**
 * registers_read(), registers_write() - one access
 *
 * Memory stays mapped when the device goes, so once a tick it is asked whether
 * it is still there.
 */
int registers_read(struct target *target, uint64_t offset,
		   const struct unit *unit, struct reading *reading);
int registers_write(struct target *target, uint64_t offset,
		    const struct unit *unit, uint64_t value);

/**
 * registers_update() - one read and one write, which changes some bits
 * @value: those bits, and what others are written as 1
 * @kept: the bits that are written as they were read, but inverted where @value is 1
 * @written: what was written; not known in a dry run
 */
int registers_update(struct target *target, uint64_t offset,
		     const struct unit *unit, uint64_t value, uint64_t kept,
		     struct reading *written);

/**
 * registers_read_block(), registers_write_block() - units that follow each other,
 * one access each
 * @first, @count: units of @access; at most REGISTERS_CHUNK
 * @bytes: of them, as in memory; if @fill, of one unit that all are to be
 * @done: how many accesses were made, also after an error
 *
 * In a dry run @done is 0 after a read: nothing is known.
 */
int registers_read_block(struct target *target, const struct access *access,
			 uint64_t first, size_t count, void *bytes,
			 size_t *done);
int registers_write_block(struct target *target, const struct access *access,
			  uint64_t first, size_t count, const void *bytes,
			  bool fill, size_t *done);

#endif
