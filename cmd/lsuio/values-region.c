// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <string.h>

#include "common/base/error.h"
#include "values.h"

char *region_label(struct facts *facts, const struct row *row)
{
	char label[UIO_REGION_LABEL];

	return facts_text(facts, "%s", uio_region_label(row->region, label));
}

/* The label without its number. */
char *region_kind(struct facts *facts, const struct row *row)
{
	char label[UIO_REGION_LABEL];

	uio_region_label(row->region, label);
	label[strcspn(label, "0123456789")] = '\0';
	return facts_text(facts, "%s", label);
}

char *region_name(struct facts *facts, const struct row *row)
{
	const char *name = row->region->name;

	return *name ? facts_text(facts, "%s", name) : NULL;
}

static char *address(struct facts *facts, const struct row *row, uint64_t value)
{
	return row->region->trouble ? NULL
				    : facts_text(facts, "0x%" PRIx64, value);
}

char *region_addr(struct facts *facts, const struct row *row)
{
	return address(facts, row, row->region->addr);
}

/* Nothing is rounded: it is told in the largest unit that leaves no rest. */
static char *size(struct facts *facts, const struct row *row, uint64_t bytes)
{
	static const char *const units[] = { "", "K", "M", "G", "T" };
	size_t unit = 0;

	if (row->region->trouble)
		return NULL;
	while (!facts->bytes && unit < 4 && bytes && !(bytes % 1024)) {
		bytes /= 1024;
		unit++;
	}
	return facts_text(facts, "%" PRIu64 "%s", bytes, units[unit]);
}

char *region_size(struct facts *facts, const struct row *row)
{
	return size(facts, row, row->region->size);
}

char *region_offset(struct facts *facts, const struct row *row)
{
	return address(facts, row, row->region->offset);
}

char *region_mappable(struct facts *facts, const struct row *row)
{
	return row->region->kind == UIO_MAP
		       ? size(facts, row, uio_region_bytes(row->region))
		       : NULL;
}

char *region_porttype(struct facts *facts, const struct row *row)
{
	const char *type = row->region->port_type;

	return type ? facts_text(facts, "%s", type) : NULL;
}

char *region_maptest(struct facts *facts, const struct row *row)
{
	int err;

	if (row->region->kind != UIO_MAP)
		return NULL;
	err = map_test(&facts->map_test, row->device, row->region);
	return facts_text(facts, "%s", err ? uio_strerror(err) : "OK");
}
