/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The work of lsuio: lists of devices, waiting for devices, and diagnosis. Functions
 * that return an exit status have reported the error.
 */
#ifndef UIO_CMD_LSUIO_LSUIO_H
#define UIO_CMD_LSUIO_LSUIO_H

#include "cmd/run/request.h"
#include "cmd/show/output.h"
#include "columns.h"

/* The kinds of regions that are listed. */
#define LIST_REGIONS (UIO_FACT_MAPS | UIO_FACT_PORTS)

/*
 * The facts that are read for each device. If some cannot be read, a warning is
 * printed.
 */
#define LIST_FACTS                                                           \
	(UIO_FACT_NAME | UIO_FACT_VERSION | UIO_FACT_EVENTS | LIST_REGIONS | \
	 UIO_FACT_DRIVER)

/**
 * struct list_filter - the conditions that a listed device fulfils
 * @devices, @count: selectors as they were typed; without any, all devices
 * @require: as for target_require_all(), for each device that is named
 * @driver, @name: patterns of fnmatch(3), or NULL
 */
struct list_filter {
	char **devices;
	int count;
	struct strings require;
	const char *driver;
	const char *name;
};

/**
 * find_devices() - find the devices that pass the filter
 * @list: the result, in the order of the selectors, or of the nodes' numbers;
 *        free with uio_device_list_free() in either case
 *
 * Returns the exit status for the first selector that names no device; the list
 * holds the others.
 */
int find_devices(struct uio_device_list *list,
		 const struct list_filter *filter);

enum list_form {
	FORM_TREE,
	FORM_RAW,
	FORM_PAIRS,
	FORM_JSON,
	FORM_LONG,
	FORM_COUNT,
};

/**
 * struct list_style - how devices are printed
 * @columns: not for FORM_LONG
 * @bytes: print sizes in bytes
 * @map_test: FORM_LONG: map each map, and print the result
 * @out: the output
 */
struct list_style {
	enum list_form form;
	struct column_set columns;
	bool no_headings;
	bool bytes;
	bool map_test;
	struct output *out;
};

/**
 * print_devices_table() - print devices and their regions in any form but
 * FORM_LONG
 * print_devices_long() - print them in FORM_LONG
 */
int print_devices_table(const struct uio_device_list *devices,
			const struct list_style *style);
int print_devices_long(const struct uio_device_list *devices,
		       const struct list_style *style);

/**
 * print_candidates() - print devices that could become UIO devices, with the
 * commands that bind them
 * @all: print the commands also for devices that the system uses
 */
int print_candidates(bool all, bool json, struct output *out);

/**
 * watch_devices() - print one line for each event of a device
 * @count: number of events after which it ends; 0 for no limit
 * @timeout_ns: time after which it ends with EXIT_TIMED_OUT; CLOCK_NEVER for no
 *              limit
 */
int watch_devices(struct output *out, bool json, uint64_t count,
		  uint64_t timeout_ns);

/**
 * await_device() - wait until a device exists and its node can be used, and print
 * uioN
 * @selector: DEVICE[:REGION]
 *
 * Returns EXIT_TIMED_OUT if the device did not come, EXIT_AMBIGUOUS if several
 * devices came.
 */
int await_device(struct output *out, const char *selector, uint64_t timeout_ns);

/**
 * diagnose_device() - print the findings of each check
 * @selector: DEVICE[:REGION]
 * @require: as for target_require_all()
 * @probe: open and map the device
 *
 * Returns EXIT_CHECK_FAILED if a check failed.
 */
int diagnose_device(struct output *out, const char *selector,
		    const struct strings *require, bool probe, bool json);

#endif
