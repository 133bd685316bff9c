// SPDX-License-Identifier: GPL-2.0-or-later
/* Completion with the Tab key. */
#include "cmd/complete/complete.h"

#include <ctype.h>
#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "common/lang/script-cursor.h"
#include "shell.h"
#include "variables.h"

/* readline's callback takes no argument that could be the shell. */
static const struct shell *shell_in_use;

/* Width suffixes are offered only once the dot has been typed. */
static void offer_commands(const struct completion *completion, bool dot)
{
	const struct shell_command *command;
	const char *alias;

	for (size_t i = 0; (command = shell_command_at(i)); i++) {
		offer(completion, command->name, NULL);
		for (const char *width = "bwlq";
		     dot && command->widths && *width; width++) {
			char word[16];

			snprintf(word, sizeof(word), "%s.%c", command->name,
				 *width);
			offer(completion, word, NULL);
		}
	}
	/* Aliases of a single letter are not worth completing. */
	for (size_t i = 0; (alias = shell_alias_at(i)); i++)
		if (alias[1])
			offer(completion, alias, NULL);
}

/* Names in usage texts whose candidates only the shell knows. */
static void offer_own(struct completion *completion,
		      const struct complete_line *line, const char *name)
{
	const struct shell_command *command = line->data;
	const char *setting = line->count > 1 ? line->words[0] : NULL, *word;

	if (!strcmp(name, "COMMAND") && !command)
		offer(completion, "else", NULL);
	if (!strcmp(name, "COMMAND"))
		offer_commands(completion,
			       strchr(line->words[line->count - 1], '.'));
	if (!strcmp(name, "TOPIC"))
		for (size_t i = 0; (word = shell_topic_at(i)); i++)
			offer(completion, word, NULL);
	if (!strcmp(name, "STATE"))
		for (const struct saved *saved = shell_in_use->states; saved;
		     saved = saved->next)
			offer(completion, saved->name, NULL);
	if (!command || strcmp(command->name, "set"))
		return;
	for (size_t i = 0; (word = setting_word(setting, i)); i++)
		offer(completion, word, NULL);
	if (setting && !strcmp(setting, "regs"))
		offer_register_files(completion);
	if (setting && !strcmp(setting, "peripheral"))
		offer_blocks(completion);
}

/* Completes a $ and a partial name at the end of the word. */
static bool print_variables(FILE *out, const char *typed)
{
	const char *dollar = strrchr(typed, '$'), *end = dollar;

	if (!dollar)
		return false;
	while (isalnum((unsigned char)*++end) || *end == '_')
		;
	for (const struct variable *v = shell_in_use->variables; v && !*end;
	     v = v->next)
		if (!strncmp(v->name, dollar + 1, end - dollar - 1))
			fprintf(out, "%.*s%s\n", (int)(dollar + 1 - typed),
				typed, v->name);
	return !*end;
}

/* Directories end in a slash. */
static void print_files(FILE *out, const char *typed, size_t before)
{
	char pattern[PATH_MAX + 2], *end = pattern;
	glob_t found = { 0 };

	for (const char *path = typed + before;
	     *path && end < pattern + PATH_MAX - 1; *end++ = *path++)
		if (strchr("*?[\\", *path))
			*end++ = '\\';
	strcpy(end, "*");
	glob(pattern, GLOB_MARK, NULL, &found);
	for (size_t i = 0; i < found.gl_pathc; i++)
		fprintf(out, "%.*s%s\n", (int)before, typed, found.gl_pathv[i]);
	globfree(&found);
}

/*
 * Drops candidates that do not match, descriptions, and all directives but that
 * for files.
 */
static void print_lines(FILE *out, const char *typed, char *lines)
{
	char *line;

	while ((line = strsep(&lines, "\n"))) {
		const char *word = strsep(&line, "\t");
		size_t end = strlen(typed);

		if (!*word && line && !strncmp(line, "files\t", 6))
			print_files(out, typed, strcspn(line + 6, "\t"));
		if (!*word || strncmp(word, typed, end))
			continue;
		/*
		 * Names are offered part by part, up to the character that
		 * opens the next part.
		 */
		end += strcspn(word + end, ".[]");
		end += word[end] == ']' && word[end + 1] == '.';
		fprintf(out, "%.*s\n", (int)end + !!word[end], word);
	}
}

static void print_words(FILE *out, const struct script_cursor *cursor)
{
	const char *typed = cursor->words[cursor->count - 1];
	struct complete_line line = {
		.usage = "COMMAND|OPERAND OPERAND...",
		.words = cursor->words,
		.count = cursor->count,
		.held = shell_in_use->target,
		.own = offer_own,
	};
	const struct shell_command *command =
		line.count > 1 ? shell_command_find(*line.words) : NULL;
	char *lines = NULL;
	size_t length;
	FILE *found = open_memstream(&lines, &length);

	if (command) {
		line.applet = applet_by_verb(command->name);
		line.usage = command->usage;
		line.data = command;
		line.help = true;
		line.words++;
		line.count--;
	}
	if (found) {
		complete(found, &line);
		fclose(found);
		print_lines(out, typed, lines);
	}
	free(lines);
}

/* A word with quotes inside could not be replaced correctly. */
static char *complete_typed(const char *line, const char *start)
{
	struct script_cursor cursor;
	char *words = NULL;
	size_t length;
	FILE *out = open_memstream(&words, &length);
	int err = script_cursor(line, &cursor);

	if (out && !err && !cursor.comment &&
	    !strcmp(cursor.words[cursor.count - 1], start) &&
	    (cursor.quote == '\'' || !print_variables(out, start)))
		print_words(out, &cursor);
	script_cursor_free(&cursor);
	if (out)
		fclose(out);
	return words;
}

line_completer *shell_completer(const struct shell *shell)
{
	shell_in_use = shell;
	return complete_typed;
}
