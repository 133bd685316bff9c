/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The columns of lsuio: their names, their contents, and which are chosen. */
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
 * enum column_trait - special properties of a column
 * @COLUMN_RIGHT: aligned to the right
 * @COLUMN_NUMBER: a number in JSON
 * @COLUMN_BYTES: the same if sizes are shown in bytes
 * @COLUMN_UDEV: needs libudev
 * @COLUMN_OPENS: needs to open the device
 */
enum column_trait {
	COLUMN_RIGHT = 1 << 0,
	COLUMN_NUMBER = 1 << 1,
	COLUMN_BYTES = 1 << 2,
	COLUMN_UDEV = 1 << 3,
	COLUMN_OPENS = 1 << 4,
};

/**
 * struct column - a column
 * @traits: bits of enum column_trait
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
 * column_text() - the contents of a column in a row
 *
 * Returns an allocated text, or NULL if it is empty; @facts records whether
 * memory was short.
 */
char *column_text(struct facts *facts, enum column_id id,
		  const struct row *row);

/**
 * struct column_set - chosen columns, in the order in which they are printed
 */
struct column_set {
	enum column_id ids[COLUMN_COUNT];
	size_t count;
};

/**
 * columns_add() - choose a column, unless it is already chosen
 * columns_default(), columns_all() - choose the columns that are printed by
 * default, or all that do not open a device
 */
void columns_add(struct column_set *set, enum column_id id);
void columns_default(struct column_set *set);
void columns_all(struct column_set *set);

/**
 * columns_parse() - choose NAME,NAME... after those that are already chosen
 * @list: names, in upper or lower case
 * @wrong: on failure the first word that is not a name, and the text after it
 *
 * Returns whether all words are names.
 */
bool columns_parse(struct column_set *set, const char *list,
		   const char **wrong);

#endif
