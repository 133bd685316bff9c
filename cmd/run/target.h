/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The device and region of a command: found, opened and mapped, with messages for
 * errors. Functions that return an exit status have reported the error.
 */
#ifndef UIO_CMD_RUN_TARGET_H
#define UIO_CMD_RUN_TARGET_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "common/access/access.h"
#include "common/access/mapping.h"
#include "common/access/node.h"
#include "common/device/device.h"
#include "common/regs/model.h"
#include "request.h"

/* The longest sleep between two checks whether the device still exists. */
#define TARGET_LOOK_NS 100000000

/**
 * struct target_name - one more selector that means a target
 */
struct target_name {
	struct target_name *next;
	char *text;
};

/**
 * struct target - a device and how far it has been opened
 * @selector: as it was typed, for messages (borrowed)
 * @device: NULL before target_find()
 * @region: NULL until one was named or target_region() took the default
 * @node: watched for its end if @watched, open if @opened
 * @mapping: of @region, if @mapped, with write access if @writable
 * @named: @region was, in the selector
 * @regs: its register file, NULL until target_regs() loaded one
 * @sought: the register file was searched, and may be missing
 * @asked: when the device last existed, as a clock_tick()
 * @events: the interrupt count seen last, if @counted
 * @heard: the interrupt count said last at the shell's prompt, if @notified
 * @missed: it was said there that the device went away; @back: that it came back
 * @affected: the command that runs reads what reading has an effect on
 * @dry_run: commands are to be checked, and to touch nothing
 * @json: in a dry run they print accesses as JSON
 * @read_only: it is opened for reading, and what would write is refused
 * @held: where the shell has the first of the devices that it holds; NULL
 *        elsewhere
 * @in_use: where the shell has the device in use, likewise
 * @next: one more of those
 * @names: by which it was used besides @selector, the shell's
 * @settings: of the shell, likewise
 * @choice: where its register file comes from, as the shell was asked
 * @out: where the results of its commands go
 */
struct target {
	const char *selector;
	struct uio_device_list found;
	const struct uio_device *device;
	const struct uio_region *region;
	struct uio_node node;
	struct uio_mapping mapping;
	struct regs *regs;
	uint64_t asked;
	uint32_t events;
	uint32_t heard;
	bool notified;
	bool missed;
	bool back;
	bool named;
	bool sought;
	bool watched;
	bool opened;
	bool mapped;
	bool writable;
	bool counted;
	bool affected;
	bool dry_run;
	bool read_only;
	bool json;
	struct target *const *held;
	struct target *const *in_use;
	struct target *next;
	struct target_name *names;
	const struct settings *settings;
	struct regs_choice choice;
	struct output *out;
};

/**
 * target_find() - find what DEVICE[:REGION] names; opens nothing
 * @selector: must live as long as the target
 *
 * Returns 0 or an exit status; free with target_close() in either case.
 */
int target_find(struct target *target, const char *selector);

/**
 * target_find_there() - like target_find(), but a missing device is not an error
 * @there: whether there is
 */
int target_find_there(struct target *target, const char *selector, bool *there);

/**
 * tell_troubles() - warn of the files of a device that could not be read
 */
void tell_troubles(const struct uio_device *device);

/**
 * target_is_gone() - whether the device went away, asked now
 */
bool target_is_gone(const struct target *target);

/**
 * target_fail() - fail() about a device that was opened, unless it went away
 *
 * Whatever fails may fail because the device is gone, and is reported so then.
 */
__attribute__((format(printf, 3, 4))) int
target_fail(const struct target *target, int err, const char *fmt, ...);

/**
 * print_region() - name a region for people: mapN, and its own name if any
 */
void print_region(FILE *out, const struct uio_region *region);

/**
 * region_text() - the same as a string for the caller to free, NULL without memory
 */
char *region_text(const struct uio_region *region);

/**
 * target_find_region() - a region of the device, as uio_region_find() finds it
 *
 * Returns 0, or the exit status of an error that was reported: where there is no such
 * region, with those that there are, and with what could not be read of the device.
 */
int target_find_region(const struct target *target, const char *name,
		       const struct uio_region **region);

/**
 * target_require() - make sure that it is the device it is taken for
 * @require: NAME or NAME=VERSION
 *
 * Returns 0, or EXIT_CHECK_FAILED with what it is.
 */
int target_require(const struct target *target, const char *require);

/**
 * target_require_all() - the same with each that was given
 */
int target_require_all(const struct target *target,
		       const struct strings *require);

/**
 * target_regs() - load the register file
 * @choice: what was asked for; where that is nothing, the file that the device's
 *          names find, unless it was sought
 * @needed: it is an error that the device has no register file
 *
 * Where the file says in which region its registers are, that becomes the
 * target's, unless one was named.
 */
int target_regs(struct target *target, const struct regs_choice *choice,
		bool needed);

/**
 * target_region() - settle which region it is: the one named, or map0
 */
int target_region(struct target *target);

/**
 * target_watch() - make sure that the device exists, and distinguish it from one
 * that takes its number; its node stays closed
 */
int target_watch(struct target *target);

/**
 * target_open() - open the device's node, unless it is open
 * @access: O_RDONLY or O_RDWR; the latter is refused where the target is read-only
 */
int target_open(struct target *target, int access);

/**
 * target_map() - bring the region within reach, unless it is
 *
 * Only a map needs the device's node open.
 */
int target_map(struct target *target, bool writable);

/**
 * target_fail_irq() - say why its interrupt could not be masked or let through
 * @intx: that was tried through INTx disable
 * @advice: what can be done where the driver refused
 * @err: of irq_mask_open(), irq_mask_set() or uio_irq_control()
 *
 * Returns the exit status.
 */
int target_fail_irq(const struct target *target, bool intx, const char *advice,
		    int err);

/**
 * target_count() - take the interrupt count to begin with, unless it is known
 */
int target_count(struct target *target);

/**
 * target_sleep() - wait for a time of CLOCK_MONOTONIC, in nanoseconds
 *
 * Returns 0, or the exit status after such a signal, or when the device, which may
 * not be opened yet, goes away.
 */
int target_sleep(const struct target *target, uint64_t until);

/**
 * target_prefix() - how long a prefix an operand has, the device that it is of:
 * DEVICE[:REGION]::OPERAND
 *
 * Returns its length without the colons; 0 for none.
 */
size_t target_prefix(const char *operand);

/**
 * target_is_called() - whether @length characters are a selector by which the
 * shell holds this device
 */
bool target_is_called(const struct target *target, const char *selector,
		      size_t length);

/**
 * target_of() - the device that an operand is of
 * @held: the device in use in the shell, or NULL
 * @operand: is moved past its prefix
 *
 * Returns @held if there is no prefix, and NULL for a device that the shell
 * does not hold.
 */
struct target *target_of(struct target *held, const char **operand);

/**
 * target_elsewhere() - what to call a device in output: its selector in the
 * shell while another one is in use; else NULL
 */
const char *target_elsewhere(const struct target *target);

/**
 * target_job - the work of a command on a device, after its arguments
 *
 * Returns an exit status.
 */
typedef int target_job(struct target *target, const void *args);

/**
 * with_target() - find the device, do the job, close
 * @out: where the results go
 * @held: the device in use in the shell, which stays open; else NULL
 * @selector: DEVICE[:REGION], if no device is held
 * @require: as for target_require_all(), or NULL
 */
int with_target(struct output *out, struct target *held, const char *selector,
		const struct strings *require, target_job *job,
		const void *args);

/**
 * with_registers() - the same with the device of a request
 */
int with_registers(const struct context *context,
		   const struct register_request *registers, target_job *job,
		   const void *request);

/**
 * with_targets() - the same with several devices, all found before the job
 * @selectors: @count of them; the job gets as many targets, or the one held
 */
int with_targets(struct output *out, struct target *held,
		 char *const *selectors, size_t count,
		 const struct strings *require, target_job *job,
		 const void *args);

void target_close(struct target *target);

#endif
