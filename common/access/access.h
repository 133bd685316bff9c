/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Access to registers, which no other code touches. Each access has exactly the
 * width that was asked for, because any other width may give wrong values,
 * faults or side effects in device memory. An access to memory is a single
 * volatile load or store, and an access to I/O ports is a single instruction of
 * the CPU, here or in the kernel.
 */
#ifndef UIO_ACCESS_ACCESS_H
#define UIO_ACCESS_ACCESS_H

#include <stdbool.h>
#include <stdint.h>

#include "mapping.h"

/**
 * struct unit - how a register is accessed
 * @width: width in bits: 8, 16, 32 or 64
 * @swap: the byte order of the register differs from that of the CPU
 */
struct unit {
	unsigned int width;
	bool swap;
};

/**
 * struct access - accesses that were checked against a region
 * @offset: offset of the first unit in bytes
 * @count: number of consecutive units
 * @unit: width and byte order of each unit
 * @value: value to write, if the access is a write
 */
struct access {
	uint64_t offset;
	uint64_t count;
	struct unit unit;
	uint64_t value;
};

/** access_unit_size() - size of one unit in bytes */
static inline unsigned int access_unit_size(const struct access *access)
{
	return access->unit.width / 8;
}

/** access_bytes() - size of all units in bytes */
static inline uint64_t access_bytes(const struct access *access)
{
	return access->count * access_unit_size(access);
}

/** access_end() - offset of the first byte after all units */
static inline uint64_t access_end(const struct access *access)
{
	return access->offset + access_bytes(access);
}

/** access_unit_offset() - offset of the unit with number @index in bytes */
static inline uint64_t access_unit_offset(const struct access *access,
					  uint64_t index)
{
	return access->offset + index * access_unit_size(access);
}

/**
 * access_check() - check units against a region, before anything is accessed
 * @offset: offset of the first unit in bytes
 * @length: length of all units in bytes; 0 is the length of one unit
 * @region: the region that must contain them; its offset in the page, or the
 *          number of its first port, counts for the alignment
 *
 * Returns 0, -UIO_EWIDTH, -UIO_EPORTWIDTH, -UIO_EALIGN, -UIO_ETAIL or
 * -UIO_EOUTSIDE.
 */
int access_check(uint64_t offset, uint64_t length, const struct unit *unit,
		 const struct uio_region *region, struct access *access);

/* What an access does; ACCESS_FILL writes one unit to all places. */
enum access_action {
	ACCESS_LOAD,
	ACCESS_STORE,
	ACCESS_FILL,
};

/**
 * access_block() - access consecutive units, each with one access, from the first to
 * the last
 * @offset: offset of the first unit; access_check() has accepted all of them
 * @width: width of each unit in bits
 * @bytes: the bytes of all units in the order of memory, or of the one unit that
 *         fills the block; aligned as a unit is; ACCESS_LOAD alone changes them
 * @done: number of accesses that were made; after an error, the access to the
 *        unit after these failed
 *
 * The mapping does not show whether the device still exists: after an error,
 * ask uio_node_gone().
 *
 * Returns 0, or -UIO_EBUS if an access ended in SIGBUS. Only a fault that the
 * CPU reports at the access itself is caught: an asynchronous one (SError on
 * arm64) ends the process. Where the kernel makes the access, also -UIO_EBYTES,
 * -UIO_ELOCKDOWN or a negative errno, and then no access was made.
 */
int access_block(const struct uio_mapping *mapping, enum access_action action,
		 uint64_t offset, unsigned int width, size_t count, void *bytes,
		 size_t *done);

/**
 * unit_to_bytes(), unit_from_bytes() - convert between a value and its bytes,
 * in the order in which the register has them in memory
 * @bytes: as many bytes as the unit is wide
 */
void unit_to_bytes(void *bytes, uint64_t value, const struct unit *unit);
uint64_t unit_from_bytes(const void *bytes, const struct unit *unit);

/**
 * access_read(), access_write() - access one unit
 * @value: the value in the CPU's byte order
 *
 * Return the same errors as the functions for blocks.
 */
int access_read(const struct uio_mapping *mapping, uint64_t offset,
		const struct unit *unit, uint64_t *value);
int access_write(const struct uio_mapping *mapping, uint64_t offset,
		 const struct unit *unit, uint64_t value);

#endif
