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

struct register_ops;

/**
 * struct target_name - another selector for a target
 */
struct target_name {
	struct target_name *next;
	char *text;
};

/**
 * struct target - a device, and its state in the program
 * @selector: as it was typed, for messages (borrowed)
 * @device: NULL before target_find()
 * @region: NULL until one was named or target_region() chose the default
 * @node: watched for removal if @watched, open if @opened
 * @mapping: mapping of @region, if @mapped, with write access if @writable
 * @named: the selector named @region
 * @regs: its register file, NULL until target_regs() has loaded it
 * @regs_name: the name of that file without its directory; NULL for standard input
 * @sought: the register file was searched, and may be missing
 * @asked: when the device was last known to exist, as a clock_tick()
 * @events: the interrupt count seen last, if @counted
 * @heard: the interrupt count reported last at the shell's prompt, if @notified
 * @missed: it was reported there that the device was removed
 * @back: it was reported there that the device came back
 * @affected: the command that runs reads a register that reading has an effect
 *            on
 * @ops: how its registers are accessed
 * @json: in a dry run, print accesses as JSON
 * @read_only: open the device for reading, and refuse to write
 * @held: the shell's pointer to the first device that it holds; NULL elsewhere
 * @in_use: the shell's pointer to the device in use; NULL elsewhere
 * @next: the next device that the shell holds
 * @names: the shell's other selectors for it, besides @selector
 * @settings: the shell's settings, or NULL
 * @choice: the source of its register file, as chosen in the shell
 * @out: the output for results of its commands
 */
struct target {
	const char *selector;
	const struct register_ops *ops;
	struct uio_device_list found;
	const struct uio_device *device;
	const struct uio_region *region;
	struct uio_node node;
	struct uio_mapping mapping;
	struct regs *regs;
	char *regs_name;
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
 * target_find() - find the device and region of DEVICE[:REGION], without
 * opening anything
 * @selector: must live as long as the target
 *
 * Returns 0 or an exit status; free with target_close() in either case.
 */
int target_find(struct target *target, const char *selector);

/**
 * target_find_there() - like target_find(), but a missing device is not an
 * error
 * @there: whether the device exists
 */
int target_find_there(struct target *target, const char *selector, bool *there);

/**
 * warn_troubles() - warn of the files of a device that could not be read
 */
void warn_troubles(const struct uio_device *device);

/**
 * target_is_gone() - whether the device has been removed, checked now
 */
bool target_is_gone(const struct target *target);

/**
 * target_fail() - report an error about an open device, or that it was removed
 *
 * Any operation on a device can fail because the device was removed, which is
 * then the error that is reported.
 */
__attribute__((format(printf, 3, 4))) int
target_fail(const struct target *target, int err, const char *fmt, ...);

/**
 * print_region() - name a region for people: mapN, and its own name if it has
 * one
 */
void print_region(FILE *out, const struct uio_device *device,
		  const struct uio_region *region);

/**
 * region_text() - the same name as an allocated string; NULL if memory is short
 */
char *region_text(const struct uio_device *device,
		  const struct uio_region *region);

/**
 * target_find_region() - find a region of the device like uio_region_find()
 *
 * Returns 0, or the exit status of an error that was reported: the message
 * about a missing region lists the existing ones, and the files of the device
 * that could not be read.
 */
int target_find_region(const struct target *target, const char *name,
		       const struct uio_region **region);

/**
 * target_require_all() - check that the device is the required one
 * @require: each is NAME or NAME=VERSION
 *
 * Returns 0, or EXIT_CHECK_FAILED after printing its name and version.
 */
int target_require_all(const struct target *target,
		       const struct strings *require);

/**
 * target_regs() - load the register file
 * @choice: the chosen file; if none was chosen, the file that the device's
 *          names find, unless it was already sought
 * @needed: it is an error if the device has no register file
 *
 * If the file names the region of its registers, this becomes the target's
 * region, unless one was named.
 */
int target_regs(struct target *target, const struct regs_choice *choice,
		bool needed);

/**
 * target_forget_regs() - free the register file
 */
void target_forget_regs(struct target *target);

/**
 * target_region() - choose the region: the one that was named, or map0
 */
int target_region(struct target *target);

/**
 * target_watch() - check that the device exists, and distinguish it from one
 * that takes its number; its node stays closed
 */
int target_watch(struct target *target);

/**
 * target_open() - open the device's node, unless it is open
 * @access: O_RDONLY or O_RDWR; the latter is refused where the target is read-only
 */
int target_open(struct target *target, int access);

/**
 * target_map() - map the region that target_region() chose, unless it is mapped
 * @bytes: as in uio_map(), but the shell always maps all
 *
 * Only a map needs an open node.
 */
int target_map(struct target *target, uint64_t bytes, bool writable);

/**
 * target_fail_irq() - report why its interrupt could not be masked or unmasked
 * @intx: it was attempted through INTx disable
 * @advice: the advice if the driver refused
 * @err: the error of irq_mask_open(), irq_mask_set() or uio_irq_control()
 *
 * Returns the exit status.
 */
int target_fail_irq(const struct target *target, bool intx, const char *advice,
		    int err);

/**
 * target_count() - read the first interrupt count, unless it is known
 */
int target_count(struct target *target);

/**
 * target_sleep() - sleep until a time of CLOCK_MONOTONIC, in nanoseconds
 *
 * Returns 0, or the exit status after a signal that asks to stop, or when the
 * device, which may not be open yet, is removed.
 */
int target_sleep(const struct target *target, uint64_t until);

/**
 * target_prefix() - the length of an operand's prefix, which names its device:
 * DEVICE[:REGION]::OPERAND
 *
 * Returns the length without the colons; 0 if there is no prefix.
 */
size_t target_prefix(const char *operand);

/**
 * target_is_called() - whether @length characters are a selector by which the
 * shell holds this device
 */
bool target_is_called(const struct target *target, const char *selector,
		      size_t length);

/**
 * target_of() - the device that an operand belongs to
 * @held: the device in use in the shell, or NULL
 * @operand: is moved past its prefix
 *
 * Returns @held if there is no prefix, and NULL for a device that the shell
 * does not hold.
 */
struct target *target_of(struct target *held, const char **operand);

/**
 * target_elsewhere() - the name of a device in output: its selector in the
 * shell if another device is in use; else NULL
 */
const char *target_elsewhere(const struct target *target);

/**
 * target_job - the work of a command on a device, after its arguments were
 * parsed
 *
 * Returns an exit status.
 */
typedef int target_job(struct target *target, const void *args);

/**
 * target_check() - make sure that the shell has a device in use
 */
int target_check(const struct target *target);

/**
 * with_target() - find the device, run the job, and close the device
 * @out: the output for results
 * @held: the device in use in the shell, which stays open; else NULL
 * @selector: DEVICE[:REGION], if no device is held
 * @require: the requirements for target_require_all()
 */
int with_target(struct output *out, struct target *held, const char *selector,
		const struct strings *require, target_job *job,
		const void *args);

/**
 * with_targets() - the same for several devices, all found before the job runs
 * @selectors: @count selectors; the job gets as many targets, or the one that
 *             is held
 */
int with_targets(struct output *out, struct target *held,
		 char *const *selectors, size_t count,
		 const struct strings *require, target_job *job,
		 const void *args);

void target_close(struct target *target);

#endif
