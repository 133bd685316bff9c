// SPDX-License-Identifier: GPL-2.0-or-later
#include "text.h"

#include <stdarg.h>
#include <stdbool.h>
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
