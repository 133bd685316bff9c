/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The forms in which lsuio prints devices. */
#ifndef UIO_CMD_LSUIO_LIST_H
#define UIO_CMD_LSUIO_LIST_H

#include "cmd/show/output.h"
#include "columns.h"
#include "common/device/device.h"

/* The kinds of regions that are listed. */
#define LIST_REGIONS (UIO_FACT_MAPS | UIO_FACT_PORTS)

/*
 * The facts that are read for each device. If some cannot be read, a warning is
 * printed.
 */
#define LIST_FACTS                                                           \
	(UIO_FACT_NAME | UIO_FACT_VERSION | UIO_FACT_EVENTS | LIST_REGIONS | \
	 UIO_FACT_DRIVER)

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
 *
 * Return 0, or the exit status of an error that was reported.
 */
int print_devices_table(const struct uio_device_list *devices,
			const struct list_style *style);
int print_devices_long(const struct uio_device_list *devices,
		       const struct list_style *style);

#endif
