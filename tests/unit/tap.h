/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Test Anything Protocol for the C tests: ok() for each case, then done(). */
#ifndef TAP_H
#define TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int tap_count, tap_failed;

__attribute__((format(printf, 2, 3))) static void ok(bool passed,
						     const char *fmt, ...)
{
	va_list args;

	printf("%sok %d ", passed ? "" : "not ", ++tap_count);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	putchar('\n');
	tap_failed += !passed;
}

static int done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
