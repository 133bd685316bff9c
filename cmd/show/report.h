/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reporting of errors: the message, the advice and the exit status. */
#ifndef UIO_CMD_SHOW_REPORT_H
#define UIO_CMD_SHOW_REPORT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "common/base/error.h"

/**
 * fail() - say on stderr what went wrong
 * @err: a negative errno or enum uio_error; it chooses the exit status, and
 *       the advice that is put behind the message where there is some
 * @subject: the device or file it is about, or NULL
 * @fmt: the thing and the reason, without a newline
 *
 * Returns the exit status.
 */
__attribute__((format(printf, 3, 4))) int fail(int err, const char *subject,
					       const char *fmt, ...);

/**
 * fail_args() - fail(), for a function that takes what it takes
 */
__attribute__((format(printf, 3, 0))) int
fail_args(int err, const char *subject, const char *fmt, va_list args);

/**
 * fail_advise() - the same with advice of its own
 * @advice: instead of that of the error; NULL for none
 */
__attribute__((format(printf, 4, 5))) int fail_advise(int err,
						      const char *subject,
						      const char *advice,
						      const char *fmt, ...);

/**
 * fail_library() - say that a library is missing
 * @what: what there is not without it
 * @library: its file, of LIB_..._NAME
 * @built: its WITH_...: whether it is only not installed
 *
 * Returns the exit status.
 */
int fail_library(const char *what, const char *library, bool built);

/**
 * tell() - say on stderr what is going on, in the same form
 */
__attribute__((format(printf, 2, 3))) void tell(const char *subject,
						const char *fmt, ...);

/**
 * flush_stdout() - write what was printed to standard output
 *
 * Returns 0, or the exit status of a failure, which is reported once.
 */
int flush_stdout(void);

/**
 * use_locale() - take LC_CTYPE from the environment, once
 *
 * To read one takes longer than all else that most commands do, so it is left to
 * those that print more than ASCII, count columns, or edit a line.
 */
void use_locale(void);

/**
 * print_text() - write text that a kernel or a file supplied
 *
 * What is not printable in the locale is shown as \xNN, so that no escape
 * sequence reaches the terminal.
 */
void print_text(FILE *out, const char *text);

/**
 * fail_memory() - say that memory is short
 *
 * Returns the exit status.
 */
int fail_memory(void);

#endif
