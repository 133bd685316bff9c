// SPDX-License-Identifier: GPL-2.0-or-later
#include "text.h"

#include <stdarg.h>
#include <stdio.h>

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
