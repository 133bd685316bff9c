// SPDX-License-Identifier: GPL-2.0-or-later
/* Devices and regions as the rows of a table, a tree, or JSON. */
#include <errno.h>
#include <stdlib.h>

#include "lib.h"
#include "lsuio.h"
#include "report.h"
#include "utf8.h"

/* smartcols reports only that memory is short; that is checked once. */
struct table {
	const struct lib_smartcols *lib;
	struct libscols_table *scols;
	const struct list_style *style;
	struct facts facts;
	bool failed;
};

/* smartcols leaves in JSON what no JSON may hold; elsewhere it escapes all. */
static char *cell_text(struct table *table, enum column_id id,
		       const struct row *row)
{
	char *text = column_text(&table->facts, id, row), *clean;

	if (!text || table->style->form != FORM_JSON)
		return text;
	clean = utf8_clean(text);
	table->failed |= !clean;
	free(text);
	return clean;
}

static struct libscols_line *add_row(struct table *table,
				     struct libscols_line *parent,
				     const struct row *row)
{
	const struct column_set *set = &table->style->columns;
	struct libscols_line *line =
		table->lib->scols_table_new_line(table->scols, parent);

	table->failed |= !line;
	for (size_t i = 0; line && i < set->count; i++) {
		char *text = cell_text(table, set->ids[i], row);

		/* The line takes the text over. */
		if (text && table->lib->scols_line_refer_data(line, i, text)) {
			table->failed = true;
			free(text);
		}
	}
	return line;
}

static void add_device(struct table *table, const struct uio_device *device)
{
	struct row row = { .device = device };
	struct libscols_line *line = add_row(table, NULL, &row);

	for (size_t i = 0; i < device->region_count; i++) {
		row.region = &device->regions[i];
		if (row.region->kind != UIO_BAR)
			add_row(table, line, &row);
	}
}

/* The branches are drawn at DEVICE, and without it at the first column. */
static enum column_id tree_column(const struct column_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->ids[i] == COLUMN_DEVICE)
			return COLUMN_DEVICE;
	return set->ids[0];
}

static void add_column(struct table *table, enum column_id id)
{
	const struct lib_smartcols *lib = table->lib;
	const struct list_style *style = table->style;
	unsigned int traits = columns[id].traits;
	struct libscols_column *column;
	int flags = traits & COLUMN_RIGHT ? SCOLS_FL_RIGHT : 0;

	if ((style->form == FORM_TREE || style->form == FORM_JSON) &&
	    id == tree_column(&style->columns))
		flags = SCOLS_FL_TREE;
	column = lib->scols_table_new_column(table->scols, columns[id].name, 0,
					     flags);
	table->failed |=
		!column ||
		lib->scols_column_set_json_type(
			column,
			traits & COLUMN_NUMBER ||
					(traits & COLUMN_BYTES && style->bytes)
				? SCOLS_JSON_NUMBER
				: SCOLS_JSON_STRING);
}

static int fail_memory(void)
{
	return fail(-ENOMEM, NULL, "%s", uio_strerror(-ENOMEM));
}

static int fail_library(const char *what, const char *library)
{
	return fail(-UIO_ENOLIB, NULL, "no %s without %s: %s", what, library,
		    uio_strerror(-UIO_ENOLIB));
}

static int table_new(struct table *table)
{
	const struct lib_smartcols *lib = table->lib = lib_smartcols();
	const struct list_style *style = table->style;

	if (!lib)
		return fail_library("table", LIB_SMARTCOLS_NAME);
	lib->scols_init_debug(0);
	table->scols = lib->scols_new_table();
	if (!table->scols)
		return fail_memory();
	lib->scols_table_set_name(table->scols, "devices");
	lib->scols_table_enable_json(table->scols, style->form == FORM_JSON);
	lib->scols_table_enable_raw(table->scols, style->form == FORM_RAW);
	lib->scols_table_enable_export(table->scols, style->form == FORM_PAIRS);
	lib->scols_table_enable_noheadings(table->scols, style->no_headings);
	for (size_t i = 0; i < style->columns.count; i++)
		add_column(table, style->columns.ids[i]);
	return 0;
}

int print_devices_table(const struct uio_device_list *devices,
			const struct list_style *style)
{
	struct table table = {
		.style = style,
		.facts.bytes = style->bytes,
	};
	int status = table_new(&table);

	if (status)
		return status;
	for (size_t i = 0; i < devices->count; i++)
		add_device(&table, &devices->devices[i]);
	if (table.failed || table.facts.failed)
		status = fail_memory();
	else
		table.lib->scols_print_table(table.scols);
	table.lib->scols_unref_table(table.scols);
	facts_end(&table.facts);
	return status;
}
