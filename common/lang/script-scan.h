/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lexical elements of scripts. */
#ifndef UIO_LANG_SCRIPT_SCAN_H
#define UIO_LANG_SCRIPT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum {
	SCRIPT_BLANK = 1,
	SCRIPT_SEPARATOR = 2,
	SCRIPT_BRACE = 4,
	SCRIPT_QUOTE = 8,
	SCRIPT_DOLLAR = 16,
	SCRIPT_END = 32,
	SCRIPT_WORD_END = SCRIPT_BLANK | SCRIPT_SEPARATOR | SCRIPT_BRACE |
			  SCRIPT_END,
	SCRIPT_SPECIAL = SCRIPT_WORD_END | SCRIPT_QUOTE | SCRIPT_DOLLAR,
};

extern const unsigned char script_kinds[256];

/**
 * script_is() - whether a character is of one of these kinds
 */
static inline bool script_is(char c, unsigned int kinds)
{
	return script_kinds[(unsigned char)c] & kinds;
}

/**
 * script_blanks() - skip blanks
 */
const char *script_blanks(const char *at);

/**
 * script_needs_quotes() - whether a text has characters of these kinds, or would
 * begin a comment
 */
bool script_needs_quotes(const char *text, unsigned int kinds);

#endif
