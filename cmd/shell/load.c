// SPDX-License-Identifier: GPL-2.0-or-later
/* `load`: writes saved registers back, without reading any. */
#include <errno.h>
#include <stdlib.h>

#include "cmd/run/device-state.h"
#include "cmd/run/files.h"
#include "cmd/run/registers.h"
#include "cmd/show/print.h"
#include "cmd/show/report.h"
#include "cmd/show/terminal.h"
#include "shell.h"

/**
 * struct writing - one register of a state, and whether it is written
 * @access: checked, with the value to write
 * @obstacle: why it is not written, or NULL
 */
struct writing {
	struct access access;
	const char *obstacle;
};

/**
 * struct load - which registers to write, and how
 * @ask: ask a person before the write
 */
struct load {
	const struct state *state;
	const char *name;
	bool force;
	bool dry_run;
	bool ask;
};

static const struct style style = { .base = 16 };

/* A part that cannot be read was not saved, so a write would invent it. */
static const char *find_obstacle(const struct resolved *found,
				 const struct resolve_context *by)
{
	const struct access *access = &found->access;
	const struct reg *reg = found->reg;
	uint64_t other =
		resolved_kind_bits(found, by, access->offset, reg_other_bits);
	uint64_t plain =
		resolved_kind_bits(found, by, access->offset, reg_plain_bits);

	if (!found->named &&
	    resolve_unreadable(by, access->offset, access_unit_size(access)))
		return "a register at this offset cannot be read";
	if (!(found->mask & (plain | ~other)))
		return resolved_kind_bits(found, by, access->offset,
					  reg_write_one_bits) |
				       resolved_kind_bits(found, by,
							  access->offset,
							  reg_write_zero_bits)
			       ? "the register does not keep a value"
			       : "it is read-only";
	if (reg && (reg_has(reg, REG_WO) || reg_has(reg, REG_RC)))
		return "a part of the register cannot be read";
	return NULL;
}

/* All registers are checked before the first access. */
static int prepare(const struct target *target, const struct load *load,
		   const struct resolve_context *by, struct writing **writings)
{
	const struct state *state = load->state;
	int status = load->force ? 0 : state_check(state, load->name, target);

	*writings = calloc(state->count + 1, sizeof(**writings));
	if (!*writings)
		return fail_memory();
	for (size_t i = 0; i < state->count && !status; i++) {
		const struct state_register *reg = &state->registers[i];
		const struct resolve_context same =
			state_context(state, reg, by);
		struct writing *writing = &(*writings)[i];
		struct resolved found;

		status = state_resolve(state, reg, target, by, &found);
		if (status)
			break;
		writing->access = found.access;
		writing->access.value =
			(reg->value & ~resolved_kind_bits(&found, &same,
							  reg->offset,
							  reg_write_one_bits)) |
			resolved_kind_bits(&found, &same, reg->offset,
					   reg_write_zero_bits);
		writing->obstacle = find_obstacle(&found, &same);
	}
	return status;
}

static void show(const struct target *target, const struct load *load,
		 const struct writing *writings)
{
	const struct state *state = load->state;
	FILE *out = target->out->file;

	for (size_t i = 0; i < state->count; i++) {
		const struct state_register *reg = &state->registers[i];
		const char *obstacle = writings[i].obstacle;
		uint64_t value = obstacle ? reg->value
					  : writings[i].access.value;
		char buffer[STATE_LABEL];

		output_volatile(target->out, reg->is_volatile);
		fprintf(out, "%s ", state_label(reg, buffer));
		print_value(out, &style, value, value, reg->width);
		if (obstacle)
			fprintf(out, " (not written: %s)", obstacle);
		fputc('\n', out);
		output_stable(target->out, reg->is_volatile);
	}
}

static size_t count_writes(const struct load *load,
			   const struct writing *writings)
{
	size_t count = 0;

	for (size_t i = 0; i < load->state->count; i++)
		count += !writings[i].obstacle;
	return count;
}

static int write_all(struct target *target, const struct load *load,
		     const struct writing *writings)
{
	size_t done = 0;
	int status = target->ops->ready(target, UIO_MAP_ALL, true);

	for (size_t i = 0; i < load->state->count && !status; i++) {
		bool varies = load->state->registers[i].is_volatile;
		const struct access *access = &writings[i].access;

		if (writings[i].obstacle)
			continue;
		output_volatile(target->out, varies);
		status = target->ops->write(target, access->offset,
					    &access->unit, access->value);
		output_stable(target->out, varies);
		done += !status;
	}
	if (status && done)
		fail(0, target->selector,
		     "%zu of %zu registers were written before the failure",
		     done, count_writes(load, writings));
	return status;
}

static int load_state(struct target *target, const struct load *load)
{
	struct register_request request = register_defaults(target);
	struct writing *writings = NULL;
	struct resolve_context by;
	const struct register_ops *ops = target->ops;
	size_t writes;
	int status;

	if (load->dry_run)
		target->ops = &dry_run_ops;
	status = plan_prepare(target, &request, false, &by)
			 ?: prepare(target, load, &by, &writings);
	if (!status && target->ops->acts)
		show(target, load, writings);
	writes = status || !load->ask ? 0 : count_writes(load, writings);
	if (writes && output_flush(target->out))
		status = EXIT_FAILURE;
	else if (writes && !terminal_confirm("write %zu register%s?", writes,
					     writes == 1 ? "" : "s"))
		status = fail(-EINTR, target->selector, "nothing was written");
	if (!status)
		status = write_all(target, load, writings);
	target->ops = ops;
	free(writings);
	return status;
}

int shell_load(struct shell *shell, int count, char **words)
{
	struct load load = {
		.force = shell_flag(&count, words, "--force"),
		.dry_run = shell_flag(&count, words, "--dry-run"),
	};
	struct state file;
	int status;

	if (count != 2 || (words[1][0] == '-' && !is_standard(words[1])))
		return fail(-UIO_ESYNTAX, NULL,
			    "usage: load [--dry-run] [--force] STATE");
	load.name = words[1];
	load.ask = !shell->source && !load.dry_run && !shell->dry_run;
	status = saved_get(shell, words[1], &file, &load.state);
	if (!status && load.state)
		status = target_check(shell->target)
				 ?: load_state(shell->target, &load);
	state_free(&file);
	return status;
}
