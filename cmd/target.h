/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The device and region a command works on: found, opened, mapped, with the
 * words for what can go wrong. Functions that return an exit status have
 * reported the error.
 */
#ifndef UIO_TARGET_H
#define UIO_TARGET_H

#include <stdbool.h>
#include <stdint.h>

#include "access.h"
#include "device.h"
#include "mapping.h"
#include "node.h"

/**
 * struct target - a device, as far as it was opened
 * @selector: as it was typed, for messages (borrowed)
 * @device: NULL before target_find()
 * @region: NULL until one was named or target_region() took the default
 * @node: open if @opened
 * @mapping: of @region, if @mapped, with write access if @writable
 * @events: the interrupt count seen last, if @counted
 */
struct target {
	const char *selector;
	struct uio_device_list found;
	const struct uio_device *device;
	const struct uio_region *region;
	struct uio_node node;
	struct uio_mapping mapping;
	uint32_t events;
	bool opened;
	bool mapped;
	bool writable;
	bool counted;
};

/**
 * target_find() - find what DEVICE[:REGION] names; opens nothing
 * @selector: must live as long as the target
 *
 * Returns 0 or an exit status; free with target_close() in either case.
 */
int target_find(struct target *target, const char *selector);

/**
 * target_region() - settle which region it is: the one named, or map0
 */
int target_region(struct target *target);

/**
 * target_open() - open the device's node, unless it is open
 * @access: O_RDONLY or O_RDWR
 */
int target_open(struct target *target, int access);

/**
 * target_map() - open the device and map the region, unless it is mapped
 */
int target_map(struct target *target, bool writable);

/**
 * target_read(), target_write() - one access to the mapped region
 *
 * Return 0 or an exit status.
 */
int target_read(struct target *target, uint64_t offset, const struct unit *unit,
		uint64_t *value);
int target_write(struct target *target, uint64_t offset,
		 const struct unit *unit, uint64_t value);

/**
 * target_count() - take the interrupt count to begin with, unless it is known
 */
int target_count(struct target *target);

/**
 * target_interrupt() - a handler for SIGINT: ends the job that runs now
 */
void target_interrupt(int sig);

/**
 * target_interrupted() - whether that came, since it was asked last
 */
bool target_interrupted(void);

/**
 * target_job - the work of a command on a device, after its arguments
 *
 * Returns an exit status.
 */
typedef int target_job(struct target *target, const void *args);

/**
 * with_target() - find the device, do the job, close
 * @held: the device in use in the shell, which stays open; else NULL
 * @selector: DEVICE[:REGION], where none is held
 */
int with_target(struct target *held, const char *selector, target_job *job,
		const void *args);

void target_close(struct target *target);

#endif
