/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The columns of lsuio: their names, what they show, and which are chosen. */
#ifndef UIO_CMD_LSUIO_COLUMNS_H
#define UIO_CMD_LSUIO_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "common/device/device.h"
#include "facts.h"

enum column_id {
	COLUMN_DEVICE,
	COLUMN_NAME,
	COLUMN_KIND,
	COLUMN_NODE,
	COLUMN_VERSION,
	COLUMN_DRIVER,
	COLUMN_EVENTS,
	COLUMN_IRQ,
	COLUMN_BUS,
	COLUMN_PARENT,
	COLUMN_MODALIAS,
	COLUMN_COMPATIBLE,
	COLUMN_PCIID,
	COLUMN_VENDOR,
	COLUMN_MODEL,
	COLUMN_MODE,
	COLUMN_OWNER,
	COLUMN_GROUP,
	COLUMN_HOLDERS,
	COLUMN_LINKS,
	COLUMN_REGION,
	COLUMN_REGNAME,
	COLUMN_ADDR,
	COLUMN_SIZE,
	COLUMN_OFFSET,
	COLUMN_MAPPABLE,
	COLUMN_PORTTYPE,
	COLUMN_BLOCKS,
	COLUMN_MAPTEST,
	COLUMN_COUNT,
};

/**
 * enum column_trait - what is special about a column
 * @COLUMN_RIGHT: aligned to the right
 * @COLUMN_NUMBER: a number in JSON
 * @COLUMN_BYTES: the same where sizes are shown in bytes
 * @COLUMN_UDEV: libudev is needed for it
 * @COLUMN_OPENS: for it the device is opened
 */
enum column_trait {
	COLUMN_RIGHT = 1 << 0,
	COLUMN_NUMBER = 1 << 1,
	COLUMN_BYTES = 1 << 2,
	COLUMN_UDEV = 1 << 3,
	COLUMN_OPENS = 1 << 4,
};

/**
 * struct column - one of them
 * @traits: of enum column_trait
 */
struct column {
	const char *name;
	const char *help;
	unsigned int traits;
};

extern const struct column columns[COLUMN_COUNT];

/**
 * struct row - a row of the list
 * @region: NULL for the row of the device itself
 */
struct row {
	const struct uio_device *device;
	const struct uio_region *region;
};

/**
 * column_text() - what a column shows in a row
 *
 * Returns an allocated text, or NULL where it is empty; @facts knows whether memory
 * was short.
 */
char *column_text(struct facts *facts, enum column_id id,
		  const struct row *row);

/**
 * blocks_text() - the names of a device's blocks that are in a region, as
 * column_text() returns a text
 */
char *blocks_text(struct facts *facts, const struct uio_device *device,
		  const struct uio_region *region);

/**
 * struct column_set - chosen columns, in the order to print them
 */
struct column_set {
	enum column_id ids[COLUMN_COUNT];
	size_t count;
};

/**
 * columns_add() - choose one more; nothing where it is chosen
 */
void columns_add(struct column_set *set, enum column_id id);

/**
 * columns_default(), columns_all() - those that are printed if no others are
 * chosen, and all that open no device
 */
void columns_default(struct column_set *set);
void columns_all(struct column_set *set);

/**
 * columns_parse() - choose NAME,NAME... after those that are chosen
 * @list: names, in upper or lower case
 * @wrong: on failure the first that is not a name, with what follows it
 *
 * Returns whether all are names.
 */
bool columns_parse(struct column_set *set, const char *list,
		   const char **wrong);

/**
 * columns_print() - print the name of each column, and what it shows
 */
void columns_print(FILE *out);

#endif
