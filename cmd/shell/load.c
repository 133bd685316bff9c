// SPDX-License-Identifier: GPL-2.0-or-later
/* `load`: registers written as they were saved, and never read for it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/run/device-state.h"
#include "cmd/run/dry.h"
#include "cmd/run/input.h"
#include "cmd/show/print.h"
#include "cmd/show/record.h"
#include "cmd/show/report.h"
#include "shell.h"

/**
 * struct writing - one register of a state, and what becomes of it
 * @access: checked, with the value to write
 * @obstacle: why it is not written, or NULL
 */
struct writing {
	struct access access;
	const char *obstacle;
};

/**
 * struct load - what to write, and how
 * @ask: a person is there to say whether
 */
struct load {
	const struct state *state;
	const char *name;
	bool force;
	bool dry_run;
	bool ask;
};

static const struct style style = { .base = 16 };

/* What cannot be read was not saved: writing the rest would make it up. */
static const char *find_obstacle(const struct resolved *found,
				 const struct resolve_by *by)
{
	const struct access *access = &found->access;
	const struct reg *reg = found->reg;

	if (reg && !reg_plain_bits(reg))
		return reg_acting_bits(reg) ? "it keeps no value"
					    : "it is read-only";
	if (reg && (reg_has(reg, REG_WO) || reg_has(reg, REG_RC)))
		return "a part of it cannot be read";
	if (!reg &&
	    resolve_side_effect(by, access->offset, access->unit.width / 8))
		return "a register there cannot be read";
	return NULL;
}

static int prepare_one(const struct target *target, const struct load *load,
		       const struct resolve_by *by,
		       const struct state_register *reg,
		       struct writing *writing)
{
	struct resolved found;
	int status = state_resolve(load->state, reg, target, by, &found);

	if (status)
		return status;
	writing->access = found.access;
	writing->access.value = reg->value & ~found.acting;
	writing->obstacle = find_obstacle(&found, by);
	return 0;
}

/* All of it is checked before the first access. */
static int prepare(const struct target *target, const struct load *load,
		   const struct resolve_by *by, struct writing **writings)
{
	const struct state *state = load->state;
	int status = load->force ? 0 : state_check(state, load->name, target);

	*writings = calloc(state->count + 1, sizeof(**writings));
	if (!*writings)
		return fail_memory();
	for (size_t i = 0; i < state->count && !status; i++)
		status = prepare_one(target, load, by, &state->registers[i],
				     &(*writings)[i]);
	return status;
}

static void show_access(const struct target *target,
			const struct access *access)
{
	print_access(target, "write", access, access->offset);
	putchar(' ');
	print_value(stdout, &style, access->value, access->value,
		    access->unit.width);
	putchar('\n');
}

static void show_register(const struct state_register *reg,
			  const struct writing *writing)
{
	uint64_t value = writing->obstacle ? reg->value : writing->access.value;
	char buffer[STATE_LABEL];

	printf("%s ", state_label(reg, buffer));
	print_value(stdout, &style, value, value, reg->width);
	if (writing->obstacle)
		printf(" (not written: %s)", writing->obstacle);
	putchar('\n');
}

static void show(const struct target *target, const struct load *load,
		 const struct writing *writings)
{
	const struct state *state = load->state;

	for (size_t i = 0; i < state->count; i++) {
		const struct state_register *reg = &state->registers[i];

		moving_begin(reg->is_volatile);
		if (!load->dry_run)
			show_register(reg, &writings[i]);
		else if (!writings[i].obstacle)
			show_access(target, &writings[i].access);
		moving_end(reg->is_volatile);
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

/* On stderr, for it is no result. */
static int confirm(const struct target *target, size_t count)
{
	char *answer = NULL;
	size_t size = 0;
	bool yes;

	if (flush_output())
		return EXIT_FAILURE;
	fprintf(stderr, "write %zu register%s? [y/N] ", count,
		count == 1 ? "" : "s");
	yes = getline(&answer, &size, stdin) > 0 &&
	      (!strcasecmp(answer, "y\n") || !strcasecmp(answer, "yes\n"));
	free(answer);
	clearerr(stdin);
	return yes ? 0 : fail(-EINTR, target->selector, "nothing is written");
}

static int write_all(struct target *target, const struct load *load,
		     const struct writing *writings)
{
	size_t done = 0;
	int status = target_map(target, true);

	for (size_t i = 0; i < load->state->count && !status; i++) {
		const struct access *access = &writings[i].access;

		if (writings[i].obstacle)
			continue;
		status = target_write(target, access->offset, &access->unit,
				      access->value);
		done += !status;
	}
	if (status && done)
		fail(0, target->selector,
		     "%zu of %zu registers were written before", done,
		     count_writes(load, writings));
	return status;
}

static int load_job(struct target *target, const void *data)
{
	const struct load *load = data;
	struct register_args args = register_defaults(target);
	struct writing *writings = NULL;
	struct resolve_by by;
	size_t count = 0;
	int status = plan_prepare(target, &args, false, &by)
			     ?: prepare(target, load, &by, &writings);

	if (!status) {
		show(target, load, writings);
		count = count_writes(load, writings);
	}
	if (!status && load->ask && count)
		status = confirm(target, count);
	if (!status && !load->dry_run)
		status = write_all(target, load, writings);
	free(writings);
	return status;
}

int shell_load(struct shell *shell, int count, char **words)
{
	struct load load = {
		.force = shell_flag(&count, words, "--force"),
		.dry_run = shell_flag(&count, words, "--dry-run") ||
			   shell->dry_run,
	};
	struct state file;
	int status;

	if (count != 2 || (words[1][0] == '-' && !is_standard(words[1])))
		return fail(-UIO_ESYNTAX, NULL,
			    "it is `load [--dry-run] [--force] STATE'");
	load.name = words[1];
	load.ask = !shell->source && !load.dry_run;
	status = saved_get(shell, words[1], &file, &load.state);
	if (!status && load.state)
		status =
			with_target(shell->target, NULL, NULL, load_job, &load);
	state_free(&file);
	return status;
}
