// SPDX-License-Identifier: GPL-2.0-or-later
#include "output.h"

#include <errno.h>
#include <stdlib.h>

#include "report.h"

/**
 * struct record - the state of passing lines on
 * @shown: the previous stream
 * @text: the line so far
 * @is_volatile: part of the line is volatile
 * @depth: current depth of output_volatile()
 * @err: the errno of a write that failed
 */
struct record {
	record_line *line;
	void *context;
	FILE *shown;
	bool show;
	FILE *text;
	char *buffer;
	size_t length;
	bool is_volatile;
	unsigned int depth;
	int err;
};

static void end_line(struct record *record)
{
	fputc('\0', record->text);
	fflush(record->text);
	record->line(record->context, record->buffer, record->is_volatile);
	rewind(record->text);
	record->is_volatile = false;
}

/* A failed write is reported to the caller immediately. */
static ssize_t write_both(void *cookie, const char *bytes, size_t size)
{
	struct record *record = cookie;

	for (size_t i = 0; i < size; i++) {
		record->is_volatile |= record->depth;
		if (bytes[i] == '\n')
			end_line(record);
		else
			fputc(bytes[i], record->text);
	}
	if (!record->show || fwrite(bytes, 1, size, record->shown) == size)
		return size;
	record->err = errno;
	return 0;
}

int output_record(struct output *out, record_line *line, void *context,
		  bool show)
{
	static const cookie_io_functions_t functions = { .write = write_both };
	struct record *record = calloc(1, sizeof(*record));
	FILE *file = NULL;

	if (record) {
		record->text = open_memstream(&record->buffer, &record->length);
		if (record->text)
			file = fopencookie(record, "w", functions);
	}
	if (!file) {
		if (record && record->text)
			fclose(record->text);
		if (record)
			free(record->buffer);
		free(record);
		return -ENOMEM;
	}
	/*
	 * Messages flush standard output first, so that they come after complete
	 * lines.
	 */
	setvbuf(file, NULL, _IOLBF, 0);
	record->line = line;
	record->context = context;
	record->show = show;
	record->shown = out->file;
	*out = (struct output){ file, record };
	return 0;
}

void output_record_end(struct output *out)
{
	struct record *record = out->record;

	if (!record)
		return;
	fclose(out->file);
	*out = (struct output){ .file = record->shown };
	if (ftell(record->text) > 0)
		end_line(record);
	fclose(record->text);
	free(record->buffer);
	free(record);
}

/* Output so far is flushed with its old mark before the depth changes. */
static void set_depth(struct output *out, int change)
{
	fflush(out->file);
	out->record->depth += change;
}

void output_volatile(struct output *out, bool is_volatile)
{
	if (is_volatile && out->record)
		set_depth(out, 1);
}

void output_stable(struct output *out, bool is_volatile)
{
	if (is_volatile && out->record)
		set_depth(out, -1);
}

void output_json(struct output *out)
{
	if (out->framed)
		fputc(OUTPUT_FRAME, out->file);
}

int output_error(struct output *out)
{
	int err = errno;

	if (!ferror(out->file))
		return 0;
	drop_output(out->file);
	if (out->record) {
		err = out->record->err;
		drop_output(out->record->shown);
	}
	return -err ?: -EIO;
}

int output_flush(struct output *out)
{
	return flush_output(out->file) ?: flush_output(stdout);
}
