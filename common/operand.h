/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Operands: the words that name registers on a command line. */
#ifndef UIO_OPERAND_H
#define UIO_OPERAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct operand - what one operand names, not yet held against a region
 * @text: the operand as it was typed (borrowed)
 * @offset: first byte
 * @length: bytes of a range; 0 where the operand is one register
 * @assigned: a value follows the offset
 * @value: that value
 */
struct operand {
	const char *text;
	uint64_t offset;
	uint64_t length;
	bool assigned;
	uint64_t value;
};

/**
 * operand_parse() - read one operand
 * @text: OFFSET, FIRST-LAST (both ends in) or OFFSET+LENGTH, then =VALUE where
 *        it is an assignment; the operand borrows it
 * @op: the result, written on success only
 * @column: on failure, the index in @text of the character that is wrong
 *
 * Returns 0, -UIO_ESYNTAX, -UIO_ENUMBER or -UIO_EVALUE.
 */
int operand_parse(const char *text, struct operand *op, size_t *column);

#endif
