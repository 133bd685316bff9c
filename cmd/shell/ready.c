// SPDX-License-Identifier: GPL-2.0-or-later
#include "ready.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/run/registers.h"
#include "cmd/run/write.h"
#include "common/lang/script-scan.h"

static const struct write_request no_options;

/* One whole unit, as most are. */
static int write_one(struct ready *ready)
{
	const struct access *access = &ready->steps[0].found.access;

	return target_map(ready->target, true)
		       ?: registers_write(ready->target, access->offset,
					  &access->unit, access->value);
}

static int write_steps(struct ready *ready)
{
	struct plan plan = { ready->steps, ready->count };

	return target_map(ready->target, true)
		       ?: write_plan(ready->target, &plan, &ready->by,
				     &no_options, NULL);
}

static bool add_step(struct ready *ready, const char *text)
{
	struct step *step = &ready->steps[ready->count++];
	size_t column;

	return !operand_parse(text, &step->operand, &column) &&
	       step->operand.assigned &&
	       !resolve(&step->operand, &ready->by, &step->found, &column) &&
	       !write_objection(&step->found, &ready->by, &no_options);
}

/* The plain characters of a word; returns how many, or 0 without room for them. */
static size_t copy_word(char *to, size_t size, const char *word)
{
	size_t length = 0;

	while (length < size && !script_is(word[length], SCRIPT_SPECIAL)) {
		to[length] = word[length];
		length++;
	}
	if (length == size)
		return 0;
	to[length] = '\0';
	return length;
}

static bool is_one_unit(const struct ready *ready)
{
	const struct resolved *first = &ready->steps[0].found;

	return ready->count == 1 && first->access.count == 1 &&
	       resolved_whole(first);
}

const char *ready_poke(struct ready *ready, const char *words)
{
	size_t used = 0;

	ready->count = 0;
	while (ready->count < READY_STEPS) {
		char *text = ready->text + used;
		size_t length = copy_word(text, READY_TEXT - used, words);

		if (!length || !add_step(ready, text))
			return NULL;
		words += length;
		if (script_command_ends(words)) {
			ready->run = is_one_unit(ready) ? write_one
							: write_steps;
			return words;
		}
		words = script_blanks(words);
		used += length + 1;
	}
	return NULL;
}

static int run_expect(struct ready *ready)
{
	return target_map(ready->target, false)
		       ?: check_condition(ready->target, ready->text,
					  &ready->condition);
}

const char *ready_expect(struct ready *ready, const char *words)
{
	const char *end = words;
	size_t column;

	ready->run = run_expect;
	if (condition_scan(&end, &ready->by, &ready->condition, &column) ||
	    !script_command_ends(end) || end - words >= READY_TEXT)
		return NULL;
	*(char *)mempcpy(ready->text, words, end - words) = '\0';
	return end;
}

const char *shell_ready(const struct shell *shell, const char *text,
			struct ready *ready)
{
	struct target *target = shell->target;
	const struct shell_command *known;
	size_t length = 0;

	if (!target->mapped || shell->trace)
		return NULL;
	ready->target = target;
	ready->by = (struct resolve_context){
		.regs = target->regs,
		.region = target->region,
		.width = shell->settings.width,
		.endian = shell->settings.endian,
	};
	while (text[length] != '=' && !script_is(text[length], SCRIPT_SPECIAL))
		length++;
	if (text[length] == '=')
		return ready_poke(ready, text);
	known = shell_command_called(text, length);
	if (!known || !known->ready)
		return NULL;
	return known->ready(ready, script_blanks(text + length));
}

struct ready *shell_ready_block(const struct shell *shell,
				const struct script_command *body)
{
	struct ready *block, *ready;
	size_t size = 0;

	for (const struct script_command *c = body; c; c = c->next)
		size++;
	block = ready = calloc(size + 1, sizeof(*block));
	for (; block && body; body = body->next) {
		if (shell_ready(shell, body->text, ready++))
			continue;
		free(block);
		block = NULL;
	}
	return block;
}
