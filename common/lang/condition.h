/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Conditions: OPERAND OP VALUE, as in `STATUS.BUSY == 0`, or OPERAND ==
 * VALUE:MASK and OPERAND != VALUE:MASK, for the bits in the mask alone. A value
 * in parentheses in place of OPERAND is compared itself, without a read.
 */
#ifndef UIO_LANG_CONDITION_H
#define UIO_LANG_CONDITION_H

#include "resolve.h"

/**
 * struct condition - a condition whose operand was resolved
 * @is_value: the condition compares a value, @left, and there is nothing to
 *            read
 * @operand: the operand as it was typed (borrowed)
 * @found: the register or field to read
 * @mask: the bits of the value that are compared
 * @compare: whether a value fulfils the condition
 * @value: the value that it is compared with
 */
struct condition {
	bool is_value;
	uint64_t left;
	struct slice operand;
	struct resolved found;
	uint64_t mask;
	bool (*compare)(uint64_t read, uint64_t value);
	uint64_t value;
};

/**
 * condition_parse() - read and resolve a condition
 * @text: OP is one of == != < <= > >= &, of which the last is true if the
 *        values have a bit in common; VALUE is a number or the name of a
 *        field's value; blanks are allowed around OP
 * @by: may be NULL if condition_is_value()
 * @column: on failure, the index of the error in @text, or SIZE_MAX
 *
 * Returns the same errors as operand_parse() and resolve().
 */
int condition_parse(const char *text, const struct resolve_context *by,
		    struct condition *condition, size_t *column);

/**
 * condition_is_value() - whether a condition begins with a value in parentheses
 */
bool condition_is_value(const char *text);

/**
 * condition_operand() - the value to compare, from a unit that was read
 * condition_holds() - whether such a unit fulfils the condition
 */
uint64_t condition_operand(const struct condition *condition, uint64_t unit);
bool condition_holds(const struct condition *condition, uint64_t unit);

#endif
