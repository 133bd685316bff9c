// SPDX-License-Identifier: GPL-2.0-or-later
/* What a person at a terminal finds between two commands. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/irq/count.h"
#include "shell.h"

/* As sysfs counts, which leaves to the node what `wait` is to find there. */
static void print_held(FILE *out, const struct target *target)
{
	uint32_t events;

	if (target->counted && !uio_irq_events(target->device, &events) &&
	    events != target->events)
		fprintf(out, " [%" PRIu32 "]", events - target->events);
}

static void print_target(FILE *out, const struct target *target)
{
	char label[UIO_REGION_LABEL];

	print_text(out, target->selector);
	if (target->region && !target->named) {
		fputc(':', out);
		print_text(out,
			   *target->region->name
				   ? target->region->name
				   : uio_region_label(target->region, label));
	}
	if (target->watched && uio_node_gone(&target->node))
		fputs(" (gone)", out);
	else
		print_held(out, target);
}

char *shell_prompt(const struct shell *shell)
{
	char *prompt = NULL;
	size_t length;
	FILE *out = open_memstream(&prompt, &length);

	if (!out)
		return NULL;
	if (shell->target->device)
		print_target(out, shell->target);
	else
		fputs("uio", out);
	fputs("> ", out);
	fclose(out);
	return prompt;
}

void shell_remember(struct shell *shell, char *command)
{
	free(shell->again);
	shell->again = command;
}
