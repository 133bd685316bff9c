// SPDX-License-Identifier: GPL-2.0-or-later
#include "print.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "common/access/access.h"
#include "common/base/clock.h"
#include "report.h"
#include "terminal.h"

#define HIGHLIGHT "\033[7m"
#define PLAIN	  "\033[0m"

/* Room for a value in binary with each digit highlighted. */
#define VALUE_TEXT (64 * sizeof(HIGHLIGHT "0" PLAIN))

static const struct {
	unsigned int base;
	const char *prefix;
	unsigned int bits; /* per digit; 0: decimal, not padded */
} bases[] = {
	{ 2, "0b", 1 },
	{ 8, "0o", 3 },
	{ 10, "", 0 },
	{ 16, "0x", 4 },
};

/* Takes digits from the left, so that each can be compared with the old value. */
static char *put_digits(char *to, const struct style *style, uint64_t value,
			uint64_t before, unsigned int bits,
			unsigned int per_digit)
{
	unsigned int count = (bits + per_digit - 1) / per_digit;
	uint64_t ones = (1u << per_digit) - 1;
	bool highlighted = false;

	if (!style->colour)
		before = value;
	for (unsigned int i = count; i-- > 0;) {
		unsigned int shift = i * per_digit;
		bool changed = (value ^ before) >> shift & ones;

		if (changed != highlighted)
			to = stpcpy(to, changed ? HIGHLIGHT : PLAIN);
		highlighted = changed;
		*to++ = "0123456789abcdef"[value >> shift & ones];
	}
	return highlighted ? stpcpy(to, PLAIN) : to;
}

void print_value(FILE *out, const struct style *style, uint64_t value,
		 uint64_t before, unsigned int bits)
{
	char text[VALUE_TEXT], *end;
	size_t i = 0;

	while (bases[i].base != style->base)
		i++;
	fputs(bases[i].prefix, out);
	if (bases[i].bits) {
		end = put_digits(text, style, value, before, bits,
				 bases[i].bits);
		fwrite(text, 1, end - text, out);
	} else if (style->colour && value != before) {
		fprintf(out, HIGHLIGHT "%" PRIu64 PLAIN, value);
	} else {
		fprintf(out, "%" PRIu64, value);
	}
}

static void print_physical(FILE *out, const struct reg_scale *scale,
			   uint64_t value)
{
	char text[REG_PHYSICAL_SIZE];

	if (!scale)
		return;
	reg_physical(scale, value, text);
	fprintf(out, " %s ", text);
	print_text(out, scale->unit);
}

static void print_meaning(FILE *out, const struct reg_field *field,
			  uint64_t value)
{
	const struct reg_value *named = reg_value_of(field, value);

	if (named) {
		fputc(' ', out);
		print_text(out, named->name);
	}
	print_physical(out, field->scale, value);
}

/* Prints the name and the bits of a field in columns. */
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

void print_changes(FILE *out, const struct reg *reg, uint64_t before,
		   uint64_t now)
{
	const struct style style = { .base = 16 };

	for (const struct reg_field *f = reg->fields; f; f = f->next) {
		uint64_t old = reg_field_value(f, before);
		uint64_t value = reg_field_value(f, now);

		if (old == value || !reg_field_fits(reg, f))
			continue;
		print_field(out, reg, f);
		print_value(out, &style, old, old, f->width);
		print_meaning(out, f, old);
		fputs(" -> ", out);
		print_value(out, &style, value, value, f->width);
		print_meaning(out, f, value);
		fputc('\n', out);
	}
}

void print_device(FILE *out, const char *device)
{
	if (!device)
		return;
	print_text(out, device);
	fputs("::", out);
}

/* Returns whether a step is a register that is printed with its fields. */
static bool has_fields(const struct style *style, const struct step *step)
{
	const struct resolved *found = &step->found;

	return style->decode && found->reg && resolved_whole(found) &&
	       !found->field && !step->operand.length;
}

/* Prints the value and its meaning. */
static void print_operand(const struct style *style, const struct step *step,
			  uint64_t unit, uint64_t before)
{
	const struct resolved *found = &step->found;
	uint64_t value = (unit & found->mask) >> found->shift;
	FILE *out = style->out->file;

	print_value(out, style, value, (before & found->mask) >> found->shift,
		    resolved_bits(found));
	if (style->decode && found->field && !step->operand.has_bits)
		print_meaning(out, found->field, value);
	else if (has_fields(style, step))
		print_physical(out, found->reg->scale, value);
}

void print_step(const struct style *style, const struct step *step,
		uint64_t unit, uint64_t before, bool label)
{
	const struct reg *reg = step->found.reg;
	FILE *out = style->out->file;

	print_device(out, style->device);
	if (label || style->device)
		fprintf(out, "%-*s ", style->name_width, step->operand.text);
	print_operand(style, step, unit, before);
	fputc('\n', out);
	if (!has_fields(style, step))
		return;
	for (const struct reg_field *f = reg->fields; f; f = f->next) {
		uint64_t value = reg_field_value(f, unit);

		if (!reg_field_fits(reg, f))
			continue;
		print_field(out, reg, f);
		print_value(out, style, value, reg_field_value(f, before),
			    f->width);
		print_meaning(out, f, value);
		fputc('\n', out);
	}
}

void print_step_change(const struct style *style, const struct step *step,
		       uint64_t index, uint64_t before, uint64_t unit)
{
	const struct access *access = &step->found.access;
	uint64_t now = clock_now();
	FILE *out = style->out->file;

	if (!((before ^ unit) & step->found.mask))
		return;
	fprintf(out, "%" PRIu64 ".%06" PRIu64 " ", now / 1000000000,
		now / 1000 % 1000000);
	print_device(out, style->device);
	if (step->operand.length)
		fprintf(out, "0x%08" PRIx64 " ",
			access_unit_offset(access, index));
	else
		fprintf(out, "%s ", step->operand.text);
	print_operand(style, step, before, before);
	fputs(" -> ", out);
	print_operand(style, step, unit, unit);
	fputc('\n', out);
	if (has_fields(style, step))
		print_changes(out, step->found.reg, before, unit);
}

void print_skipped(const struct style *style, const struct step *step,
		   const char *reason)
{
	print_device(style->out->file, style->device);
	fprintf(style->out->file, "%-*s - (not read: %s)\n", style->name_width,
		step->operand.text, reason);
}

static unsigned int offset_bits(const struct access *access, uint64_t index)
{
	uint64_t offset = access_unit_offset(access, index);

	return offset >> 32 ? 64 - __builtin_clzll(offset) : 32;
}

/* Returns the number of columns of a line with its ASCII part. */
static unsigned int line_columns(const struct style *style,
				 const struct access *access,
				 unsigned int bytes)
{
	unsigned int units = bytes / access_unit_size(access);
	unsigned int digits = (offset_bits(access, access->count - 1) + 3) / 4;
	unsigned int device = style->device ? strlen(style->device) + 2 : 0;

	return device + 2 + digits + 1 + units + 2 * bytes + 2 + bytes;
}

unsigned int range_line_bytes(const struct style *style,
			      const struct access *access)
{
	unsigned int bytes = LINE_BYTES, columns;

	if (!terminal_shows(style->out))
		return bytes;
	columns = terminal_columns();
	while (bytes > access_unit_size(access) &&
	       line_columns(style, access, bytes) > columns)
		bytes /= 2;
	return bytes;
}

void range_begin(struct range_printer *printer, const struct style *style,
		 const struct access *access)
{
	printer->style = style;
	printer->access = access;
	printer->line_bytes = range_line_bytes(style, access);
	printer->ascii = terminal_shows(style->out) &&
			 line_columns(style, access, printer->line_bytes) <=
				 terminal_columns();
	printer->end = printer->line;
	printer->is_volatile = false;
}

static unsigned int units_per_line(const struct range_printer *printer)
{
	return printer->line_bytes / access_unit_size(printer->access);
}

/* Prints ASCII after the units of a line; the last line may have fewer units. */
static void put_ascii(struct range_printer *printer, unsigned int count)
{
	unsigned int size = access_unit_size(printer->access);
	unsigned int missing = units_per_line(printer) - count;
	unsigned int blanks = missing * (2 * size + 1) + 2;

	memset(printer->end, ' ', blanks);
	printer->end += blanks;
	for (unsigned int i = 0; i < count * size; i++) {
		unsigned char c = printer->bytes[i];

		*printer->end++ = c < 0x80 && isprint(c) ? c : '.';
	}
}

static void end_line(struct range_printer *printer)
{
	struct output *out = printer->style->out;

	*printer->end++ = '\n';
	output_volatile(out, printer->is_volatile);
	print_device(out->file, printer->style->device);
	fwrite(printer->line, 1, printer->end - printer->line, out->file);
	output_stable(out, printer->is_volatile);
	printer->end = printer->line;
	printer->is_volatile = false;
}

void range_unit(struct range_printer *printer, uint64_t index, uint64_t value,
		uint64_t before, enum range_unit kind)
{
	static const struct style plain = { 0 };
	const struct access *access = printer->access;
	unsigned int size = access_unit_size(access);
	unsigned int column = index % units_per_line(printer);

	if (!column) {
		uint64_t offset = access_unit_offset(access, index);

		printer->end = stpcpy(printer->end, "0x");
		printer->end = put_digits(printer->end, &plain, offset, offset,
					  offset_bits(access, index), 4);
		*printer->end++ = ':';
	}
	*printer->end++ = ' ';
	if (kind == RANGE_MISSING)
		printer->end =
			mempcpy(printer->end, "----------------", 2 * size);
	else
		printer->end = put_digits(printer->end, printer->style, value,
					  before, access->unit.width, 4);
	printer->is_volatile |= kind == RANGE_VOLATILE;
	unit_to_bytes(printer->bytes + column * size, value, &access->unit);
	if (column + 1 < units_per_line(printer) && index + 1 < access->count)
		return;
	if (printer->ascii)
		put_ascii(printer, column + 1);
	end_line(printer);
}

void range_cut(struct range_printer *printer)
{
	if (printer->end > printer->line)
		end_line(printer);
}
