// SPDX-License-Identifier: GPL-2.0-or-later
/* The device in use: opened and mapped once, until the next one is. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interrupt.h"
#include "report.h"
#include "shell.h"

static bool has_map(const struct uio_device *device)
{
	return device->region_count && device->regions[0].kind == UIO_MAP;
}

/* A device without a map, or without an interrupt, is as good for the other. */
static int open_all(struct target *target)
{
	bool writable;
	char node[24];
	int status;

	/* Ports and BARs leave the node closed until a command needs it. */
	if (target->region && !uio_map_needs_node(target->region))
		return target_map(target, true);
	snprintf(node, sizeof(node), "/dev/uio%u", target->device->number);
	writable = !access(node, W_OK);
	status = target_open(target, writable ? O_RDWR : O_RDONLY);
	if (!status && (target->region || has_map(target->device)))
		status = target_map(target, writable);
	if (!status)
		target->counted = !uio_irq_count(target->device, &target->node,
						 &target->events);
	return status;
}

int shell_use(struct shell *shell, int count, char **words)
{
	struct target target;
	char *selector;
	int status;

	if (count == 1) {
		print_text(stdout, shell->selector ?: "no device");
		putchar('\n');
		return 0;
	}
	selector = strdup(words[1]);
	if (!selector)
		return fail(-ENOMEM, NULL, "%s", uio_strerror(-ENOMEM));
	status = target_find(&target, selector);
	target.dry_run = shell->dry_run;
	if (!status && shell->require)
		status = target_require(&target, shell->require);
	if (!status)
		status = target_regs(&target, NULL, NULL, false);
	if (!status && !shell->dry_run)
		status = open_all(&target);
	if (status) {
		target_close(&target);
		free(selector);
		return status;
	}
	target_close(&shell->target);
	free(shell->selector);
	shell->target = target;
	shell->selector = selector;
	return 0;
}
