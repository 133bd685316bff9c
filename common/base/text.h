/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Formatted strings, and the paths of a user's files. */
#ifndef UIO_BASE_TEXT_H
#define UIO_BASE_TEXT_H

#include <stdio.h>

/**
 * text_format() - a string from a format, as printf(3) takes it
 *
 * Returns an allocated string, NULL when memory is short.
 */
__attribute__((format(printf, 1, 2))) char *text_format(const char *fmt, ...);

/**
 * text_user_path() - the path of a file of the user's
 * @variable: the XDG variable that has the directory, if it is an absolute path
 * @fallback: the directory below $HOME otherwise
 * @name: of the file, below that
 *
 * Returns an allocated string; NULL without either variable, where the program has
 * rights that its user lacks, or when memory is short.
 */
char *text_user_path(const char *variable, const char *fallback,
		     const char *name);

/**
 * text_lower() - the small letter of an ASCII capital; other bytes as they are
 * text_compare() - compare the first @length bytes, with capitals as small letters
 *
 * As tolower(3) and strncasecmp(3), but the same in every locale: in a Turkish one the
 * small letter of I is another.
 */
char text_lower(char byte);
int text_compare(const char *a, const char *b, size_t length);

/**
 * text_close() - the text that was printed to a stream of open_memstream()
 * @text: where the stream has it
 *
 * Returns the text, to be freed, or NULL if there was not memory for all of it.
 */
char *text_close(FILE *stream, char **text);

#endif
