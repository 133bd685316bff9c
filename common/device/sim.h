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
 * @value: @length bytes, which may be any
 */
struct sim_setting {
	char *attr;
	char *value;
	size_t length;
};

/**
 * sim_name_valid() - whether a name can be a directory of configfs
 */
bool sim_name_valid(const char *name);

/**
 * sim_create() - make a device and bring it to life
 * @settings: written in this order, then `live` is set
 * @failed: on failure, the attribute that was refused, or NULL
 *
 * Where anything fails the device is removed again. Returns 0, -UIO_ENOSIM or
 * a negative errno, -EEXIST where there is one of that name.
 */
int sim_create(const char *name, const struct sim_setting *settings,
	       size_t count, const char **failed);

/**
 * sim_remove() - take a device away, live or not
 */
int sim_remove(const char *name);

/**
 * sim_set(), sim_get() - one attribute of a device
 * @value: in sim_get(), allocated
 *
 * Return 0, -UIO_ENOSIMDEV, -UIO_ENOSIM or a negative errno.
 */
int sim_set(const char *name, const char *attr, const char *value);
int sim_get(const char *name, const char *attr, char **value);

/**
 * sim_names() - the devices there are; free with names_free()
 *
 * Returns their number, -UIO_ENOSIM or a negative errno.
 */
int sim_names(char ***names);

#endif
