/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts: formatted, compared, cleaned, and parts of them. */
#ifndef UIO_BASE_TEXT_H
#define UIO_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/**
 * text_format() - format a string as printf(3) does
 *
 * Returns an allocated string, or NULL if memory is short.
 */
__attribute__((format(printf, 1, 2))) char *text_format(const char *fmt, ...);

/**
 * text_user_path() - the path of a file that belongs to the user
 * @variable: the XDG variable that names the directory, if its value is an
 *            absolute path
 * @fallback: the directory below $HOME that is used otherwise
 * @name: the name of the file, relative to the directory
 *
 * Returns an allocated string, or NULL if neither variable is set, if the
 * program has rights that its user lacks, or if memory is short.
 */
char *text_user_path(const char *variable, const char *fallback,
		     const char *name);

/**
 * text_same() - whether two texts are equal, or both missing
 * @a, @b: may be NULL
 */
bool text_same(const char *a, const char *b);

/**
 * text_lower() - the small letter of an ASCII capital; other bytes are
 * unchanged
 * text_compare() - compare the first @length bytes, with capitals as small
 * letters
 *
 * They differ from tolower(3) and strncasecmp(3) in that the locale has no
 * effect: in a Turkish one the small letter of I is another character.
 */
char text_lower(char byte);
int text_compare(const char *a, const char *b, size_t length);

/**
 * text_close() - close a stream of open_memstream()
 * @text: the variable in which the stream stores the text
 *
 * Returns the text, which the caller frees, or NULL if there was not enough
 * memory for all of it.
 */
char *text_close(FILE *stream, char **text);

/**
 * utf8_clean() - escape bytes as \xNN that are not UTF-8 (RFC 3629), and the
 * control characters that JSON leaves as they are but terminals may obey: DEL
 * and U+0080 to U+009F
 *
 * Returns an allocated string, or NULL if memory is short.
 */
char *utf8_clean(const char *text);

/**
 * struct slice - a part of a text, borrowed from it and not terminated
 */
struct slice {
	const char *start;
	size_t length;
};

/**
 * slice_is() - whether a slice consists of exactly these characters
 */
static inline bool slice_is(const struct slice *slice, const char *text)
{
	return strlen(text) == slice->length &&
	       !memcmp(slice->start, text, slice->length);
}

#endif
