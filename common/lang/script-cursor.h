/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The position in a script at which a person types: the command, and the word
 * in it.
 */
#ifndef UIO_LANG_SCRIPT_CURSOR_H
#define UIO_LANG_SCRIPT_CURSOR_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct script_cursor - the command that is being typed
 * @words: @count words without their quotes, and NULL; the last is the one at
 *         the cursor, which may be empty
 * @quote: the quote that is open in this word: ' or ", or 0
 * @comment: the cursor is in a comment
 */
struct script_cursor {
	char **words;
	size_t count;
	char quote;
	bool comment;
};

/**
 * script_cursor() - find the command at the end of a text
 * @text: the script up to the cursor, which may end anywhere
 * @cursor: the result; free with script_cursor_free() in either case
 *
 * Returns 0 or -ENOMEM.
 */
int script_cursor(const char *text, struct script_cursor *cursor);

void script_cursor_free(struct script_cursor *cursor);

#endif
