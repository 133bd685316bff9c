// SPDX-License-Identifier: GPL-2.0-or-later
#include "prepare.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/run/registers.h"
#include "cmd/run/write.h"
#include "words.h"

static const struct write_request no_options;

static int run_steps(struct prepared *prepared)
{
	const struct resolved *first = &prepared->steps[0].found;
	struct plan plan = { prepared->steps, prepared->count };
	int status = target_map(prepared->target, UIO_MAP_ALL, true);

	if (status)
		return status;
	/* The common case of one whole unit. */
	if (prepared->count == 1 && first->access.count == 1 &&
	    resolved_whole(first))
		return prepared->target->ops->write(
			prepared->target, first->access.offset,
			&first->access.unit, first->access.value);
	return write_plan(prepared->target, &plan, &prepared->by, &no_options,
			  NULL);
}

/* Copies the words, each followed by a blank or a NUL, if there is room. */
static char *copy_words(struct prepared *prepared,
			const struct script_word *words, char after)
{
	char *end = prepared->text, *limit = end + sizeof(prepared->text);

	for (; words; words = words->next) {
		if (words->parts || words->length + 1 > (size_t)(limit - end))
			return NULL;
		end = mempcpy(end, words->text, words->length);
		*end++ = after;
	}
	return end;
}

bool prepare_poke(struct prepared *prepared, const struct script_word *words)
{
	const char *end = copy_words(prepared, words, '\0');
	const char *text = prepared->text;
	size_t column;

	if (end)
		shell_join_assignments(prepared->text, end);
	prepared->run = run_steps;
	for (; end && text < end; text += strlen(text) + 1) {
		struct step *step = &prepared->steps[prepared->count];

		if (prepared->count++ == PREPARED_STEPS ||
		    operand_parse(text, &step->operand, &column) ||
		    !step->operand.assigned ||
		    resolve(&step->operand, &prepared->by, &step->found,
			    &column) ||
		    write_objection(&step->found, &prepared->by, &no_options))
			return false;
	}
	return prepared->count;
}

static int run_expect(struct prepared *prepared)
{
	return target_map(prepared->target, UIO_MAP_ALL, false)
		       ?: check_condition(prepared->target, prepared->text,
					  &prepared->condition,
					  prepared->message);
}

static bool read_expect(struct prepared *prepared)
{
	size_t column;

	return !condition_parse(prepared->text, &prepared->by,
				&prepared->condition, &column);
}

/* Few conditions have a message. */
bool prepare_expect(struct prepared *prepared, const struct script_word *words)
{
	char *end = copy_words(prepared, words, ' ');

	if (!end || end == prepared->text)
		return false;
	end[-1] = '\0';
	prepared->run = run_expect;
	prepared->message = NULL;
	if (read_expect(prepared))
		return true;
	prepared->message = shell_cut_message(prepared->text);
	return prepared->message && read_expect(prepared);
}

static bool prepare(const struct shell *shell,
		    const struct script_command *command,
		    struct prepared *prepared)
{
	const struct script_word *first = command->words;
	struct target *target = shell->target;
	const struct shell_command *known;

	if (!target->mapped || shell->trace ||
	    command->kind != SCRIPT_COMMAND || first->parts)
		return false;
	prepared->target = target;
	prepared->count = 0;
	prepared->by = (struct resolve_context){
		.regs = target->regs,
		.region = target->region,
		.width = shell->settings.width,
		.endian = shell->settings.endian,
	};
	if (memchr(first->text, '=', first->length))
		return prepare_poke(prepared, first);
	known = shell_command_called(first->text, first->length);
	if (!known)
		return first->next && prepare_poke(prepared, first);
	return known->prepare && known->prepare(prepared, first->next);
}

bool shell_prepare(const struct shell *shell,
		   const struct script_command *command,
		   struct prepared *prepared)
{
	struct plan plan = { prepared->steps };

	if (!prepare(shell, command, prepared))
		return false;
	plan.count = prepared->count;
	return shell->source || !write_long_fill(&plan);
}

struct prepared *shell_prepare_block(const struct shell *shell,
				     const struct script_command *body)
{
	struct prepared *block, *prepared;
	size_t size = 0;

	for (const struct script_command *c = body; c; c = c->next)
		size++;
	block = prepared = calloc(size + 1, sizeof(*block));
	for (; block && body; body = body->next) {
		if (shell_prepare(shell, body, prepared++))
			continue;
		free(block);
		block = NULL;
	}
	return block;
}
