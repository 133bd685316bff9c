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
 * struct sim_request - the device to create
 * @name: name of its directory in configfs
 * @words: @count words ATTRIBUTE=VALUE
 * @regs: its register file, or NULL
 */
struct sim_request {
	const char *name;
	char **words;
	size_t count;
	struct regs_choice regs;
};

/**
 * sim_make() - create the device, and print its node
 *
 * If either fails, no device is left. Returns an exit status.
 */
int sim_make(const struct sim_request *request, struct output *out);

/**
 * sim_given() - the value that the words give to an attribute of a map
 *
 * Returns the last one, or NULL.
 */
const char *sim_given(const struct sim_request *request, unsigned int map,
		      const char *attr);

/**
 * sim_given_bytes() - a number of bytes among the words
 * @otherwise: the result if the words lack it, or if the module will refuse it
 */
uint64_t sim_given_bytes(const struct sim_request *request, unsigned int map,
			 const char *attr, uint64_t otherwise);

/**
 * sim_attribute_is_number() - whether an attribute takes a number
 * @attr: with or without its region
 */
bool sim_attribute_is_number(const char *attr);

/**
 * sim_offer_attributes() - offer ATTRIBUTE=VALUE, for completion
 * @typed: the text that was typed of it
 */
struct completion;
void sim_offer_attributes(const struct completion *completion,
			  const char *typed);

/**
 * struct sim_settings - attributes to write, in this order
 */
struct sim_settings {
	struct sim_setting *list;
	size_t count;
};

/**
 * settings_add() - add a setting of a map
 * @value: @length bytes, allocated, and taken over; NULL means that memory was
 *         short
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
 * and name, and the maps that have to come before it
 * @map: the result
 */
int sim_add_region(const struct sim_request *request, const struct regs *regs,
		   struct sim_settings *settings, unsigned int *map);

/**
 * sim_add_resets() - add the reset values of the registers in a map; must come
 * after the words, because a new size or type clears the map
 */
int sim_add_resets(const struct sim_request *request, const struct regs *regs,
		   struct sim_settings *settings, unsigned int map);

/**
 * sim_keep_regs() - store the registers of a new device where all applets find
 * them
 * @regs: NULL for none; a file of an earlier device of that name is removed
 */
int sim_keep_regs(const char *name, const struct regs *regs);

/**
 * sim_fail() - report an error of the module about a device
 * sim_fail_setting() - report an error about one of its attributes
 *
 * Return the exit status.
 */
int sim_fail(const char *name, int err);
int sim_fail_setting(const char *name, const char *attr, int err);

#endif
