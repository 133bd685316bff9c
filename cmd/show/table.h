/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables that may contain a tree, printed by libsmartcols. A build without it
 * (WITH_SMARTCOLS=0) prints plain tables, and supports no other form.
 */
#ifndef UIO_CMD_SHOW_TABLE_H
#define UIO_CMD_SHOW_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "output.h"

enum table_form {
	TABLE_TREE,
	TABLE_RAW,
	TABLE_PAIRS,
	TABLE_JSON,
};

enum table_trait {
	TABLE_RIGHT = 1,    /* aligned to the right */
	TABLE_BRANCHES = 2, /* the tree is drawn here */
	TABLE_NUMBER = 4,   /* a number in JSON */
	TABLE_HIDDEN = 8,   /* not printed */
};

/* A lack of memory is reported when the table is printed. */
struct table;
struct table_line;

/**
 * table_new() - begin a table
 * @name: name of the array in JSON
 * @table: the result; end with table_end()
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int table_new(const char *name, enum table_form form, bool headings,
	      struct table **table);

/**
 * table_column() - add a column; all columns must be added before the first
 * line
 * @name: lives as long as the table
 * @traits: bits of enum table_trait
 */
void table_column(struct table *table, const char *name, unsigned int traits);

/**
 * table_line() - add a line below others, or below @parent in the tree
 *
 * Returns NULL when memory is short, which the functions here accept.
 */
struct table_line *table_line(struct table *table, struct table_line *parent);

/**
 * table_cell() - fill a cell of a line
 * @column: number of the column, from 0
 * @text: copied; NULL leaves the cell empty; in JSON, what is not UTF-8 is escaped
 */
void table_cell(struct table *table, struct table_line *line, size_t column,
		const char *text);

/**
 * table_end() - print the table, and free it
 * @out: NULL to print nothing
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int table_end(struct table *table, struct output *out);

#endif
