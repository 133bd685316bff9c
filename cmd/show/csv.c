// SPDX-License-Identifier: GPL-2.0-or-later
#include "csv.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/text.h"
#include "report.h"

static const struct reg_scale *scale_of(const struct step *step)
{
	const struct resolved *found = &step->found;

	if (step->operand.length || step->operand.has_bits)
		return NULL;
	if (found->field)
		return found->field->scale;
	return found->reg && resolved_whole(found) ? found->reg->scale : NULL;
}

/* Quotes text that contains a separator or a quote. */
static void put_name(FILE *out, const char *text)
{
	bool quoted = strpbrk(text, ",\"");

	fputs(quoted ? ",\"" : ",", out);
	for (; *text; text++) {
		if (*text == '"')
			fputc('"', out);
		fputc(*text, out);
	}
	if (quoted)
		fputc('"', out);
}

static void print_name(FILE *out, const struct step *step, uint64_t index,
		       const struct reg_scale *scale)
{
	const struct access *access = &step->found.access;
	uint64_t offset = access_unit_offset(access, index);

	if (step->operand.length)
		fprintf(out, "0x%08" PRIx64, offset);
	else
		print_text(out, step->operand.text);
	if (!scale)
		return;
	fputs(" (", out);
	print_text(out, scale->unit);
	fputc(')', out);
}

static int add_name(const struct style *style, const struct step *step,
		    uint64_t index, const struct reg_scale *scale)
{
	char *text = NULL;
	size_t length;
	FILE *name = open_memstream(&text, &length);

	if (!name)
		return fail_memory();
	print_device(name, style->device);
	print_name(name, step, index, scale);
	text = text_close(name, &text);
	if (!text)
		return fail_memory();
	put_name(style->out->file, text);
	free(text);
	return 0;
}

static int add_names(const struct style *style, const struct step *step)
{
	const struct reg_scale *scale = scale_of(step);
	int status = 0;

	for (uint64_t i = 0; i < step->found.access.count && !status; i++)
		status = add_name(style, step, i, NULL);
	if (scale && !status)
		status = add_name(style, step, 0, scale);
	return status;
}

int csv_names(const struct style *style, const struct step *steps, size_t count)
{
	int status = 0;

	fputs("time", style->out->file);
	for (size_t i = 0; i < count && !status; i++)
		status = add_names(style, &steps[i]);
	fputc('\n', style->out->file);
	return status;
}

void csv_time(FILE *out, const struct timespec *time)
{
	char text[sizeof("-2147483648-01-01T00:00:00")];
	struct tm utc;

	gmtime_r(&time->tv_sec, &utc);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &utc);
	fprintf(out, "%s.%09ldZ", text, time->tv_nsec);
}

static void put_physical(FILE *out, const struct reg_scale *scale,
			 uint64_t value)
{
	char text[REG_PHYSICAL_SIZE];

	reg_physical(scale, value, text);
	fputs(text, out);
}

void csv_step(FILE *out, const struct style *style, const struct step *step,
	      const uint64_t *units, const bool *missing)
{
	const struct resolved *found = &step->found;
	const struct reg_scale *scale = scale_of(step);

	for (uint64_t i = 0; i < found->access.count; i++) {
		uint64_t value = (units[i] & found->mask) >> found->shift;

		fputc(',', out);
		if (!missing[i])
			print_value(out, style, value, value,
				    resolved_bits(found));
	}
	if (!scale)
		return;
	fputc(',', out);
	if (!*missing)
		put_physical(out, scale,
			     (*units & found->mask) >> found->shift);
}
