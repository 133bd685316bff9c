// SPDX-License-Identifier: GPL-2.0-or-later
/* Devices and regions as the rows of a table, a tree, or JSON. */
#include <stdlib.h>

#include "cmd/show/report.h"
#include "cmd/show/table.h"
#include "lsuio.h"

struct listing {
	struct table *table;
	const struct list_style *style;
	struct facts facts;
};

static const enum table_form table_forms[] = {
	[FORM_TREE] = TABLE_TREE,
	[FORM_RAW] = TABLE_RAW,
	[FORM_PAIRS] = TABLE_PAIRS,
	[FORM_JSON] = TABLE_JSON,
};

static struct table_line *add_row(struct listing *listing,
				  struct table_line *parent,
				  const struct row *row)
{
	const struct column_set *set = &listing->style->columns;
	struct table_line *line = table_line(listing->table, parent);

	for (size_t i = 0; i < set->count; i++) {
		char *text = column_text(&listing->facts, set->ids[i], row);

		table_cell(listing->table, line, i, text);
		free(text);
	}
	return line;
}

static unsigned int table_traits(const struct list_style *style,
				 enum column_id id)
{
	unsigned int traits = columns[id].traits;
	bool tree = style->form == FORM_TREE || style->form == FORM_JSON;
	bool number = traits & COLUMN_NUMBER ||
		      (traits & COLUMN_BYTES && style->bytes);
	const struct column_set *set = &style->columns;
	enum column_id branches = set->ids[0];

	/*
	 * The tree is drawn in the column DEVICE, or in the first column
	 * without it.
	 */
	for (size_t i = 0; i < set->count; i++)
		if (set->ids[i] == COLUMN_DEVICE)
			branches = COLUMN_DEVICE;

	return (traits & COLUMN_RIGHT ? TABLE_RIGHT : 0) |
	       (tree && id == branches ? TABLE_BRANCHES : 0) |
	       (number ? TABLE_NUMBER : 0);
}

int print_devices_table(const struct uio_device_list *devices,
			const struct list_style *style)
{
	struct listing listing = {
		.style = style,
		.facts.bytes = style->bytes,
	};
	const struct column_set *set = &style->columns;
	int status = table_new("devices", table_forms[style->form],
			       !style->no_headings, &listing.table);

	if (status)
		return status;
	for (size_t i = 0; i < set->count; i++)
		table_column(listing.table, columns[set->ids[i]].name,
			     table_traits(style, set->ids[i]));
	for (size_t i = 0; i < devices->count; i++) {
		struct row row = { .device = &devices->devices[i] };
		struct table_line *line = add_row(&listing, NULL, &row);

		row.region = uio_device_regions(row.device, LIST_REGIONS);
		for (; row.region && row.region->kind != UIO_BAR;
		     row.region = row.region->next)
			add_row(&listing, line, &row);
	}
	status = table_end(listing.table,
			   listing.facts.failed ? NULL : style->out);
	if (listing.facts.failed)
		status = fail_memory();
	facts_end(&listing.facts);
	return status;
}
