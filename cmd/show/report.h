/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reporting of errors: the message, the advice and the exit status. */
#ifndef UIO_CMD_SHOW_REPORT_H
#define UIO_CMD_SHOW_REPORT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/base/error.h"

/**
 * fail() - report an error on stderr
 * @err: a negative errno or enum uio_error; it chooses the exit status, and
 *       the advice after the message, if there is any
 * @subject: the device or file concerned, or NULL
 * @fmt: the object and the reason, without a newline
 *
 * Returns the exit status.
 */
__attribute__((format(printf, 3, 4))) int fail(int err, const char *subject,
					       const char *fmt, ...);

/**
 * fail_args() - fail() with a va_list
 */
__attribute__((format(printf, 3, 0))) int
fail_args(int err, const char *subject, const char *fmt, va_list args);

/**
 * fail_advise() - report an error with other advice
 * @advice: replaces the advice of the error; NULL for none
 */
__attribute__((format(printf, 4, 5))) int fail_advise(int err,
						      const char *subject,
						      const char *advice,
						      const char *fmt, ...);

/**
 * fail_error() - report an error in the general words for it
 */
static inline int fail_error(int err, const char *subject)
{
	return fail(err, subject, "%s", uio_strerror(err));
}

/**
 * fail_library() - report a missing library
 * @what: the feature that requires it
 * @library: its file name, a LIB_..._NAME
 * @built: its WITH_...: true if the library is only not installed
 *
 * Returns the exit status.
 */
int fail_library(const char *what, const char *library, bool built);

/**
 * print_info() - print a message that is not an error on stderr, in the same form
 */
__attribute__((format(printf, 2, 3))) void print_info(const char *subject,
						      const char *fmt, ...);

/**
 * drop_output() - discard what a stream could not write, so that the error is
 * reported only once
 */
void drop_output(FILE *file);

/**
 * flush_output() - write what was printed to a stream that is, or ends in, standard
 * output
 *
 * Returns 0, or the exit status of a failure, which is reported once.
 */
int flush_output(FILE *file);

/**
 * use_locale() - take LC_CTYPE from the environment, once
 *
 * Loading a locale takes longer than the rest of most commands, so only
 * functions that print more than ASCII, count columns, or edit a line call
 * this.
 */
void use_locale(void);

/**
 * print_text() - write text that a kernel or a file supplied
 *
 * Bytes that are not printable in the locale are shown as \xNN, so that no escape
 * sequence reaches the terminal.
 */
void print_text(FILE *out, const char *text);

/**
 * report_memory() - report that memory is exhausted
 * fail_memory() - the same; returns the exit status
 *
 * It is inline so that compilers and analyzers see that the status is not 0.
 */
void report_memory(void);

static inline int fail_memory(void)
{
	report_memory();
	return EXIT_FAILURE;
}

#endif
