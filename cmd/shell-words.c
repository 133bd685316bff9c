// SPDX-License-Identifier: GPL-2.0-or-later
/* The words of a command: from the script, with variables, and back to text. */
#include "shell-words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

/* A person sees the line. */
char *shell_place(const struct shell *shell, unsigned int line,
		  unsigned int column)
{
	char *text;

	if (shell->source)
		return asprintf(&text, "%s:%u:%u", shell->source, line,
				column) < 0
			       ? NULL
			       : text;
	return asprintf(&text, "column %u", column) < 0 ? NULL : text;
}

#define VALUE_SIZE sizeof("0xffffffffffffffff")

static int expand_variable(struct shell *shell,
			   const struct script_command *command,
			   const struct script_part *part, char **end)
{
	const struct variable *variable =
		variable_find(shell, part->text, part->length);
	char *where;
	int status;

	if (variable) {
		shell->unknown |= variable->unknown;
		shell->moves |= variable->moves;
		*end += sprintf(*end, "0x%" PRIx64, variable->value);
		return 0;
	}
	where = shell_place(shell, command->line, part->column);
	status = fail(-UIO_ESYNTAX, where, "no variable '%.*s': `let' sets one",
		      (int)part->length, part->text);
	free(where);
	return status;
}

/* Into as much room as words_size() says. */
static int expand(struct shell *shell, const struct script_command *command,
		  char **words, char *end)
{
	int status = 0;

	shell->unknown = shell->moves = false;
	for (const struct script_word *word = command->words; word && !status;
	     word = word->next) {
		*words++ = end;
		end = mempcpy(end, word->text, word->length);
		for (const struct script_part *part = word->parts;
		     part && !status; part = part->next) {
			if (part->variable)
				status = expand_variable(shell, command, part,
							 &end);
			else
				end = mempcpy(end, part->text, part->length);
		}
		*end++ = '\0';
	}
	return status;
}

static size_t words_size(const struct script_command *command)
{
	size_t size = command->count;

	for (const struct script_word *word = command->words; word;
	     word = word->next) {
		size += word->length;
		for (const struct script_part *part = word->parts; part;
		     part = part->next)
			size += part->variable ? VALUE_SIZE : part->length;
	}
	return size;
}

char **shell_expand(struct shell *shell, const struct script_command *command,
		    int *status)
{
	size_t count = command->count + 1;
	char **words =
		calloc(1, 2 * count * sizeof(*words) + words_size(command));

	if (!words) {
		*status = fail_memory();
		return NULL;
	}
	*status = expand(shell, command, words, (char *)(words + 2 * count));
	memcpy(words + count, words, count * sizeof(*words));
	return words;
}

/* In quotes where a word would not be read as one again. */
static void print_words(FILE *out, int count, char *const *words)
{
	for (int i = 0; i < count && words[i]; i++) {
		bool quoted = !*words[i] || strpbrk(words[i], " \t;{}#$");

		fprintf(out, quoted ? "%s'%s'" : "%s%s", i ? " " : "",
			words[i]);
	}
}

char *shell_quote(int count, char *const *words)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	if (out) {
		print_words(out, count, words);
		fclose(out);
	}
	return text;
}

void shell_trace(int count, char *const *words)
{
	char *text = shell_quote(count, words);

	fflush(stdout);
	fputs("+ ", stderr);
	print_text(stderr, text ?: "");
	fputc('\n', stderr);
	free(text);
}

char *shell_join(int count, char *const *words)
{
	size_t size = 1;
	char *text, *end;

	for (int i = 0; i < count; i++)
		size += strlen(words[i]) + 1;
	text = end = malloc(size);
	if (!text) {
		fail_memory();
		return NULL;
	}
	*end = '\0';
	for (int i = 0; i < count; i++)
		end = stpcpy(stpcpy(end, i ? " " : ""), words[i]);
	return text;
}
