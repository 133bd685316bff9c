// SPDX-License-Identifier: GPL-2.0-or-later
#include "text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *text_format(const char *fmt, ...)
{
	va_list args;
	char *text;
	int len;

	va_start(args, fmt);
	len = vasprintf(&text, fmt, args);
	va_end(args);
	return len < 0 ? NULL : text;
}

char *text_user_path(const char *variable, const char *fallback,
		     const char *name)
{
	const char *directory = secure_getenv(variable);
	const char *home = secure_getenv("HOME");

	if (directory && *directory == '/')
		return text_format("%s/%s", directory, name);
	return home ? text_format("%s/%s/%s", home, fallback, name) : NULL;
}

bool text_same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

char text_lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte;
}

int text_compare(const char *a, const char *b, size_t length)
{
	for (; length; length--, a++, b++)
		if (text_lower(*a) != text_lower(*b) || !*a)
			return text_lower(*a) - text_lower(*b);
	return 0;
}

char *text_close(FILE *stream, char **text)
{
	bool whole = !ferror(stream);

	if (!fclose(stream) && whole)
		return *text;
	free(*text);
	return NULL;
}

/*
 * Returns the length of the UTF-8 character at the start of a text, or 0 if it
 * is invalid.
 */
static size_t utf8_character(const unsigned char *text)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t length = *text < 0x80	       ? 1
			: (*text >> 5) == 0x06 ? 2
			: (*text >> 4) == 0x0e ? 3
			: (*text >> 3) == 0x1e ? 4
					       : 0;
	uint32_t value = length > 1 ? *text & (0x7f >> length) : *text;

	for (size_t i = 1; i < length; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (text[i] & 0x3f);
	}
	if (!length || value < least[length] || value > 0x10ffff ||
	    (value >= 0xd800 && value <= 0xdfff) ||
	    (value >= 0x7f && value <= 0x9f))
		return 0;
	return length;
}

char *utf8_clean(const char *text)
{
	char *clean = malloc(4 * strlen(text) + 1), *to = clean;

	while (clean && *text) {
		size_t length = utf8_character((const unsigned char *)text);

		if (length) {
			to = mempcpy(to, text, length);
			text += length;
		} else {
			to += sprintf(to, "\\x%02x", (unsigned char)*text++);
		}
	}
	if (clean)
		*to = '\0';
	return clean;
}
