/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text output of the values of registers. */
#ifndef UIO_CMD_SHOW_PRINT_H
#define UIO_CMD_SHOW_PRINT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "common/lang/resolve.h"
#include "output.h"

/**
 * struct style - how values are printed
 * @out: the output
 * @base: 2, 8, 10 or 16
 * @decode: print the fields below their register
 * @colour: highlight differences from the previous value
 * @device: printed before each operand and offset; NULL for none
 * @name_width: width of the column of operands, if there are several
 */
struct style {
	struct output *out;
	unsigned int base;
	bool decode;
	bool colour;
	const char *device;
	int name_width;
};

/**
 * print_value() - print a value, padded to its number of bits
 * @before: the old value, for highlights; @value for none
 */
void print_value(FILE *out, const struct style *style, uint64_t value,
		 uint64_t before, unsigned int bits);

/**
 * print_device() - print the prefix of an operand of a device; nothing for NULL
 */
void print_device(FILE *out, const char *device);

/**
 * print_step() - print the value of one operand, and its fields
 * @unit, @before: the whole unit as it was read now and previously
 * @label: print the operand's text before it
 */
void print_step(const struct style *style, const struct step *step,
		uint64_t unit, uint64_t before, bool label);

/**
 * print_step_change() - print a line with the time and the values of an
 * operand, and the fields that changed; nothing if the operand did not change
 * @index: index of the unit in a range
 */
void print_step_change(const struct style *style, const struct step *step,
		       uint64_t index, uint64_t before, uint64_t unit);

/**
 * print_skipped() - print that an operand was not read
 */
void print_skipped(const struct style *style, const struct step *step,
		   const char *reason);

/**
 * print_changes() - print the fields of a register that differ, one per line
 */
void print_changes(FILE *out, const struct reg *reg, uint64_t before,
		   uint64_t now);

/**
 * struct range_printer - a range that is printed unit by unit
 * @line, @end: the line so far
 * @line_bytes: number of bytes of the device in a line
 * @bytes: the bytes of its units, for the ASCII part
 * @is_volatile: some of them are volatile
 */
#define LINE_BYTES 16
struct range_printer {
	const struct style *style;
	const struct access *access;
	bool ascii;
	bool is_volatile;
	unsigned int line_bytes;
	unsigned char bytes[LINE_BYTES];
	char line[512];
	char *end;
};

/**
 * range_line_bytes() - the number of bytes of a range in a line: the largest of
 * LINE_BYTES that fits in the window
 */
unsigned int range_line_bytes(const struct style *style,
			      const struct access *access);

void range_begin(struct range_printer *printer, const struct style *style,
		 const struct access *access);

/**
 * enum range_unit - special properties of a unit
 * @RANGE_MISSING: it was not read; dashes take its place
 */
enum range_unit {
	RANGE_PLAIN,
	RANGE_VOLATILE,
	RANGE_MISSING,
};

/**
 * range_unit() - print one unit, and the beginning or the end of its line
 * @index: index of the unit in its range, consecutive from 0
 */
void range_unit(struct range_printer *printer, uint64_t index, uint64_t value,
		uint64_t before, enum range_unit kind);

/**
 * range_cut() - end the line of a range that ends early
 */
void range_cut(struct range_printer *printer);

#endif
