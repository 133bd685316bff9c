// SPDX-License-Identifier: GPL-2.0-or-later
/* The devices in use: opened and mapped once, and kept open to the end. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/show/report.h"
#include "common/base/array.h"
#include "common/device/pci.h"
#include "common/irq/count.h"
#include "regs.h"

/*
 * A device without a map, or without an interrupt, can still be used for the
 * other.
 */
static int open_all(struct target *target)
{
	bool writable = !target->read_only;
	const struct uio_region *map;
	int status;

	/* The session may outlive the device. */
	uio_device_load(target->device, UIO_FACT_ALL);
	/* Ports and BARs leave the node closed until a command needs it. */
	if (target->region && !uio_map_needs_node(target->region)) {
		writable = writable && (target->region->kind != UIO_BAR ||
					pci_bar_is_writable(target->device,
							    target->region));
		return target_region(target)
			       ?: target_map(target, UIO_MAP_ALL, writable);
	}
	writable = writable && !uio_node_allows(target->device, W_OK);
	status = target_open(target, writable ? O_RDWR : O_RDONLY);
	if (!status &&
	    (target->region || !uio_region_find(target->device, NULL, &map)))
		status = target_region(target)
				 ?: target_map(target, UIO_MAP_ALL, writable);
	if (!status)
		target->counted = !uio_irq_count(target->device, &target->node,
						 &target->events);
	return status;
}

static void forget_names(struct target *target)
{
	while (target->names) {
		struct target_name *name = target->names;

		target->names = name->next;
		free(name->text);
		free(name);
	}
}

static void let_go(struct target *target)
{
	char *selector = (char *)target->selector;

	forget_names(target);
	shell_regs_free(&target->choice);
	target_close(target);
	free(selector);
}

/*
 * Finds a device without opening it. The options of the command line about register
 * files apply to the first device only, and a device that came back has the file that
 * was chosen for @gone.
 */
static int find(struct shell *shell, const char *selector,
		const struct target *gone, struct target *target)
{
	char *owned = strdup(selector);
	int status;

	if (!owned)
		return fail_memory();
	/* let_go() frees the selector. */
	// NOLINTNEXTLINE(clang-analyzer-unix.Malloc)
	status = target_find(target, owned);
	target->ops = shell->none.ops;
	target->read_only = shell->read_only;
	target->json = shell->machine;
	target->held = &shell->targets;
	target->in_use = &shell->target;
	target->settings = &shell->settings;
	target->out = (struct output *)&shell->out;
	status = status ?: target_require_all(target, &shell->require)
			?: shell_regs_choose(target, gone ? &gone->choice
							  : &shell->regs);
	if (status)
		let_go(target);
	else if (!gone)
		shell->regs = (struct regs_choice){ 0 };
	return status;
}

static bool is_gone(const struct target *target)
{
	return target->watched && uio_node_gone(&target->node);
}

static bool has_same_region(const struct target *a, const struct target *b)
{
	const struct uio_region *of_a = a->region, *of_b = b->region;

	if (!of_a)
		uio_region_find(a->device, NULL, &of_a);
	if (!of_b)
		uio_region_find(b->device, NULL, &of_b);
	if (!of_a || !of_b)
		return of_a == of_b;
	return of_a->kind == of_b->kind && of_a->index == of_b->index;
}

static int add_name(struct target *target, const char *selector)
{
	struct target_name *name = calloc(1, sizeof(*name));

	if (name)
		name->text = strdup(selector);
	if (!name || !name->text) {
		free(name);
		return fail_memory();
	}
	name->next = target->names;
	target->names = name;
	return 0;
}

/* Opens the device, in place of @gone if that is given. */
static int hold_found(struct shell *shell, struct target *found,
		      struct target *gone, struct target **held)
{
	struct target *target = gone ?: malloc(sizeof(*target));
	int status = target ? 0 : fail_memory();

	if (!status && !shell->dry_run)
		status = open_all(found);
	if (status) {
		let_go(found);
		if (!gone)
			free(target);
		return status;
	}
	if (gone) {
		found->next = gone->next;
		found->notified = gone->notified;
		let_go(gone);
	} else {
		found->next = shell->targets;
		shell->targets = target;
	}
	*target = *found;
	*held = target;
	return 0;
}

/*
 * A device is opened once, even if it is selected in several ways. A device
 * that was removed is opened again in its place, by the name that it was opened
 * by: its other names may belong to another device by now.
 */
static int hold(struct shell *shell, const char *selector, struct target **held)
{
	struct target *target = shell->targets, found;
	int status;

	while (target && !target_is_called(target, selector, strlen(selector)))
		target = target->next;
	*held = target;
	if (target && !is_gone(target))
		return 0;
	if (target) {
		forget_names(target);
		if (strcmp(target->selector, selector))
			target = NULL;
	}
	status = find(shell, selector, target, &found);
	if (status)
		return status;
	/* The same device and region may be open under another name. */
	*held = target ? NULL : shell->targets;
	while (*held && ((*held)->device->number != found.device->number ||
			 !has_same_region(*held, &found) || is_gone(*held)))
		*held = (*held)->next;
	if (!*held)
		return hold_found(shell, &found, target, held);
	let_go(&found);
	return add_name(*held, selector);
}

/* Whether a word is an option whose value is the name of a file. */
static bool takes_file(const char *word)
{
	static const char *const options[] = { "--input", "--output",
					       "--regs" };
	size_t length = strcspn(word, "=");

	if (!strncmp(word, "-i", 2) || !strncmp(word, "-o", 2))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(options); i++)
		if (length > 2 && !strncmp(word, options[i], length))
			return true;
	return false;
}

/* Whether a word is the name of a file, with or without an option before it. */
static bool is_file(char *const *words, int i)
{
	const char *before = i ? words[i - 1] : "";
	bool ended = before[0] == '-' && before[1] == '-'
			     ? strchr(before, '=') != NULL
			     : strlen(before) > 2;

	return takes_file(words[i]) || (takes_file(before) && !ended);
}

/*
 * Operands in an expression may name a device, and so may the value of an
 * option. The message of `expect' begins with a colon.
 */
int shell_open(struct shell *shell, int count, char *const *words)
{
	int status = 0;

	for (int i = 0; i < count && !status && strcmp(words[i], ":"); i++) {
		const char *word = words[i] + strspn(words[i], "(~");
		const char *value = *word == '-' ? strchr(word, '=') : NULL;
		const char *operand = value ? value + 1 : word;
		size_t length = target_prefix(operand);
		struct target *target;
		char *selector;

		if (!length || is_file(words, i))
			continue;
		selector = strndup(operand, length);
		status = selector ? hold(shell, selector, &target)
				  : fail_memory();
		free(selector);
	}
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

/* The device in use comes first. */
static int list_held(const struct shell *shell)
{
	FILE *out = shell->out.file;

	print_text(out, shell->target->selector ?: "no device");
	fputc('\n', out);
	for (const struct target *t = shell->targets; t; t = t->next) {
		if (t == shell->target)
			continue;
		print_text(out, t->selector);
		fputs(" (also open)\n", out);
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
	/* An empty line must not repeat a read of the other device. */
	if (target != shell->target)
		shell_remember(shell, NULL);
	shell->target = target;
	return 0;
}
