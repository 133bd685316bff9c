/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Conversion of a driver's text to valid UTF-8. */
#ifndef UIO_BASE_UTF8_H
#define UIO_BASE_UTF8_H

/**
 * utf8_clean() - escape bytes as \xNN that are not UTF-8 (RFC 3629), and the
 * control characters that JSON leaves as they are but terminals may obey: DEL
 * and U+0080 to U+009F
 *
 * Returns an allocated string, or NULL if memory is short.
 */
char *utf8_clean(const char *text);

#endif
