// SPDX-License-Identifier: GPL-2.0-or-later
#include "table.h"

#include <errno.h>
#include <stdlib.h>

#include "common/base/lib.h"
#include "common/base/text.h"
#include "report.h"

/*
 * The only error of smartcols is lack of memory, which is checked once at the
 * end.
 */
struct table {
	const struct lib_smartcols *lib;
	struct libscols_table *scols;
	bool json;
	bool failed;
};

int table_new(const char *name, enum table_form form, bool headings,
	      struct table **table)
{
	const struct lib_smartcols *lib = lib_smartcols();
	struct table *new;

	if (!lib)
		return fail_library("table", LIB_SMARTCOLS_NAME,
				    WITH_SMARTCOLS);
	use_locale();
	lib->scols_init_debug(0);
	new = calloc(1, sizeof(*new));
	if (!new)
		return fail_memory();
	new->lib = lib;
	new->json = form == TABLE_JSON;
	new->scols = lib->scols_new_table();
	if (!new->scols) {
		free(new);
		return fail_memory();
	}
	new->failed = lib->scols_table_set_name(new->scols, name);
	lib->scols_table_enable_json(new->scols, form == TABLE_JSON);
	lib->scols_table_enable_raw(new->scols, form == TABLE_RAW);
	lib->scols_table_enable_export(new->scols, form == TABLE_PAIRS);
	lib->scols_table_enable_noheadings(new->scols, !headings);
	*table = new;
	return 0;
}

void table_column(struct table *table, const char *name, unsigned int traits)
{
	const struct lib_smartcols *lib = table->lib;
	int flags = (traits & TABLE_RIGHT ? SCOLS_FL_RIGHT : 0) |
		    (traits & TABLE_BRANCHES ? SCOLS_FL_TREE : 0) |
		    (traits & TABLE_HIDDEN ? SCOLS_FL_HIDDEN : 0);
	struct libscols_column *column =
		lib->scols_table_new_column(table->scols, name, 0, flags);

	table->failed |= !column ||
			 lib->scols_column_set_json_type(
				 column, traits & TABLE_NUMBER
						 ? SCOLS_JSON_NUMBER
						 : SCOLS_JSON_STRING);
}

struct table_line *table_line(struct table *table, struct table_line *parent)
{
	struct libscols_line *line = table->lib->scols_table_new_line(
		table->scols, (struct libscols_line *)parent);

	table->failed |= !line;
	return (struct table_line *)line;
}

void table_cell(struct table *table, struct table_line *line, size_t column,
		const char *text)
{
	/* JSON must be UTF-8. */
	char *clean = text && table->json ? utf8_clean(text) : NULL;

	table->failed |=
		!line || (text && table->json && !clean) ||
		table->lib->scols_line_set_data((struct libscols_line *)line,
						column, clean ?: text);
	free(clean);
}

int table_end(struct table *table, struct output *out)
{
	int status = out && table->failed ? fail_memory() : 0;

	if (out && !status) {
		if (table->json)
			output_json(out);
		table->lib->scols_table_set_stream(table->scols, out->file);
		/*
		 * Without memory for a heading the table is printed without it.
		 */
		errno = 0;
		if (table->lib->scols_print_table(table->scols) == -ENOMEM ||
		    errno == ENOMEM)
			status = fail_memory();
	}
	table->lib->scols_unref_table(table->scols);
	free(table);
	return status;
}
