// SPDX-License-Identifier: GPL-2.0-or-later
#include "shell-ready.h"

#include <stdlib.h>
#include <string.h>

#include "poke.h"
#include "script-scan.h"

static const struct poke_args no_options;

/* Behind what is in the text so far, which ends at @at; NULL if it is full. */
static char *add_text(struct ready *ready, char *at, const char *text,
		      size_t length)
{
	if (length >= (size_t)(ready->text + READY_TEXT - at))
		return NULL;
	at = mempcpy(at, text, length);
	*at++ = '\0';
	return at;
}

static int run_poke(struct ready *ready)
{
	struct plan plan = { ready->steps, ready->count };

	return target_map(ready->target, true)
		       ?: poke_write(ready->target, &plan, &ready->by,
				     &no_options, NULL);
}

static bool add_step(struct ready *ready, const char *text)
{
	struct step *step = &ready->steps[ready->count++];
	size_t column;

	return !operand_parse(text, &step->operand, &column) &&
	       step->operand.assigned &&
	       !resolve(&step->operand, &ready->by, &step->found, &column) &&
	       !poke_objection(&step->found, &ready->by, &no_options);
}

const char *ready_poke(struct ready *ready, const char *words)
{
	char *text = ready->text;

	ready->run = run_poke;
	ready->count = 0;
	while (ready->count < READY_STEPS) {
		size_t length = script_plain_length(words);
		char *end = add_text(ready, text, words, length);

		if (!end || !add_step(ready, text))
			return NULL;
		words += length;
		if (script_command_ends(words))
			return words;
		words = script_blanks(words);
		text = end;
	}
	return NULL;
}

static int run_expect(struct ready *ready)
{
	return target_map(ready->target, false)
		       ?: poke_expect(ready->target, ready->text,
				      &ready->condition);
}

const char *ready_expect(struct ready *ready, const char *words)
{
	const char *end = words;
	size_t column;

	ready->run = run_expect;
	if (condition_scan(&end, &ready->by, &ready->condition, &column) ||
	    !script_command_ends(end) ||
	    !add_text(ready, ready->text, words, end - words))
		return NULL;
	return end;
}

const char *shell_ready(const struct shell *shell, const char *text,
			struct ready *ready)
{
	struct target *target = shell->target;
	size_t length = script_plain_length(text);
	const struct shell_command *known;

	if (!target->mapped || shell->trace)
		return NULL;
	ready->target = target;
	ready->by = (struct resolve_by){
		.regs = target->regs,
		.region = target->region,
		.width = shell->settings.width,
		.endian = shell->settings.endian,
	};
	if (memchr(text, '=', length))
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
