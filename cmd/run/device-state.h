/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Saving the registers of a device to a state, and resolving a state for a
 * device. Functions that return an exit status have reported the error.
 */
#ifndef UIO_CMD_RUN_DEVICE_STATE_H
#define UIO_CMD_RUN_DEVICE_STATE_H

#include "common/lang/state.h"
#include "plan.h"

/**
 * state_identify() - record in a state which device it belongs to
 * @state: empty
 */
int state_identify(struct state *state, const struct target *target,
		   const struct resolve_context *by);

/**
 * state_readable() - whether a register that was not named is read and saved
 */
bool state_readable(const struct reg *reg);

/**
 * state_read() - read the steps of a plan and add the values; a dry run prints
 * the reads
 *
 * In ranges, registers are left out if reading them has an effect.
 */
int state_read(struct state *state, struct target *target,
	       const struct resolve_context *by, const struct plan *plan);

/**
 * state_check() - whether a state belongs to this device, region and register
 * file
 * @name: name of the state, for the message
 */
int state_check(const struct state *state, const char *name,
		const struct target *target);

/**
 * state_context() - the context to resolve a register of a state with
 */
struct resolve_context state_context(const struct state *state,
				     const struct state_register *reg,
				     const struct resolve_context *by);

/**
 * state_resolve() - find the place of a register of a state on the device
 */
int state_resolve(const struct state *state, const struct state_register *reg,
		  const struct target *target, const struct resolve_context *by,
		  struct resolved *found);

/**
 * state_label() - how a register is called: by its name, or by its offset
 * @buffer: for the offset
 */
#define STATE_LABEL 24
const char *state_label(const struct state_register *reg,
			char buffer[static STATE_LABEL]);

#endif
