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

static int add_name(const struct style *style, const struct step *step,
		    uint64_t index, const struct reg_scale *scale)
{
	char *text = NULL;
	size_t length;
	FILE *name = open_memstream(&text, &length);

	if (!name)
		return fail_memory();
	print_device(name, style->device);
	if (step->operand.length)
		fprintf(name, "0x%08" PRIx64,
			access_unit_offset(&step->found.access, index));
	else
		print_text(name, step->operand.text);
	if (scale) {
		fputs(" (", name);
		print_text(name, scale->unit);
		fputc(')', name);
	}
	text = text_close(name, &text);
	if (!text)
		return fail_memory();
	put_name(style->out->file, text);
	free(text);
	return 0;
}

int csv_names(const struct style *style, const struct step *steps, size_t count)
{
	int status = 0;

	fputs("time", style->out->file);
	for (size_t i = 0; i < count && !status; i++) {
		const struct step *step = &steps[i];
		const struct reg_scale *scale = scale_of(step);

		for (uint64_t u = 0; u < step->found.access.count && !status;
		     u++)
			status = add_name(style, step, u, NULL);
		if (scale && !status)
			status = add_name(style, step, 0, scale);
	}
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

void csv_step(FILE *out, const struct style *style, const struct step *step,
	      const uint64_t *units, const bool *missing)
{
	const struct resolved *found = &step->found;
	const struct reg_scale *scale = scale_of(step);
	char text[REG_PHYSICAL_SIZE];

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
	if (*missing)
		return;
	reg_physical(scale, (*units & found->mask) >> found->shift, text);
	fputs(text, out);
}
