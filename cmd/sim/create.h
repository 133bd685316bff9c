/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Creation of simulated devices. Functions that return an exit status have
 * reported the error.
 */
#ifndef UIO_CMD_SIM_CREATE_H
#define UIO_CMD_SIM_CREATE_H

#include "cmd/run/request.h"
#include "common/device/sim.h"
#include "common/regs/model.h"

struct output;

/* The size in bytes of the default map. */
#define SIM_DEFAULT_SIZE 4096

/**
 * struct sim_request - the device that is asked for
 * @name: of its directory in configfs
 * @words: ATTRIBUTE=VALUE, @count of them
 * @regs: its register file, if any
 */
struct sim_request {
	const char *name;
	char **words;
	size_t count;
	struct regs_choice regs;
};

/**
 * sim_make() - make it, and print its node
 */
int sim_make(const struct sim_request *request, struct output *out);

/**
 * sim_given() - the value that the words give to an attribute of a map
 *
 * Returns the last one, or NULL for none.
 */
const char *sim_given(const struct sim_request *request, unsigned int map,
		      const char *attr);

/**
 * sim_given_bytes() - a number of bytes among the words
 * @otherwise: the result where the words do not have it, or the module will refuse it
 */
uint64_t sim_given_bytes(const struct sim_request *request, unsigned int map,
			 const char *attr, uint64_t otherwise);

/**
 * sim_attribute_is_number() - whether an attribute takes a number
 * @attr: with the region that it is of, or without
 */
bool sim_attribute_is_number(const char *attr);

/**
 * sim_offer_attributes() - offer ATTRIBUTE=VALUE, for completion
 * @typed: what was typed of it
 */
struct completion;
void sim_offer_attributes(const struct completion *completion,
			  const char *typed);

/**
 * struct sim_settings - what is to be written, in this order
 */
struct sim_settings {
	struct sim_setting *list;
	size_t count;
};

/**
 * settings_add() - add a setting of a map
 * @value: @length bytes, allocated, and then owned by it; NULL means no memory
 */
int settings_add(struct sim_settings *settings, unsigned int map,
		 const char *attr, char *value, size_t length);

/**
 * settings_add_size() - add the size of a map
 */
int settings_add_size(struct sim_settings *settings, unsigned int map,
		      uint64_t bytes);

/**
 * sim_add_region() - find the map for the registers of a file, and add its size
 * and name, and what maps have to come before it
 * @map: the result
 */
int sim_add_region(const struct sim_request *request, const struct regs *regs,
		   struct sim_settings *settings, unsigned int *map);

/**
 * sim_add_resets() - add what the registers in a map hold after a reset; has to
 * come after the words, because a new size or type clears the map
 */
int sim_add_resets(const struct sim_request *request, const struct regs *regs,
		   struct sim_settings *settings, unsigned int map);

/**
 * sim_keep_regs() - leave the registers of a new device where all applets find
 * them
 * @regs: NULL for none; a file of an earlier device of that name is removed
 */
int sim_keep_regs(const char *name, const struct regs *regs);

/**
 * sim_fail() - say what the module says of a device
 * sim_fail_setting() - the same of one of its attributes
 *
 * Return the exit status.
 */
int sim_fail(const char *name, int err);
int sim_fail_setting(const char *name, const char *attr, int err);

#endif
