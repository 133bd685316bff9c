// SPDX-License-Identifier: GPL-2.0-or-later
/* The prompt. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/irq/count.h"
#include "shell.h"

static void print_region_name(FILE *out, const struct target *target)
{
	const struct uio_region *region = target->region;
	const char *name = uio_region_name(target->device, region);
	const char *parent = uio_device_address(target->device);
	char label[UIO_REGION_LABEL], address[17];
	bool repeats;

	/* Drivers make up names with an address for devices without a name. */
	snprintf(address, sizeof(address), "%" PRIx64, region->addr);
	repeats = !strcmp(name, target->selector) ||
		  (*parent && strstr(name, parent)) ||
		  (region->addr && strstr(name, address));

	if (repeats && region->kind == UIO_MAP && !region->index)
		return;
	fputc(':', out);
	print_text(out,
		   *name && !repeats ? name : uio_region_label(region, label));
}

char *shell_prompt(const struct shell *shell)
{
	const struct target *target = shell->target;
	char *prompt = NULL;
	uint32_t events;
	size_t length;
	FILE *out = open_memstream(&prompt, &length);

	if (!out)
		return NULL;
	print_text(out, target->device ? target->selector : "uio");
	if (target->region && !target->named)
		print_region_name(out, target);
	if (shell->line_status)
		fprintf(out, "[%d]", shell->line_status);
	if (shell->read_only)
		fputs(" (read-only)", out);
	if (target->watched && uio_node_gone(&target->node))
		fputs(" (gone)", out);
	/*
	 * The count comes from sysfs, so that `wait` still finds the events at
	 * the node.
	 */
	else if (target->counted && !uio_irq_events(target->device, &events) &&
		 events != target->events)
		fprintf(out, " [%" PRIu32 "]", events - target->events);
	fputs("> ", out);
	fclose(out);
	return prompt;
}
