/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Access to registers: only this code touches them. Each access has exactly the
 * width asked for, because any other width may give wrong values, faults or side
 * effects in device memory. An access to memory is a single volatile load or
 * store, an access to I/O ports a single instruction of the CPU, here or in the
 * kernel.
 */
#ifndef UIO_ACCESS_ACCESS_H
#define UIO_ACCESS_ACCESS_H

#include <stdbool.h>
#include <stdint.h>

#include "mapping.h"

/**
 * struct unit - how a register is accessed
 * @width: in bits: 8, 16, 32 or 64
 * @swap: the register's byte order is not the CPU's
 */
struct unit {
	unsigned int width;
	bool swap;
};

/**
 * struct access - accesses that were checked against a region
 * @offset: of the first unit, in bytes
 * @count: how many units follow each other
 * @unit: the width of each
 * @value: to write, where that is what is done
 */
struct access {
	uint64_t offset;
	uint64_t count;
	struct unit unit;
	uint64_t value;
};

/**
 * access_check() - hold units against a region, before anything is touched
 * @offset, @length: of them, in bytes; a length of 0 is one unit
 * @region: what it must lie in; its offset in the page, or the number of its
 *          first port, counts for the alignment
 *
 * Returns 0, -UIO_EWIDTH, -UIO_EPORTWIDTH, -UIO_EALIGN, -UIO_ETAIL or
 * -UIO_EOUTSIDE.
 */
int access_check(uint64_t offset, uint64_t length, const struct unit *unit,
		 const struct uio_region *region, struct access *access);

/**
 * access_read_block(), access_write_block(), access_fill_block() - units that
 * follow each other, one access each, from the first to the last
 * @offset: of the first one; all of them were checked by access_check()
 * @width: of each, in bits
 * @bytes: of all units as they are in memory, or of the one that fills the block;
 *         aligned as a unit is
 * @done: how many accesses were made, also after an error: that of the next unit
 *        failed
 *
 * The mapping says nothing about the device: after an error ask
 * uio_node_gone() whether it was removed.
 *
 * Return 0, or -UIO_EBUS where an access ended in SIGBUS. Only a fault that
 * the CPU reports at the access itself is caught so: an asynchronous one
 * (SError on arm64) ends the process. Where the kernel makes the access, also
 * -UIO_EBYTES, -UIO_ELOCKDOWN or a negative errno, and none was made.
 */
int access_read_block(const struct uio_mapping *mapping, uint64_t offset,
		      unsigned int width, size_t count, void *bytes,
		      size_t *done);
int access_write_block(const struct uio_mapping *mapping, uint64_t offset,
		       unsigned int width, size_t count, const void *bytes,
		       size_t *done);
int access_fill_block(const struct uio_mapping *mapping, uint64_t offset,
		      unsigned int width, size_t count, const void *bytes,
		      size_t *done);

/**
 * unit_to_bytes(), unit_from_bytes() - a value and its bytes, in the order in
 * which the register has them in memory
 * @bytes: as many as the unit is wide
 */
void unit_to_bytes(void *bytes, uint64_t value, const struct unit *unit);
uint64_t unit_from_bytes(const void *bytes, const struct unit *unit);

/**
 * access_read(), access_write() - one unit
 * @value: in the CPU's byte order
 *
 * Return as the functions for blocks.
 */
int access_read(const struct uio_mapping *mapping, uint64_t offset,
		const struct unit *unit, uint64_t *value);
int access_write(const struct uio_mapping *mapping, uint64_t offset,
		 const struct unit *unit, uint64_t value);

#endif
