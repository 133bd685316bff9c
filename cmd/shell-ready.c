// SPDX-License-Identifier: GPL-2.0-or-later
/* Blocks of accesses alone: what is the same in each turn is done once. */
#include <stdlib.h>
#include <string.h>

#include "poke.h"
#include "shell.h"

/**
 * struct ready_access - a poke, or an expect
 * @text, @condition: of an expect
 * @args, @by, @plan, @joined: of a poke
 */
struct ready_access {
	struct ready ready;
	struct target *target;
	char *text;
	struct condition condition;
	struct poke_args args;
	struct resolve_by by;
	struct plan plan;
	char *joined;
};

static int run_poke(const struct ready *ready)
{
	const struct ready_access *access = (const void *)ready;

	return target_map(access->target, true)
		       ?: poke_write(access->target, &access->plan, &access->by,
				     &access->args, NULL);
}

static int run_expect(const struct ready *ready)
{
	const struct ready_access *access = (const void *)ready;

	return target_map(access->target, false)
		       ?: poke_expect(access->target, access->text,
				      &access->condition);
}

/* `poke ASSIGNMENT...`, or the assignments alone. */
static int make_poke(struct ready_access *access, int count, char **words)
{
	struct register_args *args = &access->args.registers;
	struct target *target = access->target;

	access->ready.run = run_poke;
	args->operands = words;
	args->count = count;
	return plan_prepare(target, args, plan_has_names(words, count),
			    &access->by)
		       ?: poke_plan(&access->plan, target, &access->args,
				    &access->by, &access->joined)
		       ?: poke_check(target, &access->plan, &access->by,
				     &access->args);
}

static int make_expect(struct ready_access *access, int count, char **words)
{
	struct target *target = access->target;

	access->ready.run = run_expect;
	access->text = shell_join(count, words);
	if (!access->text)
		return EXIT_FAILURE;
	return plan_prepare(target, &access->args.registers,
			    plan_has_names(&access->text, 1), &access->by)
		       ?: plan_condition(target, &access->by, access->text,
					 &access->condition);
}

/* Options, and other devices, are for the commands themselves. */
static bool are_plain(const struct script_command *command, char **words)
{
	for (const struct script_word *word = command->words; word;
	     word = word->next, words++) {
		if (**words == '-' || target_prefix(*words))
			return false;
		for (const struct script_part *part = word->parts; part;
		     part = part->next)
			if (part->variable)
				return false;
	}
	return true;
}

/* Nonzero where it is neither. */
static int make_access(struct ready_access *access,
		       const struct script_command *command)
{
	int count = command->count;
	char **words = access->ready.words;
	const struct shell_command *known = shell_command_find(words[0]);

	if (command->repeats || !are_plain(command, words))
		return EXIT_FAILURE;
	if (known && known->run == shell_expect)
		return make_expect(access, count - 1, words + 1);
	if (known && !strcmp(known->name, "poke"))
		return make_poke(access, count - 1, words + 1);
	if (!known && strchr(words[0], '='))
		return make_poke(access, count, words);
	return EXIT_FAILURE;
}

void ready_free(struct ready *ready)
{
	while (ready) {
		struct ready_access *access = (void *)ready;

		ready = ready->next;
		plan_free(&access->plan);
		free(access->joined);
		free(access->text);
		free(access->ready.words);
		free(access);
	}
}

struct ready *shell_ready(struct shell *shell,
			  const struct script_command *body)
{
	struct ready *list = NULL, **tail = &list;
	int status = shell->trace || shell->dry_run;

	for (; body && !status; body = body->next) {
		struct ready_access *access = calloc(1, sizeof(*access));

		if (!access)
			break;
		*tail = &access->ready;
		tail = &access->ready.next;
		access->target = shell->target;
		access->args.registers = register_defaults(shell->target);
		access->ready.command = body;
		access->ready.words = shell_expand(shell, body, &status);
		if (!status)
			status = make_access(access, body);
	}
	if (!body && !status)
		return list;
	ready_free(list);
	return NULL;
}
