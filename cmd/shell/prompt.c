// SPDX-License-Identifier: GPL-2.0-or-later
/* The prompt. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/irq/count.h"
#include "shell.h"

/* The count comes from sysfs, so that `wait` still finds the events at the node. */
static void print_held(FILE *out, const struct target *target)
{
	uint32_t events;

	if (target->counted && !uio_irq_events(target->device, &events) &&
	    events != target->events)
		fprintf(out, " [%" PRIu32 "]", events - target->events);
}

/* Drivers make up such names for devices without a name. */
static bool is_address(const struct target *target, const char *name)
{
	const char *parent = uio_device_address(target->device);
	char address[17];

	snprintf(address, sizeof(address), "%" PRIx64, target->region->addr);
	return (*parent && strstr(name, parent)) ||
	       (target->region->addr && strstr(name, address));
}

static void print_region_name(FILE *out, const struct target *target)
{
	const struct uio_region *region = target->region;
	const char *name = uio_region_name(target->device, region);
	char label[UIO_REGION_LABEL];
	bool repeats = is_address(target, name) ||
		       !strcmp(name, target->selector);

	if (repeats && region->kind == UIO_MAP && !region->index)
		return;
	fputc(':', out);
	print_text(out,
		   *name && !repeats ? name : uio_region_label(region, label));
}

static void print_target(FILE *out, const struct target *target)
{
	print_text(out, target->selector);
	if (target->region && !target->named)
		print_region_name(out, target);
}

char *shell_prompt(const struct shell *shell)
{
	const struct target *target = shell->target;
	char *prompt = NULL;
	size_t length;
	FILE *out = open_memstream(&prompt, &length);

	if (!out)
		return NULL;
	if (target->device)
		print_target(out, target);
	else
		fputs("uio", out);
	if (shell->status)
		fprintf(out, "[%d]", shell->status);
	if (shell->read_only)
		fputs(" (read-only)", out);
	if (target->watched && uio_node_gone(&target->node))
		fputs(" (gone)", out);
	else
		print_held(out, target);
	fputs("> ", out);
	fclose(out);
	return prompt;
}

void shell_remember(struct shell *shell, char *command)
{
	free(shell->again);
	shell->again = command;
}
