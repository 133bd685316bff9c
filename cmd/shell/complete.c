// SPDX-License-Identifier: GPL-2.0-or-later
/* What the Tab key offers: which list, as the table of commands says. */
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "common/lang/script-cursor.h"
#include "offers.h"

/* readline's completion has no argument for the shell it is of. */
static const struct shell *shell_in_use;

/* In the shell an applet's device is left out. */
static const char *own_usage(const struct applet *applet)
{
	const char *usage = applet->grammar->forms;

	return usage && applet->on_device ? usage + strcspn(usage, " \n")
					  : usage;
}

static void offer_kind(struct offers *offers, enum shell_words kind,
		       char *const *before, size_t count)
{
	switch (kind) {
	case WORDS_NONE:
		break;
	case WORDS_COMMANDS:
		offer_commands(offers);
		break;
	case WORDS_DEVICES:
		offer_devices(offers, "");
		break;
	case WORDS_REGISTERS:
		offer_operands(offers, shell_in_use, before, count);
		break;
	case WORDS_SETTINGS:
		if (count < 2)
			offer_settings(offers, count ? before[0] : NULL);
		break;
	case WORDS_STATES:
		offer_states(offers, shell_in_use);
		offer_files(offers);
		break;
	case WORDS_FILES:
		offer_files(offers);
		break;
	}
}

/* A word behind its command; words[count] is the one at the cursor. */
static void offer_argument(struct offers *offers,
			   const struct shell_command *command, char **words,
			   size_t count)
{
	const struct applet *applet = applet_by_verb(command->name);

	if (applet && offer_option(offers, shell_in_use, applet->grammar,
				   words[count - 1]))
		return;
	if (!applet && !strcmp(words[count - 1], "-o")) {
		offer_files(offers);
		return;
	}
	if (applet)
		offer_usage(offers, own_usage(applet), words + 1, count - 1);
	offer_usage(offers, command->usage, words + 1, count - 1);
	offer_kind(offers, command->completes, words + 1, count - 1);
}

static void offer_word(struct offers *offers,
		       const struct script_cursor *cursor)
{
	const struct shell_command *command;
	size_t before = cursor->count - 1;

	if (cursor->quote != '\'' && offer_variables(offers, shell_in_use))
		return;
	command = before ? shell_command_find(cursor->words[0]) : NULL;
	if (command) {
		offer_argument(offers, command, cursor->words, before);
		return;
	}
	if (!before)
		offer_commands(offers);
	offer_operands(offers, shell_in_use, cursor->words, before);
}

/* Quotes inside a word would not be put back. */
static char *complete(const char *line, const char *start)
{
	struct script_cursor cursor;
	char *list = NULL;
	size_t length;
	FILE *out = open_memstream(&list, &length);
	int err = script_cursor(line, &cursor);

	if (out && !err && !cursor.comment) {
		const char *word = cursor.words[cursor.count - 1];
		struct offers offers = { out, word, word };

		if (!strcmp(word, start))
			offer_word(&offers, &cursor);
	}
	script_cursor_free(&cursor);
	if (out)
		fclose(out);
	return list;
}

line_completer *shell_completer(const struct shell *shell)
{
	shell_in_use = shell;
	return complete;
}
