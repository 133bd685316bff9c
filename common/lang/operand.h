/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Operands: the words that name registers, and what to write to them, on a
 * command line, in the shell and in files.
 *
 *     WHERE[BITS][=VALUE]
 *     WHERE[BITS]|=VALUE	also &= and ^=, as in C
 *
 * WHERE is an offset, FIRST-LAST (both ends in), OFFSET+LENGTH, or the name of
 * a register, or of a field of one: CTRL, CH[3].CFG, CTRL.MODE. It may also name
 * several: CH, CH[*].CFG, CH[0..3].CFG, GPIO*. BITS is :HIGH:LOW or :BIT. VALUE is an expression as in expression.h, after = one with :MASK, another,
 * after it, or the name of one of a field's values. Blanks may surround the sign.
 */
#ifndef UIO_LANG_OPERAND_H
#define UIO_LANG_OPERAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "expression.h"

/* Characters that stand for others in the names of several registers. */
#define OPERAND_WILDCARDS "*?"

/* Operators that can precede the = of an assignment. */
#define OPERAND_CHANGES "|&^"

/**
 * struct operand - what one operand says, not yet held against a region
 * @text: the operand as it was typed (borrowed)
 * @name: of a register or field; empty where it is an offset
 * @pattern: the name has wildcards, or a range of indexes, in it
 * @offset: first byte
 * @length: bytes of a range; 0 where the operand is one register
 * @has_bits: only bits @high to @low, which lie within 64
 * @assigned: a value follows, at the index @value_at of the text
 * @change: one of OPERAND_CHANGES, by which the value changes what is there; 0 for =
 * @value: that value, unless @value_name has characters
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
	char change;
	size_t value_at;
	struct expression value;
	struct slice value_name;
	bool masked;
	struct expression mask;
};

/**
 * operand_scan() - read WHERE[BITS]
 * operand_single_scan() - the same where it is an offset or a name of one register
 * operand_value_scan() - read the VALUE that is assigned to it, without a mask
 * operand_mask_scan() - read the :MASK that may follow a number
 * @cursor: on success after its last character; on failure at the character
 *          that is wrong
 * @op: the result, to begin with no more than its text
 *
 * Return as operand_parse().
 */
int operand_scan(const char **cursor, struct operand *op);
int operand_single_scan(const char **cursor, struct operand *op);
int operand_value_scan(const char **cursor, struct operand *op);
int operand_mask_scan(const char **cursor, struct operand *op);

/**
 * operand_parse() - read one operand
 * @text: the operand, which the result borrows
 * @op: the result, written on success only
 * @column: on failure, the index in @text of the character that is wrong
 *
 * Returns 0, -UIO_ESYNTAX, -UIO_EMASK for a value with bits outside its
 * mask, or as expression_scan().
 */
int operand_parse(const char *text, struct operand *op, size_t *column);

#endif
