// SPDX-License-Identifier: GPL-2.0-or-later
/* What the Tab key offers, as the table of commands says. */
#include <stdlib.h>
#include <string.h>

#include "complete.h"
#include "shell.h"

/* readline's completion has no argument for the shell it is of. */
static const struct shell *shell_in_use;

/* The commands that begin so, by index among them. */
static char *complete_command(const char *start, int index)
{
	const struct shell_command *command;

	for (size_t i = 0; (command = shell_command_at(i)); i++)
		if (!strncmp(command->name, start, strlen(start)) && !index--)
			return strdup(command->name);
	return NULL;
}

/* The line of a list that is the index-th to begin so. */
static char *match_line(char *list, const char *start, int index)
{
	char *cursor = list, *word;

	while ((word = strsep(&cursor, "\n")))
		if (*word && !strncmp(word, start, strlen(start)) && !index--)
			return strdup(word);
	return NULL;
}

static char *complete_word(enum shell_words kind, const char *start, int index)
{
	char *list = NULL, *match;
	size_t length;
	FILE *out = open_memstream(&list, &length);

	if (!out)
		return NULL;
	if (kind == WORDS_DEVICES)
		complete_devices(out);
	else if (kind == WORDS_REGISTERS && shell_in_use->target->selector)
		complete_registers(out, shell_in_use->target->selector, NULL,
				   NULL);
	fclose(out);
	match = match_line(list, start, index);
	free(list);
	return match;
}

static char *complete(const char *line, const char *start, int index)
{
	const struct shell_command *command;
	size_t length;
	char *word;

	line += strspn(line, " \t");
	length = strcspn(line, " \t");
	if (!line[length])
		return complete_command(start, index);
	word = strndup(line, length);
	command = word ? shell_command_find(word) : NULL;
	free(word);
	if (!command)
		return NULL;
	if (command->completes == WORDS_COMMANDS)
		return complete_command(start, index);
	return complete_word(command->completes, start, index);
}

line_completer *shell_completer(const struct shell *shell)
{
	shell_in_use = shell;
	return complete;
}
