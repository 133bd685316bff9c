// SPDX-License-Identifier: GPL-2.0-or-later
/* Scripts of the shell, and the expressions in them. */
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/lang/expression.h"
#include "common/lang/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * Parts lie within the script, and words have as many of them as their counts
 * say.
 */
static void check_commands(const struct script_command *command,
			   const char *text, const char *end)
{
	for (; command; command = command->next) {
		size_t count = 0;

		for (const struct script_word *word = command->words; word;
		     word = word->next, count++) {
			if (word->text < text ||
			    word->text + word->length > end ||
			    (word->parts && word->length))
				abort();
			for (const struct script_part *part = word->parts; part;
			     part = part->next)
				if (part->text < text || !part->length ||
				    part->text + part->length > end ||
				    part->column < 1)
					abort();
		}
		if (!count || count != command->count ||
		    (command->body && command->kind == SCRIPT_COMMAND) ||
		    (command->otherwise && command->kind != SCRIPT_IF) ||
		    (command->kind == SCRIPT_FOR && count < 4) ||
		    command->text < text || !command->length ||
		    command->text + command->length > end)
			abort();
		check_commands(command->body, text, end);
		check_commands(command->otherwise, text, end);
	}
}

/* Columns are within their line, or directly after it. */
static void check_error(const struct script_error *error, const char *text)
{
	for (unsigned int line = 1; line < error->line; line++) {
		text = strchr(text, '\n');
		if (!text++)
			abort();
	}
	if (!error->reason || error->column < 1 ||
	    error->column > strcspn(text, "\n") + 1)
		abort();
}

static void check_expression(const char *text)
{
	struct expression value = { 1 }, again = { 2 }, fit;
	size_t column = SIZE_MAX;
	char *wrapped;
	int err;

	if (expression_parse(text, NULL, &value, &column)) {
		if (column > strlen(text) || value.value != 1)
			abort();
		return;
	}
	wrapped = malloc(strlen(text) + 4);
	strcat(strcat(strcpy(wrapped, "~("), text), ")");
	err = expression_parse(wrapped, NULL, &again, &column);
	/* An additional parenthesis may exceed the limit. */
	if (err ? err != -UIO_EPAREN : again.value != ~value.value)
		abort();
	fit = value;
	if (!expression_fit(&fit, 8) &&
	    (fit.value > 0xff || (!value.open && fit.value != value.value)))
		abort();
	free(wrapped);
}

/* Exactly the scripts that the check accepts can be parsed. */
static void check_script(const char *text)
{
	struct script_error error, again;
	struct script_command *command;
	struct script script;
	int checked = script_check(text, 1, &error), err = 0;

	if (checked)
		check_error(&error, text);
	script_open(&script, text, 1, &again);
	while (!err && *script.at) {
		err = script_next(&script, &command);
		if (!err && command->after != script.at)
			abort();
		if (!err)
			check_commands(command, text, text + strlen(text));
	}
	if (err != checked ||
	    (err && (again.line != error.line || again.column != error.column)))
		abort();
	script_close(&script);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = strndup((const char *)data, size);

	check_script(text);
	check_expression(text);
	free(text);
	return 0;
}
