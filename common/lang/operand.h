/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Operands: the words that name registers, and what to write to them, on a
 * command line, in the shell and in files.
 *
 *     WHERE[BITS][=VALUE]
 *     WHERE[BITS]|=VALUE	also &= and ^=, as in C
 *
 * WHERE is an offset, FIRST-LAST (both ends in), OFFSET+LENGTH, or the name of
 * a register, or of a field of one: CTRL, CH[3].CFG, CTRL.MODE. It may also
 * name several: CH, CH[*].CFG, CH[0..3].CFG, GPIO*. BITS is :HIGH:LOW or :BIT.
 * VALUE is an expression as in expression.h, or the name of a field's value;
 * after =, an expression may be followed by :MASK, another expression. Blanks
 * may surround the sign.
 */
#ifndef UIO_LANG_OPERAND_H
#define UIO_LANG_OPERAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/text.h"
#include "expression.h"

/* Wildcards in the names of several registers. */
#define OPERAND_WILDCARDS "*?"

/* Operators that can precede the = of an assignment. */
#define OPERAND_CHANGES "|&^"

/**
 * struct operand - the parts of one operand, not yet checked against a region
 * @text: the operand as it was typed (borrowed)
 * @name: name of a register or field; empty if the operand is an offset
 * @pattern: the name contains wildcards, or a range of indexes
 * @offset: the first byte
 * @length: length of a range in bytes; 0 if the operand is one register
 * @has_bits: only the bits @high to @low are meant, which are below 64
 * @assigned: a value follows, at the index @value_at of the text
 * @compared: the value is not written, but compared with one that is read
 * @change: one of OPERAND_CHANGES, by which the value changes the current one;
 *          0 for =
 * @value: the assigned value, unless @value_name is not empty
 * @masked: only the bits in @mask change
 */
struct operand {
	const char *text;
	struct slice name;
	bool pattern;
	uint64_t offset;
	uint64_t length;
	bool has_bits;
	unsigned int high;
	unsigned int low;
	bool assigned;
	bool compared;
	char change;
	size_t value_at;
	struct expression value;
	struct slice value_name;
	bool masked;
	struct expression mask;
};

/**
 * operand_scan() - read WHERE[BITS]
 * operand_single_scan() - read an offset or the name of one register, with BITS
 * operand_value_scan() - read the VALUE that is assigned to it, without a mask
 * operand_mask_scan() - read the :MASK that may follow a number
 * @cursor: on success after its last character; on failure at the wrong
 *          character
 * @op: the result; initially all of it but the text is zero
 *
 * Return the same errors as operand_parse().
 */
int operand_scan(const char **cursor, struct operand *op);
int operand_single_scan(const char **cursor, struct operand *op);
int operand_value_scan(const char **cursor, struct operand *op);
int operand_mask_scan(const char **cursor, struct operand *op);

/**
 * operand_assignment_scan() - read the = of an assignment, an operator before it,
 * and the blanks around them
 *
 * Returns whether there is one.
 */
bool operand_assignment_scan(const char **cursor, struct operand *op);

/**
 * operand_parse() - read one operand
 * @text: the operand, which the result borrows
 * @op: the result, written on success only
 * @column: on failure, the index of the wrong character in @text
 *
 * Returns 0, -UIO_ESYNTAX, -UIO_EMASK for a value with bits outside its mask,
 * or an error of expression_scan().
 */
int operand_parse(const char *text, struct operand *op, size_t *column);

#endif
