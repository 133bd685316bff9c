// SPDX-License-Identifier: GPL-2.0-or-later
#include "print.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/access/bytes.h"
#include "record.h"
#include "report.h"

#define HIGHLIGHT "\033[7m"
#define PLAIN	  "\033[0m"

/* What is recorded is to be the same as without a terminal. */
static bool is_terminal(int fd)
{
	return isatty(fd) && !(fd == STDOUT_FILENO && record_is_on());
}

bool style_colour(int fd)
{
	const char *no_color = getenv("NO_COLOR");

	return is_terminal(fd) && !(no_color && *no_color);
}

static const struct {
	unsigned int base;
	const char *prefix;
	unsigned int bits; /* per digit; 0: any number, not padded */
} bases[] = {
	{ 2, "0b", 1 },
	{ 8, "0o", 3 },
	{ 10, "", 0 },
	{ 16, "0x", 4 },
};

/* Digits are cut out of the value from the left, so each can be compared. */
static void print_digits(FILE *out, const struct style *style, uint64_t value,
			 uint64_t before, unsigned int bits,
			 unsigned int per_digit)
{
	unsigned int count = (bits + per_digit - 1) / per_digit;
	uint64_t ones = (1u << per_digit) - 1;

	for (unsigned int i = count; i-- > 0;) {
		unsigned int digit = value >> (i * per_digit) & ones;
		bool changed = style->colour &&
			       digit != (before >> (i * per_digit) & ones);

		fprintf(out, "%s%x%s", changed ? HIGHLIGHT : "", digit,
			changed ? PLAIN : "");
	}
}

void print_value(FILE *out, const struct style *style, uint64_t value,
		 uint64_t before, unsigned int bits)
{
	size_t i = 0;

	while (bases[i].base != style->base)
		i++;
	fputs(bases[i].prefix, out);
	if (bases[i].bits)
		print_digits(out, style, value, before, bits, bases[i].bits);
	else if (style->colour && value != before)
		fprintf(out, HIGHLIGHT "%" PRIu64 PLAIN, value);
	else
		fprintf(out, "%" PRIu64, value);
}

static uint64_t field_value(const struct reg_field *field, uint64_t unit)
{
	return (unit & reg_field_mask(field)) >> field->lsb;
}

static void print_meaning(const struct style *style,
			  const struct reg_field *field, uint64_t value)
{
	const struct reg_value *named = reg_value_of(field, value);

	if (!named)
		return;
	fputc(' ', style->out);
	print_text(style->out, named->name);
}

/* Names and bits stand in columns. */
static void print_field(FILE *out, const struct reg *reg,
			const struct reg_field *field)
{
	int widest = 0;
	char bits[24];

	for (const struct reg_field *f = reg->fields; f; f = f->next)
		if ((int)strlen(f->name) > widest)
			widest = strlen(f->name);
	if (field->width == 1)
		snprintf(bits, sizeof(bits), "%u", field->lsb);
	else
		snprintf(bits, sizeof(bits), "%u:%u",
			 field->lsb + field->width - 1, field->lsb);
	fprintf(out, "  %-*s %-5s ", widest, field->name, bits);
}

static void print_fields(const struct style *style, const struct reg *reg,
			 uint64_t unit, uint64_t before)
{
	for (const struct reg_field *f = reg->fields; f; f = f->next) {
		uint64_t value = field_value(f, unit);

		print_field(style->out, reg, f);
		print_value(style->out, style, value, field_value(f, before),
			    f->width);
		print_meaning(style, f, value);
		fputc('\n', style->out);
	}
}

void print_changes(const struct reg *reg, uint64_t before, uint64_t now)
{
	const struct style style = { .out = stdout, .base = 16 };

	for (const struct reg_field *f = reg->fields; f; f = f->next) {
		uint64_t old = field_value(f, before);
		uint64_t value = field_value(f, now);

		if (old == value)
			continue;
		print_field(stdout, reg, f);
		print_value(stdout, &style, old, old, f->width);
		print_meaning(&style, f, old);
		fputs(" -> ", stdout);
		print_value(stdout, &style, value, value, f->width);
		print_meaning(&style, f, value);
		putchar('\n');
	}
}

void print_device(FILE *out, const char *device)
{
	if (!device)
		return;
	print_text(out, device);
	fputs("::", out);
}

void print_step(const struct style *style, const struct step *step,
		uint64_t unit, uint64_t before, bool label)
{
	const struct resolved *found = &step->found;
	uint64_t value = (unit & found->mask) >> found->shift;

	print_device(style->out, style->device);
	if (label || style->device)
		fprintf(style->out, "%s ", step->operand.text);
	print_value(style->out, style, value,
		    (before & found->mask) >> found->shift,
		    resolved_bits(found));
	if (style->decode && found->field && !step->operand.has_bits)
		print_meaning(style, found->field, value);
	fputc('\n', style->out);
	if (style->decode && found->reg && resolved_whole(found) &&
	    !found->field)
		print_fields(style, found->reg, unit, before);
}

void range_begin(struct range_printer *printer, const struct style *style,
		 const struct access *access)
{
	*printer = (struct range_printer){
		.style = style,
		.access = access,
		.ascii = is_terminal(STDOUT_FILENO),
	};
}

static unsigned int units_per_line(const struct range_printer *printer)
{
	return sizeof(printer->bytes) / (printer->access->unit.width / 8);
}

/* Behind the units of a line, of which the last line may lack some. */
static void print_ascii(const struct range_printer *printer, unsigned int count)
{
	unsigned int size = printer->access->unit.width / 8;
	unsigned int missing = units_per_line(printer) - count;

	fprintf(printer->style->out, "%*s", (int)(missing * (2 * size + 1) + 2),
		"");
	for (unsigned int i = 0; i < count * size; i++) {
		unsigned char c = printer->bytes[i];

		fputc(c < 0x80 && isprint(c) ? c : '.', printer->style->out);
	}
}

void range_unit(struct range_printer *printer, uint64_t index, uint64_t value,
		uint64_t before, bool missing)
{
	const struct access *access = printer->access;
	unsigned int size = access->unit.width / 8;
	unsigned int column = index % units_per_line(printer);
	FILE *out = printer->style->out;

	if (!column) {
		print_device(out, printer->style->device);
		fprintf(out, "0x%08" PRIx64 ":", access->offset + index * size);
	}
	fputc(' ', out);
	if (missing)
		fprintf(out, "%.*s", (int)(2 * size), "----------------");
	else
		print_digits(out, printer->style, value, before,
			     access->unit.width, 4);
	unit_to_bytes(printer->bytes + column * size, value, &access->unit);
	if (column + 1 < units_per_line(printer) && index + 1 < access->count)
		return;
	if (printer->ascii)
		print_ascii(printer, column + 1);
	fputc('\n', out);
}

void range_cut(const struct range_printer *printer, uint64_t index)
{
	if (index % units_per_line(printer))
		fputc('\n', printer->style->out);
}
