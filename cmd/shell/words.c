// SPDX-License-Identifier: GPL-2.0-or-later
/* Expands the words of a command, and turns words back into text. */
#include "words.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/base/text.h"
#include "common/lang/operand.h"
#include "variables.h"

/* At a prompt the line is visible and has no number. */
char *shell_place(const struct shell *shell, unsigned int line,
		  unsigned int column)
{
	return shell->source
		       ? text_format("%s:%u:%u", shell->source, line, column)
		       : text_format("column %u", column);
}

/* The size of a value's text, at most in binary. */
#define VALUE_SIZE (2 + 64 + 1)

static bool part_ends_with(const struct script_part *part, const char *text)
{
	size_t length = strlen(text);

	return part->length >= length &&
	       !strncmp(part->text + part->length - length, text, length);
}

/* Returns whether a condition begins with this word. */
static bool is_condition(const struct script_command *command,
			 const struct script_word *word)
{
	const struct script_word *before = command->words;

	if (word == before)
		return false;
	while (before->next != word)
		before = before->next;
	if (script_word_is(before, "--expect") ||
	    script_word_is(before, "--until"))
		return true;
	if (!script_word_is(command->words, "expect") &&
	    !script_word_is(command->words, "until") &&
	    !script_word_is(command->words, "if"))
		return false;
	for (before = command->words->next; before != word;
	     before = before->next) {
		const char *text = before->parts ? before->parts->text
						 : before->text;

		if ((!before->parts && !before->length) || *text != '-')
			return false;
	}
	return true;
}

/*
 * Returns whether a variable is the whole left side of a condition: then its
 * value is compared, not the register at that offset.
 */
static bool is_left_value(const struct script_command *command,
			  const struct script_word *word,
			  const struct script_part *part)
{
	const struct script_part *first = word->parts, *next = part->next;
	const char *at;

	if (first == part ? !is_condition(command, word)
			  : first->next != part || first->variable ||
				    (!part_ends_with(first, "--expect=") &&
				     !part_ends_with(first, "--until=")))
		return false;
	if (!next)
		return true;
	at = next->text;
	while (at < next->text + next->length && *at == ' ')
		at++;
	return !next->variable && at < next->text + next->length &&
	       strchr("=!<>&", *at);
}

/* Printed values use the base of `set base'; all other values are parsed again. */
static char *put_value(char *end, uint64_t value, int base)
{
	unsigned int bits = value ? 64 - __builtin_clzll(value) : 1;

	if (base == 8)
		return end + sprintf(end, "0o%" PRIo64, value);
	if (base == 10)
		return end + sprintf(end, "%" PRIu64, value);
	if (base == 16)
		return end + sprintf(end, "0x%" PRIx64, value);
	end = stpcpy(end, "0b");
	while (bits--)
		*end++ = '0' + (value >> bits & 1);
	return end;
}

/* To the commands named after U-Boot's a number without a prefix is hexadecimal. */
static bool reads_hexadecimal(const struct script_word *name)
{
	const struct shell_command *called =
		shell_command_called(name->text, name->length);

	return called && called->widths;
}

static int expand_variable(struct shell *shell,
			   const struct script_command *command,
			   const struct script_word *word,
			   const struct script_part *part, char **end)
{
	bool is_value = is_left_value(command, word, part);
	bool printed = script_word_is(command->words, "echo");
	const struct variable *variable =
		variable_find(shell, part->text, part->length);
	char *where;
	int status;

	if (*part->text == '?') {
		/* The exit status of a command is unknown in a dry run. */
		shell->unknown |= shell->dry_run;
		*end += sprintf(*end,
				reads_hexadecimal(command->words) ? "0x%x"
				: is_value			  ? "(%d)"
								  : "%d",
				shell->status);
		return 0;
	}
	if (variable) {
		shell->unknown |= variable->unknown;
		shell->is_volatile |= variable->is_volatile;
	}
	if (variable && variable->text) {
		*end = stpcpy(*end, variable->text);
		return 0;
	}
	if (variable) {
		bool open = variable->open && !printed;
		uint64_t value = open ? ~variable->value : variable->value;

		*end = stpcpy(*end, is_value || open ? "(" : "");
		*end = stpcpy(*end, open ? "~" : "");
		*end = put_value(*end, value,
				 printed ? shell->settings.base : 16);
		*end = stpcpy(*end, is_value || open ? ")" : "");
		return 0;
	}
	where = shell_place(shell, command->line, part->column);
	status = fail(-UIO_ESYNTAX, where,
		      "no variable '%.*s': set it with `let'",
		      (int)part->length, part->text);
	free(where);
	return status;
}

/* Expands the words into words_size() bytes, with a NUL after each. */
static int expand(struct shell *shell, const struct script_command *command,
		  char **words, char *end)
{
	int status = 0;

	shell->unknown = shell->is_volatile = false;
	for (const struct script_word *word = command->words; word && !status;
	     word = word->next) {
		*words++ = end;
		end = mempcpy(end, word->text, word->length);
		for (const struct script_part *part = word->parts;
		     part && !status; part = part->next) {
			if (part->variable)
				status = expand_variable(shell, command, word,
							 part, &end);
			else
				end = mempcpy(end, part->text, part->length);
		}
		*end++ = '\0';
	}
	return status;
}

static size_t words_size(const struct shell *shell,
			 const struct script_command *command)
{
	size_t size = command->count;

	for (const struct script_word *word = command->words; word;
	     word = word->next) {
		size += word->length;
		for (const struct script_part *part = word->parts; part;
		     part = part->next) {
			const struct variable *variable =
				part->variable
					? variable_find(shell, part->text,
							part->length)
					: NULL;

			if (variable && variable->text)
				size += strlen(variable->text);
			else
				size += part->variable ? VALUE_SIZE
						       : part->length;
		}
	}
	return size;
}

/*
 * Returns whether the next word continues an assignment, which this word or
 * that one begins.
 */
static bool goes_on(const char *word, const char *next)
{
	bool option = *next == '-' &&
		      (next[1] == '-' || isalpha((unsigned char)next[1]));

	if (!*word || !*next || *word == '-' || option)
		return false;
	if (strchr(OPERAND_CHANGES, *next) ? next[1] == '='
					   : *next == '=' && next[1] != '=')
		return true;
	return strchr(word, '=') &&
	       (strchr("=|&^+-*/%<>~(", word[strlen(word) - 1]) ||
		strchr("|&^+-*/%<>)", *next));
}

void shell_join_assignments(char *text, const char *end)
{
	char *assignment = text, *word = text, *next;

	for (; word < end && (next = word + strlen(word) + 1) < end;
	     word = next) {
		if (goes_on(assignment, next))
			next[-1] = ' ';
		else
			assignment = next;
	}
}

int shell_expand(struct shell *shell, const struct script_command *command,
		 struct expansion *line)
{
	size_t count = command->count + 1, size = words_size(shell, command);
	char **words = calloc(1, 2 * (count * sizeof(*words) + size));
	char *text, *end;
	int status;

	*line = (struct expansion){ .words = words };
	if (!words)
		return fail_memory();
	text = (char *)(words + 2 * count);
	status = expand(shell, command, words, text);
	if (status)
		return status;
	end = words[count - 2] + strlen(words[count - 2]) + 1;
	memcpy(text + size, text, end - text);
	text += size;
	end += size;
	/* Joins the words of an assignment that was typed with blanks. */
	line->called = shell_command_find(text);
	if (!line->called)
		shell_join_assignments(text, end);
	else if (!strcmp(line->called->name, "poke"))
		shell_join_assignments(text + strlen(text) + 1, end);
	line->run = words + count;
	for (; text < end; text += strlen(text) + 1)
		line->run[line->count++] = text;
	return 0;
}

/* Quotes of one kind are put into those of the other kind. */
static void put_quoted(FILE *out, const char *word)
{
	if (!*word)
		fputs("''", out);
	while (*word) {
		char quote = *word == '\'' ? '"' : '\'';
		size_t length = quote == '"' ? strspn(word, "'")
					     : strcspn(word, "'");

		fprintf(out, "%c%.*s%c", quote, (int)length, word, quote);
		word += length;
	}
}

char *shell_quote(int count, char *const *words)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	if (!out)
		return NULL;
	for (int i = 0; i < count && words[i]; i++) {
		if (i)
			fputc(' ', out);
		if (!*words[i] || script_needs_quotes(words[i], SCRIPT_SPECIAL))
			put_quoted(out, words[i]);
		else
			fputs(words[i], out);
	}
	return text_close(out, &text);
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
