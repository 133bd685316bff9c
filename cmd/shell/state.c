// SPDX-License-Identifier: GPL-2.0-or-later
/* `save`, and the states that it keeps. */
#include <stdlib.h>
#include <string.h>

#include "cmd/run/device-state.h"
#include "cmd/run/files.h"
#include "cmd/run/registers.h"
#include "cmd/show/report.h"
#include "shell.h"

bool shell_flag(int *count, char **words, const char *flag)
{
	for (int i = 1; i < *count; i++) {
		if (strcmp(words[i], flag))
			continue;
		memmove(words + i, words + i + 1,
			(*count - i) * sizeof(*words));
		--*count;
		return true;
	}
	return false;
}

static void drop(struct saved *saved)
{
	state_free(&saved->state);
	free(saved->name);
	free(saved);
}

void saved_free(struct shell *shell)
{
	while (shell->states) {
		struct saved *next = shell->states->next;

		drop(shell->states);
		shell->states = next;
	}
}

/* Replaces a state of the same name; the others keep their order. */
static int keep(struct shell *shell, const char *name, struct state *state)
{
	struct saved *saved = calloc(1, sizeof(*saved)), **at = &shell->states;

	if (saved)
		saved->name = strdup(name);
	if (!saved || !saved->name) {
		free(saved);
		return fail_memory();
	}
	saved->state = *state;
	saved->unread = shell->dry_run;
	*state = (struct state){ 0 };
	while (*at && strcmp((*at)->name, name))
		at = &(*at)->next;
	if (*at) {
		saved->next = (*at)->next;
		drop(*at);
	}
	*at = saved;
	return 0;
}

int saved_get(const struct shell *shell, const char *word, struct state *file,
	      const struct state **state)
{
	const struct saved *saved = shell->states;
	struct state_error error;
	char *text;
	int status, err;

	while (saved && strcmp(saved->name, word))
		saved = saved->next;
	*file = (struct state){ 0 };
	*state = saved ? &saved->state : file;
	if (saved && saved->unread) {
		print_info(word, "not checked: the state is not saved yet");
		*state = NULL;
	}
	if (saved)
		return 0;
	status = shell_read_file(word, &text);
	if (status)
		return status;
	err = state_parse(text, file, &error);
	free(text);
	if (err == -UIO_ESYNTAX)
		return fail(err, input_name(word), "line %u, column %u: %s",
			    error.line, error.column, error.reason);
	return err ? fail_error(err, input_name(word)) : 0;
}

static int list_saved(const struct shell *shell)
{
	FILE *out = shell->out.file;

	for (const struct saved *s = shell->states; s; s = s->next) {
		print_text(out, s->name);
		fputc(' ', out);
		print_text(out, s->state.device);
		fprintf(out, ":%s %zu register%s\n", s->state.region,
			s->state.count, s->state.count == 1 ? "" : "s");
	}
	return 0;
}

/**
 * struct wanted - which registers to save
 * @operands: @count operands; none for all registers
 */
struct wanted {
	char **operands;
	size_t count;
	struct state *state;
};

static int save(struct target *target, const struct wanted *wanted)
{
	struct register_request request = register_defaults(target);
	bool names = plan_has_names(wanted->operands, wanted->count);
	struct resolve_context by;
	struct plan plan = { 0 };
	int status = plan_prepare(target, &request, names, &by);

	if (!status && !wanted->count && !by.regs)
		status = fail(-UIO_ENOREGISTER, target->selector,
			      "no register file for the device: give OPERANDs");
	if (!status)
		status = wanted->count
				 ? plan_make(&plan, target, &by, false,
					     wanted->operands, wanted->count)
				 : plan_all(&plan, target, &by);
	plan_leave_out(&plan, state_readable);
	status = status ?: target->ops->ready(target, UIO_MAP_ALL, false)
			?: state_identify(wanted->state, target, &by)
			?: state_read(wanted->state, target, &by, &plan);
	/* The state lacks attributes of the device that could not be read. */
	if (!status)
		warn_troubles(target->device);
	plan_free(&plan);
	return status;
}

/* All operands must belong to one device, as for all commands but cmp. */
static int choose_target(struct shell *shell, struct wanted *wanted,
			 struct target **target)
{
	int status = 0;

	*target = shell->target;
	for (size_t i = 0; i < wanted->count && !status; i++) {
		const char *operand = wanted->operands[i];
		struct target *named;

		status = shell_device(shell, &operand, &named);
		if (!status && i && named != *target)
			status = fail(-UIO_ESYNTAX, NULL,
				      "'%s': all operands of a command must "
				      "belong to one device; an operand "
				      "without a device belongs to the device "
				      "in use",
				      wanted->operands[i]);
		*target = named;
		wanted->operands[i] = (char *)operand;
	}
	return status;
}

int shell_save(struct shell *shell, int count, char **words)
{
	bool to_file = count > 1 && !strcmp(words[1], "-o");
	const char *name = words[1 + to_file];
	struct state state = { 0 };
	struct wanted wanted = { words + 2 + to_file, count - 2 - to_file,
				 &state };
	struct target *target;
	struct save file;
	int status;

	if (count == 1)
		return list_saved(shell);
	if (!name || (*name == '-' && !(to_file && is_standard(name))))
		return fail(-UIO_ESYNTAX, NULL,
			    "usage: save NAME [OPERAND...] or save -o FILE "
			    "[OPERAND...]");
	status = choose_target(shell, &wanted, &target)
			 ?: target_check(target)
			 ?: save(target, &wanted);
	if (!status && (!to_file || shell->dry_run)) {
		status = keep(shell, name, &state);
	} else if (!status) {
		status = save_open(&file, name, &shell->out);
		if (!status) {
			state_print(&state, file.out);
			status = save_finish(&file, 0);
		}
	}
	state_free(&state);
	return status;
}
