// SPDX-License-Identifier: GPL-2.0-or-later
/* The long form: a block of lines for each device. */
#include <stdlib.h>

#include "cmd/show/report.h"
#include "common/base/array.h"
#include "common/base/text.h"
#include "lsuio.h"

static const enum column_id heading[] = {
	COLUMN_NAME,
	COLUMN_VERSION,
	COLUMN_EVENTS,
};

static const enum column_id of_region[] = {
	COLUMN_ADDR,	 COLUMN_SIZE, COLUMN_OFFSET,
	COLUMN_MAPPABLE, COLUMN_NAME, COLUMN_PORTTYPE,
};

static const enum column_id map_test_result[] = { COLUMN_MAPTEST };

static const enum column_id attributes[] = {
	COLUMN_NODE,	   COLUMN_MODE,	   COLUMN_OWNER,    COLUMN_GROUP,
	COLUMN_LINKS,	   COLUMN_HOLDERS, COLUMN_DRIVER,   COLUMN_BUS,
	COLUMN_PARENT,	   COLUMN_PCIID,   COLUMN_VENDOR,   COLUMN_MODEL,
	COLUMN_COMPATIBLE, COLUMN_IRQ,	   COLUMN_MODALIAS,
};

/*
 * Prints the values that are present as key=value, with a text before the first
 * and another before the others.
 */
static void print_values(FILE *out, struct facts *facts, const struct row *row,
			 const enum column_id *ids, size_t count,
			 const char *first, const char *next)
{
	const char *before = first;

	for (size_t i = 0; i < count; i++) {
		char *text = column_text(facts, ids[i], row);

		if (!text)
			continue;
		fputs(before, out);
		for (const char *c = columns[ids[i]].name; *c; c++)
			fputc(text_lower(*c), out);
		fputc('=', out);
		print_text(out, text);
		free(text);
		before = next;
	}
}

static void print_device(FILE *out, struct facts *facts,
			 const struct uio_device *device, bool map_test)
{
	struct row row = { .device = device };

	fprintf(out, "uio%u", device->number);
	print_values(out, facts, &row, heading, ARRAY_SIZE(heading), ": ",
		     ", ");
	fputc('\n', out);
	row.region = uio_device_regions(device, LIST_REGIONS);
	for (; row.region && row.region->kind != UIO_BAR;
	     row.region = row.region->next) {
		char *kind = column_text(facts, COLUMN_KIND, &row);

		fprintf(out, "\t%s[%u]", kind ?: "", row.region->index);
		free(kind);
		print_values(out, facts, &row, of_region, ARRAY_SIZE(of_region),
			     ": ", ", ");
		if (map_test)
			print_values(out, facts, &row, map_test_result,
				     ARRAY_SIZE(map_test_result), ", ", "");
		fputc('\n', out);
	}
	row.region = NULL;
	print_values(out, facts, &row, attributes, ARRAY_SIZE(attributes), "\t",
		     "\n\t");
	fputc('\n', out);
}

int print_devices_long(const struct uio_device_list *devices,
		       const struct list_style *style)
{
	struct facts facts = { .bytes = style->bytes };

	for (size_t i = 0; i < devices->count && !facts.failed; i++)
		print_device(style->out->file, &facts, &devices->devices[i],
			     style->map_test);
	facts_end(&facts);
	return facts.failed ? fail_memory() : 0;
}
