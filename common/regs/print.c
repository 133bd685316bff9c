// SPDX-License-Identifier: GPL-2.0-or-later
/* Writes the text format, in the form that uio-regs(5) calls canonical. */
#include <inttypes.h>
#include <string.h>

#include "build.h"

static void print_string(FILE *out, const char *text)
{
	putc('"', out);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			putc('\\', out);
		putc(*text, out);
	}
	putc('"', out);
}

/* A word without special characters needs no quotes. */
static void print_word(FILE *out, const char *text)
{
	if (*text && *text != '#' && !strpbrk(text, " \t\r\"\\[]{}"))
		fputs(text, out);
	else
		print_string(out, text);
}

static void print_description(FILE *out, const char *description)
{
	if (description) {
		putc(' ', out);
		print_string(out, description);
	}
	putc('\n', out);
}

static void indent(FILE *out, unsigned int depth)
{
	while (depth--)
		putc('\t', out);
}

/* Prints a line about the whole file, if there is a word for it. */
static void print_line(FILE *out, const char *keyword, const char *word)
{
	if (!word)
		return;
	fprintf(out, "%s ", keyword);
	print_word(out, word);
	putc('\n', out);
}

/* A number with a sign is taken for the offset. */
static void print_scale(FILE *out, const struct reg_scale *scale)
{
	if (!scale)
		return;
	fprintf(out, " scale %s ", scale->factor_text);
	if (scale->offset_text)
		fprintf(out, "%s ", scale->offset_text);
	if (*scale->unit == '+' || *scale->unit == '-')
		print_string(out, scale->unit);
	else
		print_word(out, scale->unit);
}

static void print_value(const struct reg_value *value,
			const struct reg_field *field, unsigned int depth,
			FILE *out)
{
	indent(out, depth);
	fputs("value ", out);
	print_word(out, value->name);
	if (!value->mask && !value->value)
		fputs(" default", out);
	else if (value->mask == reg_mask(field->width))
		fprintf(out, " 0x%" PRIx64, value->value);
	else
		fprintf(out, " 0x%" PRIx64 ":0x%" PRIx64, value->value,
			value->mask);
	if (!value->write)
		fputs(" read", out);
	if (!value->read)
		fputs(" write", out);
	print_description(out, value->description);
}

static void print_field(const struct reg_field *field, const struct reg *reg,
			unsigned int depth, FILE *out)
{
	indent(out, depth);
	fputs("field ", out);
	print_word(out, field->name);
	if (field->width > 1)
		fprintf(out, " %u:%u", field->lsb + field->width - 1,
			field->lsb);
	else
		fprintf(out, " %u", field->lsb);
	if (field->access != reg->access)
		fprintf(out, " %s", reg_access_name(field->access));
	print_scale(out, field->scale);
	print_description(out, field->description);
	for (const struct reg_value *value = field->values; value;
	     value = value->next)
		print_value(value, field, depth + 1, out);
}

/* Prints the name of an array with its indexes: CH[4], CH[1..4], PIN{A,B}_CFG. */
static void print_name(const struct reg *reg, FILE *out)
{
	const char *hole = reg->count ? strstr(reg->name, "%s") : NULL;
	bool brackets;

	if (!hole) {
		print_word(out, reg->name);
		return;
	}
	brackets = strstr(reg->name, "[%s]");
	fprintf(out, "%.*s%s", (int)(hole - reg->name), reg->name,
		brackets ? "" : "{");
	for (uint64_t i = 0; reg->indexes && i < reg->count; i++)
		fprintf(out, "%s%s", i ? "," : "", reg->indexes[i]);
	/* A single index without a comma would be taken for the count. */
	if (reg->indexes && reg->count == 1)
		putc(',', out);
	if (!reg->indexes && reg->first)
		fprintf(out, "%" PRIu64 "..%" PRIu64, reg->first,
			reg->first + reg->count - 1);
	else if (!reg->indexes)
		fprintf(out, "%" PRIu64, reg->count);
	fprintf(out, "%s%s", brackets ? "" : "}", hole + 2);
}

static const char *endian_name(enum reg_endian endian)
{
	return endian == REG_BIG ? "big" : "little";
}

static void print_register(const struct regs *regs, const struct reg *reg,
			   unsigned int depth, FILE *out)
{
	if (reg->width != regs->width)
		fprintf(out, " width %u", reg->width);
	if (reg->endian != regs->endian)
		fprintf(out, " endian %s", endian_name(reg->endian));
	if (reg->access != REG_RW)
		fprintf(out, " %s", reg_access_name(reg->access));
	if (reg->is_volatile)
		fputs(" volatile", out);
	if (reg->alternate)
		fputs(" alternate", out);
	if (reg->has_reset)
		fprintf(out, " reset 0x%" PRIx64, reg->reset);
	if (reg->has_reset && reg->reset_mask != reg_mask(reg->width))
		fprintf(out, ":0x%" PRIx64, reg->reset_mask);
	print_scale(out, reg->scale);
	print_description(out, reg->description);
	for (const struct reg_field *field = reg->fields; field;
	     field = field->next)
		print_field(field, reg, depth + 1, out);
}

static void print_items(const struct regs *regs, const struct reg *items,
			unsigned int depth, FILE *out)
{
	for (const struct reg *reg = items; reg; reg = reg->next) {
		indent(out, depth);
		fputs(reg->block   ? "block "
		      : reg->group ? "group "
				   : "register ",
		      out);
		print_name(reg, out);
		if (reg->unplaced)
			fputs(" none", out);
		else
			fprintf(out, " 0x%" PRIx64, reg->offset);
		if (reg->count)
			fprintf(out, " stride 0x%" PRIx64, reg->stride);
		if (!reg->group) {
			print_register(regs, reg, depth, out);
			continue;
		}
		if (reg->alternate)
			fputs(" alternate", out);
		if (reg->size)
			fprintf(out, " size 0x%" PRIx64, reg->size);
		print_description(out, reg->description);
		print_items(regs, reg->items, depth + 1, out);
		indent(out, depth);
		fputs("end\n", out);
	}
}

void regs_print(const struct regs *regs, FILE *out)
{
	print_line(out, "name", regs->name);
	for (const struct reg_device *device = regs->devices; device;
	     device = device->next)
		print_line(out, "device", device->pattern);
	print_line(out, "region", regs->region);
	if (regs->description) {
		fputs("description", out);
		print_description(out, regs->description);
	}
	if (regs->has_base)
		fprintf(out, "base 0x%" PRIx64 "\n", regs->base);
	if (regs->size)
		fprintf(out, "size 0x%" PRIx64 "\n", regs->size);
	fprintf(out, "width %u\n", regs->width);
	if (regs->endian)
		fprintf(out, "endian %s\n", endian_name(regs->endian));
	if (regs->items)
		putc('\n', out);
	print_items(regs, regs->items, 0, out);
}
