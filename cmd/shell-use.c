// SPDX-License-Identifier: GPL-2.0-or-later
/* The devices that were used: opened and mapped once, and held to the end. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interrupt.h"
#include "pci.h"
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
	int status;

	/* Ports and BARs leave the node closed until a command needs it. */
	if (target->region && !uio_map_needs_node(target->region))
		return target_map(target,
				  target->region->kind != UIO_BAR ||
					  pci_bar_is_writable(target->device,
							      target->region));
	writable = !uio_node_allows(target->device, W_OK);
	status = target_open(target, writable ? O_RDWR : O_RDONLY);
	if (!status && (target->region || has_map(target->device)))
		status = target_map(target, writable);
	if (!status)
		target->counted = !uio_irq_count(target->device, &target->node,
						 &target->events);
	return status;
}

static void let_go(struct target *target)
{
	char *selector = (char *)target->selector;

	target_close(target);
	free(selector);
}

static int open_target(const struct shell *shell, const char *selector,
		       struct target *target)
{
	char *owned = strdup(selector);
	int status;

	if (!owned)
		return fail_memory();
	status = target_find(target, owned);
	target->dry_run = shell->dry_run;
	target->held = &shell->targets;
	target->settings = &shell->settings;
	if (!status)
		status = target_require_all(target, &shell->require);
	if (!status)
		status = target_regs(target, NULL, NULL, false);
	if (!status && !shell->dry_run)
		status = open_all(target);
	if (status)
		let_go(target);
	return status;
}

static struct target *find_held(const struct shell *shell, const char *selector)
{
	struct target *target = shell->targets;

	while (target && strcmp(target->selector, selector))
		target = target->next;
	return target;
}

/* A device that went away is opened anew in its place. */
static int hold(struct shell *shell, const char *selector, struct target **held)
{
	struct target *target = find_held(shell, selector), opened;
	int status;

	*held = target;
	if (target && !(target->watched && uio_node_gone(&target->node)))
		return 0;
	status = open_target(shell, selector, &opened);
	if (status)
		return status;
	if (target) {
		opened.next = target->next;
		opened.notified = target->notified;
		let_go(target);
	} else {
		target = malloc(sizeof(*target));
		if (!target) {
			let_go(&opened);
			return fail_memory();
		}
		opened.next = shell->targets;
		shell->targets = target;
	}
	*target = opened;
	*held = target;
	return 0;
}

/* Before the operand that an option may have. */
static int open_prefix(struct shell *shell, const char *word)
{
	const char *value = *word == '-' ? strchr(word, '=') : NULL;
	const char *operand = value ? value + 1 : word;
	size_t length = target_prefix(operand);
	struct target *target;
	char *selector;
	int status;

	if (!length)
		return 0;
	selector = strndup(operand, length);
	status = selector ? hold(shell, selector, &target) : fail_memory();
	free(selector);
	return status;
}

int shell_open(struct shell *shell, int count, char *const *words)
{
	int status = 0;

	for (int i = 0; i < count && !status; i++)
		status = open_prefix(shell, words[i]);
	return status;
}

void shell_close(struct shell *shell)
{
	shell->target = &shell->none;
	while (shell->targets) {
		struct target *target = shell->targets;

		shell->targets = target->next;
		let_go(target);
		free(target);
	}
}

/* That in use comes first. */
static int list_held(const struct shell *shell)
{
	print_text(stdout, shell->target->selector ?: "no device");
	putchar('\n');
	for (const struct target *t = shell->targets; t; t = t->next) {
		if (t == shell->target)
			continue;
		print_text(stdout, t->selector);
		puts(" (also open)");
	}
	return 0;
}

int shell_use(struct shell *shell, int count, char **words)
{
	struct target *target;
	int status;

	if (count == 1)
		return list_held(shell);
	status = hold(shell, words[1], &target);
	if (status)
		return status;
	/* What was read was read there. */
	if (target != shell->target)
		shell_remember(shell, NULL);
	shell->target = target;
	return 0;
}
