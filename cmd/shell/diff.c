// SPDX-License-Identifier: GPL-2.0-or-later
/* `diff`: the changes between two states, or between a state and the device. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/run/device-state.h"
#include "cmd/run/files.h"
#include "cmd/run/registers.h"
#include "cmd/show/print.h"
#include "cmd/show/report.h"
#include "common/base/stop.h"
#include "common/regs/file.h"
#include "shell.h"

/**
 * struct comparison - two states
 * @out: the output
 * @name: name of the first state
 * @now: the second state is read from the device
 * @regs: the register file for fields, or NULL; @own has to be freed
 * @differ: any value differs that is not volatile
 */
struct comparison {
	const struct state *before;
	const struct state *after;
	struct output *out;
	const char *name;
	bool now;
	const struct regs *regs;
	struct regs *own;
	bool differ;
};

/*
 * diff never reads a register where reading has an effect, even one that was
 * saved.
 */
static int read_again(struct target *target, const struct resolve_context *by,
		      const struct state *before,
		      const struct state_register *reg, struct state *after)
{
	struct state_register *read;
	struct resolved found;
	struct reading reading;
	int status = state_resolve(before, reg, target, by, &found);

	if (status || resolved_read_has_effect(&found, by, reg->offset))
		return status;
	status = target->ops->read(target, reg->offset, &found.access.unit,
				   &reading);
	if (status)
		return status;
	read = state_add(after, reg->offset, reg->width, reg->name);
	if (!read)
		return fail_memory();
	read->value = reading.unit;
	read->is_volatile = reg->is_volatile;
	return 0;
}

static int read_now(struct target *target, const struct comparison *comparison)
{
	const struct state *before = comparison->before;
	struct state *after = (struct state *)comparison->after;
	struct register_request request = register_defaults(target);
	struct resolve_context by;
	int status = plan_prepare(target, &request, false, &by)
			     ?: state_check(before, comparison->name, target)
			     ?: target->ops->ready(target, UIO_MAP_ALL, false);

	for (size_t i = 0; i < before->count && !status; i++)
		status = read_again(target, &by, before, &before->registers[i],
				    after);
	return status;
}

/*
 * Takes the registers of an open device, or else the register file that the state
 * names.
 */
static void find_regs(const struct shell *shell, struct comparison *comparison)
{
	const char *file = comparison->before->regs;
	struct uio_names names = { .count = 1 };
	struct regs_error error;
	const char *dot = file ? strrchr(file, '.') : NULL;
	char *stem, *path;

	for (const struct target *t = shell->targets; file && t; t = t->next)
		if (t->regs_name && !strcmp(t->regs_name, file))
			comparison->regs = t->regs;
	if (!file || comparison->regs)
		return;
	stem = dot ? strndup(file, dot - file) : strdup(file);
	names.names = &stem;
	if (stem && !regs_find(&names, &path)) {
		if (!regs_load(path, NULL, &comparison->own, &error))
			comparison->regs = comparison->own;
		free(path);
	}
	free(stem);
}

static void print_side(FILE *out, const struct state_register *reg)
{
	static const struct style style = { .base = 16 };

	if (reg)
		print_value(out, &style, reg->value, reg->value, reg->width);
	else
		fputc('-', out);
}

/* Either of the two registers may be missing. */
static void print_change(struct comparison *comparison,
			 const struct state_register *before,
			 const struct state_register *after)
{
	const struct state_register *known = before ?: after;
	const struct reg *model = NULL;
	bool varies = known->is_volatile || (after && after->is_volatile);
	bool unread = comparison->now && !after;
	FILE *out = comparison->out->file;
	char buffer[STATE_LABEL];
	struct reg_match match;
	size_t column;

	if (comparison->regs && known->name &&
	    !regs_resolve(comparison->regs, known->name, strlen(known->name),
			  &match, &column) &&
	    !match.field && reg_access_width(match.reg) == known->width)
		model = match.reg;
	output_volatile(comparison->out, varies);
	fprintf(out, "%s ", state_label(known, buffer));
	print_side(out, before);
	fputs(" -> ", out);
	print_side(out, after);
	if (unread)
		fputs(" (not read: reading has an effect)", out);
	fputs(varies ? " (volatile)\n" : "\n", out);
	if (model && before && after)
		print_changes(out, model, before->value, after->value);
	output_stable(comparison->out, varies);
	comparison->differ |= !varies && !unread;
}

/* In both states the registers usually have the same order. */
static void compare(struct comparison *comparison)
{
	const struct state *before = comparison->before;
	const struct state *after = comparison->after;
	size_t next = 0;

	for (size_t i = 0; i < before->count && !stop_requested(); i++) {
		const struct state_register *reg = &before->registers[i];
		const struct state_register *other =
			state_find(after, reg, next);

		if (other)
			next = other - after->registers + 1;
		if (!other || other->value != reg->value)
			print_change(comparison, reg, other);
	}
	next = 0;
	for (size_t i = 0; i < after->count && !stop_requested(); i++) {
		const struct state_register *reg = &after->registers[i];
		const struct state_register *other =
			state_find(before, reg, next);

		if (other)
			next = other - before->registers + 1;
		else
			print_change(comparison, NULL, reg);
	}
}

/*
 * Compares the states in @words; if only one is given, compares it with the
 * device.
 */
static int diff(struct shell *shell, int count, char **words, bool check,
		struct state *files)
{
	struct comparison comparison = { .out = &shell->out,
					 .name = words[1],
					 .now = count == 2 };
	int status = saved_get(shell, words[1], &files[0], &comparison.before);

	if (!status && count > 2)
		status = saved_get(shell, words[2], &files[1],
				   &comparison.after);
	else
		comparison.after = &files[1];
	if (status || !comparison.before || !comparison.after)
		return status;
	if (count == 2)
		status = target_check(shell->target)
				 ?: read_now(shell->target, &comparison);
	if (status || (count == 2 && shell->dry_run))
		return status;
	find_regs(shell, &comparison);
	compare(&comparison);
	regs_free(comparison.own);
	if (stop_requested())
		return fail_error(-EINTR, comparison.name);
	if (!check || !comparison.differ)
		return 0;
	if (comparison.now && target_is_gone(shell->target))
		return fail_error(-UIO_EGONE, shell->target->selector);
	return fail(-UIO_ECHECK, comparison.name,
		    "registers that are not volatile differ");
}

int shell_diff(struct shell *shell, int count, char **words)
{
	bool check = shell_flag(&count, words, "--check");
	struct state files[2] = { 0 };
	int status;

	if (count == 1 || count > 3 ||
	    (words[1][0] == '-' && !is_standard(words[1])))
		return fail(-UIO_ESYNTAX, NULL,
			    "usage: diff [--check] STATE [STATE]");
	status = diff(shell, count, words, check, files);
	state_free(&files[0]);
	state_free(&files[1]);
	return status;
}
