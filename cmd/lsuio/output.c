// SPDX-License-Identifier: GPL-2.0-or-later
/* Devices and regions as the rows of a table, a tree, or JSON. */
#include <stdlib.h>

#include "cmd/show/report.h"
#include "cmd/show/table.h"
#include "common/base/utf8.h"
#include "list.h"

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

/*
 * smartcols itself replaces characters that are invalid in JSON; in other forms
 * the text is escaped here.
 */
static char *cell_text(struct listing *listing, enum column_id id,
		       const struct row *row)
{
	char *text = column_text(&listing->facts, id, row), *clean;

	if (!text || listing->style->form != FORM_JSON)
		return text;
	clean = utf8_clean(text);
	listing->facts.failed |= !clean;
	free(text);
	return clean;
}

static struct table_line *add_row(struct listing *listing,
				  struct table_line *parent,
				  const struct row *row)
{
	const struct column_set *set = &listing->style->columns;
	struct table_line *line = table_line(listing->table, parent);

	for (size_t i = 0; i < set->count; i++) {
		char *text = cell_text(listing, set->ids[i], row);

		table_cell(listing->table, line, i, text);
		free(text);
	}
	return line;
}

static void add_device(struct listing *listing, const struct uio_device *device)
{
	struct row row = { .device = device };
	struct table_line *line = add_row(listing, NULL, &row);

	row.region = uio_device_regions(device, LIST_REGIONS);
	for (; row.region && row.region->kind != UIO_BAR;
	     row.region = row.region->next)
		add_row(listing, line, &row);
}

/* The tree is drawn in the column DEVICE, or in the first column without it. */
static enum column_id tree_column(const struct column_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->ids[i] == COLUMN_DEVICE)
			return COLUMN_DEVICE;
	return set->ids[0];
}

static unsigned int table_traits(const struct list_style *style,
				 enum column_id id)
{
	unsigned int traits = columns[id].traits;
	bool tree = style->form == FORM_TREE || style->form == FORM_JSON;
	bool number = traits & COLUMN_NUMBER ||
		      (traits & COLUMN_BYTES && style->bytes);

	return (traits & COLUMN_RIGHT ? TABLE_RIGHT : 0) |
	       (tree && id == tree_column(&style->columns) ? TABLE_BRANCHES
							   : 0) |
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
	for (size_t i = 0; i < devices->count; i++)
		add_device(&listing, &devices->devices[i]);
	status = table_end(listing.table,
			   listing.facts.failed ? NULL : style->out);
	if (listing.facts.failed)
		status = fail_memory();
	facts_end(&listing.facts);
	return status;
}
