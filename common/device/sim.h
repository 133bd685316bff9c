/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Simulated devices, created and driven through the configfs directory of the
 * module uio_sim (uio_sim(4) lists its attributes).
 */
#ifndef UIO_DEVICE_SIM_H
#define UIO_DEVICE_SIM_H

#include <stdbool.h>
#include <stddef.h>

/* The maximum size of a map in bytes (MAP_SIZE_MAX in kmod/uio_sim.c). */
#define SIM_MAP_MAX (64u << 20)

/* The maximum number of maps (MAX_UIO_MAPS of linux/uio_driver.h). */
#define SIM_MAPS_MAX 5

/**
 * struct sim_setting - an attribute below a device's directory, and its value
 * @value: @length arbitrary bytes
 */
struct sim_setting {
	char *attr;
	char *value;
	size_t length;
};

/**
 * sim_name_valid() - whether a name is possible for a directory of configfs
 */
bool sim_name_valid(const char *name);

/**
 * sim_create() - create a device and make it live
 * @settings: written in this order, before `live` is set
 * @failed: on failure, the attribute that was refused, or NULL
 *
 * After any failure the device is removed again. Returns 0, -UIO_ENOSIM or a
 * negative errno, -EEXIST if a device of that name exists.
 */
int sim_create(const char *name, const struct sim_setting *settings,
	       size_t count, const char **failed);

/**
 * sim_remove() - remove a device, live or not
 */
int sim_remove(const char *name);

/**
 * sim_set(), sim_get() - write or read one attribute of a device
 * @value: in sim_get(), allocated
 *
 * Return 0, -UIO_ENOSIMDEV, -UIO_ENOSIM or a negative errno.
 */
int sim_set(const char *name, const char *attr, const char *value);
int sim_get(const char *name, const char *attr, char **value);

/**
 * sim_names() - list the devices; free with names_free()
 *
 * Returns their number, -UIO_ENOSIM or a negative errno.
 */
int sim_names(char ***names);

#endif
