/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The position in a script at which a person types: the command and its word. */
#ifndef UIO_LANG_SCRIPT_CURSOR_H
#define UIO_LANG_SCRIPT_CURSOR_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct script_cursor - the command that is being typed
 * @words: @count of them, without their quotes, and NULL; the last is the one
 *         at the cursor, which may be empty
 * @quote: what that one is in: ' or ", or 0
 * @comment: nothing there is a command
 */
struct script_cursor {
	char **words;
	size_t count;
	char quote;
	bool comment;
};

/**
 * script_cursor() - find the command at the end of a text
 * @text: the script up to the cursor, which may be incomplete
 *        anywhere
 * @cursor: the result; free with script_cursor_free() in any case
 *
 * Returns 0 or -ENOMEM.
 */
int script_cursor(const char *text, struct script_cursor *cursor);

void script_cursor_free(struct script_cursor *cursor);

#endif
