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
 * @is_value: it is of a value, @left, and there is nothing to read
 * @operand: it as it was typed (borrowed)
 * @found: what to read
 * @mask: the bits that are compared, of the value
 * @compare: whether a value of it fulfils the condition
 * @value: what it is compared with
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
 * @text: OP is one of == != < <= > >= &, the last true where they have a bit
 *        in common; VALUE is a number or the name of a field's value; blanks
 *        are allowed around OP
 * @by: may be NULL where condition_is_value()
 * @column: on failure, the index in @text of what is wrong, or SIZE_MAX
 *
 * Returns as operand_parse() and resolve().
 */
int condition_parse(const char *text, const struct resolve_context *by,
		    struct condition *condition, size_t *column);

/**
 * condition_is_value() - whether a condition begins with a value in parentheses
 */
bool condition_is_value(const char *text);

/**
 * condition_operand() - what is compared, of a unit as it was read
 * condition_holds() - whether it fulfils the condition
 */
uint64_t condition_operand(const struct condition *condition, uint64_t unit);
bool condition_holds(const struct condition *condition, uint64_t unit);

#endif
