// SPDX-License-Identifier: GPL-2.0-or-later
#include "report.h"

#include <errno.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

#include "common/base/array.h"
#include "common/base/stop.h"
#include "common/base/text.h"
#include "progress.h"

static const char run_as_root[] = "run as root";

#define OUTCOME(name, status, words, advice) { name, status, advice },

static const struct {
	int err;
	int status;
	const char *advice;
} outcomes[] = { { EACCES, EXIT_PERMISSION, run_as_root },
		 { EPERM, EXIT_PERMISSION, run_as_root },
		 { EROFS, EXIT_PERMISSION, NULL },
		 { EINTR, EXIT_INTERRUPTED, NULL },
		 UIO_ERRORS(OUTCOME) };

void use_locale(void)
{
	static bool used;

	if (!used)
		setlocale(LC_CTYPE, "");
	used = true;
}

/* How many bytes the first character has if it can be printed and is not ASCII. */
static size_t wide_length(const char *text)
{
	mbstate_t state = { 0 };
	size_t length;
	wchar_t wide;

	if (!(*text & 0x80))
		return 0;
	use_locale();
	length = mbrtowc(&wide, text, strlen(text), &state);
	return length <= strlen(text) && iswprint(wide) ? length : 0;
}

void print_text(FILE *out, const char *text)
{
	while (*text) {
		size_t length = 0;

		while (text[length] >= ' ' && text[length] <= '~')
			length++;
		length = length ?: wide_length(text);
		if (!length)
			fprintf(out, "\\x%02x", (unsigned char)*text++);
		fwrite(text, 1, length, out);
		text += length;
	}
}

__attribute__((format(printf, 3, 0))) static void
print_args(const char *subject, const char *advice, const char *fmt,
	   va_list args)
{
	char *message, *line;
	size_t length;
	FILE *out;

	if (vasprintf(&message, fmt, args) < 0)
		message = NULL;
	/* Output so far is flushed first, to keep the order of output and errors. */
	fflush(stdout);
	progress_clear();
	/* The line is built in memory, to be written with one write(). */
	out = open_memstream(&line, &length);
	if (out) {
		fprintf(out, "%s: ", program_invocation_short_name);
		if (subject) {
			print_text(out, subject);
			fputs(": ", out);
		}
		print_text(out, message ?: "out of memory");
		if (advice)
			fprintf(out, " (%s)", advice);
		fputc('\n', out);
		line = text_close(out, &line);
		if (line)
			fputs(line, stderr);
		free(line);
	}
	free(message);
}

/* Any errno from a driver's callback means that the driver is unable to do it. */
static int outcome_of(int err, const char **advice)
{
	*advice = NULL;
	if (err <= -UIO_EDRIVER)
		return EXIT_UNABLE;
	for (size_t i = 0; i < ARRAY_SIZE(outcomes); i++) {
		if (outcomes[i].err != -err)
			continue;
		*advice = outcomes[i].advice;
		/* The advice is of no use to root. */
		if (*advice == run_as_root && !geteuid())
			*advice = NULL;
		return outcomes[i].status;
	}
	return EXIT_FAILURE;
}

int fail_args(int err, const char *subject, const char *fmt, va_list args)
{
	const char *advice;
	int status = outcome_of(err, &advice);

	print_args(subject, advice, fmt, args);
	return status;
}

int fail(int err, const char *subject, const char *fmt, ...)
{
	va_list args;
	int status;

	va_start(args, fmt);
	status = fail_args(err, subject, fmt, args);
	va_end(args);
	return status;
}

int fail_advise(int err, const char *subject, const char *advice,
		const char *fmt, ...)
{
	const char *usual;
	int status = outcome_of(err, &usual);
	va_list args;

	va_start(args, fmt);
	print_args(subject, advice, fmt, args);
	va_end(args);
	return status;
}

int fail_library(const char *what, const char *library, bool built)
{
	int err = built ? -UIO_ENOLIB : -UIO_EWITHOUT;

	return fail(err, NULL, "%s requires %s: %s", what, library,
		    uio_strerror(err));
}

void print_info(const char *subject, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	print_args(subject, NULL, fmt, args);
	va_end(args);
}

void drop_output(FILE *file)
{
	__fpurge(file);
	clearerr(file);
}

int flush_output(FILE *file)
{
	int err = 0;

	/* A write that a signal has interrupted would only block again. */
	if (ferror(file) && stop_requested())
		err = -EINTR;
	else if (fflush(file))
		err = -errno;
	else if (ferror(file))
		err = -EIO;
	if (!err)
		return 0;
	drop_output(file);
	return fail(err, NULL, "standard output: %s", uio_strerror(err));
}

void report_memory(void)
{
	fail_error(-ENOMEM, NULL);
}
