// SPDX-License-Identifier: GPL-2.0-or-later
/* Tables without libsmartcols: aligned columns and indented trees. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "common/base/lib.h"
#include "common/base/text.h"
#include "report.h"
#include "table.h"

#define MAX_COLUMNS 64
#define INDENT	    2

struct table_line {
	struct table_line *next;
	unsigned int depth;
	char *cells[MAX_COLUMNS];
};

struct column {
	unsigned int traits;
	size_t width;
};

struct table {
	bool failed;
	size_t count;
	struct column columns[MAX_COLUMNS];
	struct table_line *first;
	struct table_line **end;
	struct table_line headings;
};

int table_new(const char *name, enum table_form form, bool headings,
	      struct table **table)
{
	static const char *const forms[] = {
		[TABLE_RAW] = "--raw",
		[TABLE_PAIRS] = "--pairs",
		[TABLE_JSON] = "--json",
	};
	struct table *new;

	(void)name;
	if (form != TABLE_TREE)
		return fail_library(forms[form], LIB_SMARTCOLS_NAME,
				    WITH_SMARTCOLS);
	use_locale();
	new = calloc(1, sizeof(*new));
	if (!new)
		return fail_memory();
	new->first = headings ? &new->headings : NULL;
	new->end = headings ? &new->headings.next : &new->first;
	*table = new;
	return 0;
}

/* Returns the width of a text in columns. */
static size_t width_of(const char *text)
{
	wchar_t wide[256];
	size_t length = mbstowcs(wide, text, 256);
	int width = length < 256 ? wcswidth(wide, length) : -1;

	return width < 0 ? strlen(text) : (size_t)width;
}

static size_t indent(const struct table *table, const struct table_line *line,
		     size_t column)
{
	return table->columns[column].traits & TABLE_BRANCHES
		       ? line->depth * INDENT
		       : 0;
}

void table_cell(struct table *table, struct table_line *line, size_t column,
		const char *text)
{
	char *shown = NULL;
	size_t length, width;
	FILE *out;

	if (!line || !text)
		return;
	/* The text may come from the kernel, so it is escaped. */
	out = open_memstream(&shown, &length);
	if (out) {
		print_text(out, text);
		shown = text_close(out, &shown);
	}
	free(line->cells[column]);
	line->cells[column] = shown;
	if (!shown) {
		table->failed = true;
		return;
	}
	width = width_of(shown) + indent(table, line, column);
	if (width > table->columns[column].width)
		table->columns[column].width = width;
}

void table_column(struct table *table, const char *name, unsigned int traits)
{
	if (table->count == MAX_COLUMNS) {
		table->failed = true;
		return;
	}
	table->columns[table->count].traits = traits;
	if (table->first)
		table_cell(table, &table->headings, table->count, name);
	table->count++;
}

/* Lines must be added in the order in which they are printed. */
struct table_line *table_line(struct table *table, struct table_line *parent)
{
	struct table_line *line = calloc(1, sizeof(*line));

	if (!line) {
		table->failed = true;
		return NULL;
	}
	line->depth = parent ? parent->depth + 1 : 0;
	*table->end = line;
	table->end = &line->next;
	return line;
}

/* Prints no blanks after the last cell that has text. */
static void print_line(FILE *out, const struct table *table,
		       const struct table_line *line)
{
	size_t blanks = 0;

	for (size_t i = 0; i < table->count; i++) {
		const struct column *column = &table->columns[i];
		const char *text = line->cells[i] ?: "";
		size_t before = indent(table, line, i);
		size_t after = column->width - before - width_of(text);

		if (column->traits & TABLE_HIDDEN)
			continue;
		if (column->traits & TABLE_RIGHT) {
			before += after;
			after = 0;
		}
		if (*text) {
			fprintf(out, "%*s%s", (int)(blanks + before), "", text);
			blanks = after + 1;
		} else {
			blanks += column->width + 1;
		}
	}
	fputc('\n', out);
}

int table_end(struct table *table, struct output *out)
{
	int status = out && table->failed ? fail_memory() : 0;
	struct table_line *next;

	for (struct table_line *line = table->first; line; line = next) {
		next = line->next;
		if (out && !status)
			print_line(out->file, table, line);
		for (size_t i = 0; i < MAX_COLUMNS; i++)
			free(line->cells[i]);
		if (line != &table->headings)
			free(line);
	}
	free(table);
	return status;
}
