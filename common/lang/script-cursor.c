// SPDX-License-Identifier: GPL-2.0-or-later
#include "script-cursor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "script.h"

static void forget_words(struct script_cursor *cursor)
{
	while (cursor->count)
		free(cursor->words[--cursor->count]);
	if (cursor->words)
		cursor->words[0] = NULL;
}

void script_cursor_free(struct script_cursor *cursor)
{
	forget_words(cursor);
	free(cursor->words);
	*cursor = (struct script_cursor){ 0 };
}

/* Quotes are removed; an unclosed quote is kept in @quote. */
static int scan_word(const char **at, struct script_cursor *cursor)
{
	char **words =
		realloc(cursor->words, (cursor->count + 2) * sizeof(*words));
	char *word = calloc(1, strlen(*at) + 1), *end = word;
	const char *c = *at;
	char quote = 0;

	cursor->words = words ?: cursor->words;
	if (!words || !word) {
		free(word);
		return -ENOMEM;
	}
	for (; *c && (quote || !script_is(*c, SCRIPT_WORD_END)); c++) {
		if (*c == quote)
			quote = 0;
		else if (!quote && (*c == '\'' || *c == '"'))
			quote = *c;
		else
			*end++ = *c;
	}
	*at = c;
	cursor->quote = quote;
	words[cursor->count++] = word;
	words[cursor->count] = NULL;
	return 0;
}

int script_cursor(const char *text, struct script_cursor *cursor)
{
	int err;

	*cursor = (struct script_cursor){ 0 };
	do {
		text = script_blanks(text);
		if (*text == '#') {
			text += strcspn(text, "\n");
			cursor->comment = !*text;
		}
		while (*text && script_is(*text, SCRIPT_WORD_END)) {
			if (!script_is(*text, SCRIPT_BLANK))
				forget_words(cursor);
			text++;
		}
		err = *text == '#' ? 0 : scan_word(&text, cursor);
	} while (!err && *text);
	return err;
}
