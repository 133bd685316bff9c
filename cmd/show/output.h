/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The output of commands: standard output, and a log if there is one. */
#ifndef UIO_CMD_SHOW_OUTPUT_H
#define UIO_CMD_SHOW_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

struct record;

/**
 * struct output - where text is printed
 * @file: the stream
 * @record: receives each line too, in the form without a terminal; NULL for
 *          none
 * @framed: OUTPUT_FRAME precedes each JSON text, so that a program can separate
 *          it from other lines (RFC 7464)
 */
#define OUTPUT_FRAME '\x1e'
struct output {
	FILE *file;
	struct record *record;
	bool framed;
};

/**
 * record_line - receives a line that was printed, without its newline
 * @is_volatile: a part of it differs from one run to the next
 */
typedef void record_line(void *context, const char *line, bool is_volatile);

/**
 * output_record() - begin to pass output on, line by line
 * @show: also print it to the previous stream
 *
 * Returns 0 or -ENOMEM; end with output_record_end().
 */
int output_record(struct output *out, record_line *line, void *context,
		  bool show);

/**
 * output_record_end() - pass the rest on, and restore the previous stream; does
 * nothing if nothing is recorded
 */
void output_record_end(struct output *out);

/**
 * output_volatile(), output_stable() - if @is_volatile, mark the output between
 * the two calls as different in each run; they nest, and cost nothing unless
 * lines are recorded
 */
void output_volatile(struct output *out, bool is_volatile);
void output_stable(struct output *out, bool is_volatile);

/**
 * output_json() - begin a JSON text
 */
void output_json(struct output *out);

/**
 * output_error() - whether the output that was just printed could not be written,
 * in which case the rest of it is discarded
 *
 * Returns 0, or a negative errno, which the caller reports.
 */
int output_error(struct output *out);

/**
 * output_flush() - write buffered output, before waiting for anything
 *
 * Returns 0, or the exit status of a failure, which is reported once.
 */
int output_flush(struct output *out);

#endif
