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
 * state_identify() - say in a state whose it is
 * @state: empty
 */
int state_identify(struct state *state, const struct target *target,
		   const struct resolve_context *by);

/**
 * state_readable() - whether a register is one to read and keep, where none was
 * named
 */
bool state_readable(const struct reg *reg);

/**
 * state_read() - add what the steps of a plan read; a dry run shows that
 *
 * In ranges what reading affects is left out.
 */
int state_read(struct state *state, struct target *target,
	       const struct resolve_context *by, const struct plan *plan);

/**
 * state_check() - whether a state is of this device, region and register file
 * @name: of the state, for the message
 */
int state_check(const struct state *state, const char *name,
		const struct target *target);

/**
 * state_resolve() - where a register of a state is on the device
 */
int state_resolve(const struct state *state, const struct state_register *reg,
		  const struct target *target, const struct resolve_context *by,
		  struct resolved *found);

/**
 * state_label() - what a register is called: its name, or its offset
 * @buffer: for the offset
 */
#define STATE_LABEL 24
const char *state_label(const struct state_register *reg,
			char buffer[static STATE_LABEL]);

#endif
