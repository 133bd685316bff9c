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
 * struct register_ops - the accesses to the registers of a target
 * @acts: accesses are made, so that reads give values
 * @ready: map the target's region, as target_map() does
 * @sleep: sleep like target_sleep()
 * @read, @write: make one access
 * @update: change some bits with one read and one write. @value has the value of
 *          those bits, and of others that must be written as 1; the bits of @kept
 *          are written as they were read, but inverted where @value is 1; @written
 *          receives the value that was written
 * @read_block, @write_block: access @count consecutive units of @access from
 *          @first on, each with one access; at most REGISTERS_CHUNK. @bytes are
 *          theirs in the order of memory; if @fill, those of one unit that is
 *          written to all places. @done receives the number of accesses that were
 *          made, also after an error. Without @acts, @read_block is NULL
 *
 * Memory stays mapped when the device is removed, so once per tick the
 * existence of the device is checked.
 */
struct register_ops {
	bool acts;
	int (*ready)(struct target *target, uint64_t bytes, bool writable);
	int (*sleep)(const struct target *target, uint64_t until);
	int (*read)(struct target *target, uint64_t offset,
		    const struct unit *unit, struct reading *reading);
	int (*write)(struct target *target, uint64_t offset,
		     const struct unit *unit, uint64_t value);
	int (*update)(struct target *target, uint64_t offset,
		      const struct unit *unit, uint64_t value, uint64_t kept,
		      struct reading *written);
	int (*read_block)(struct target *target, const struct access *access,
			  uint64_t first, size_t count, void *bytes,
			  size_t *done);
	int (*write_block)(struct target *target, const struct access *access,
			   uint64_t first, size_t count, const void *bytes,
			   bool fill, size_t *done);
};

/* The accesses of the device itself. */
extern const struct register_ops device_ops;

/* Prints the accesses, and makes none. */
extern const struct register_ops dry_run_ops;

#endif
