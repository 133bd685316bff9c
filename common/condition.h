/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Conditions on a register: OPERAND OP VALUE, as in `STATUS.BUSY == 0`. */
#ifndef UIO_CONDITION_H
#define UIO_CONDITION_H

#include "resolve.h"

/**
 * struct condition - a condition whose operand was resolved
 * @found: what to read
 * @compare: whether a value of it fulfils the condition
 * @value: what it is compared with
 */
struct condition {
	struct resolved found;
	bool (*compare)(uint64_t read, uint64_t value);
	uint64_t value;
};

/**
 * condition_parse() - read and resolve a condition
 * @text: OP is one of == != < <= > >= &, the last true where they have a bit
 *        in common; VALUE is a number or the name of a field's value; blanks
 *        may stand around OP
 * @column: on failure, the index in @text of what is wrong, or SIZE_MAX
 *
 * Returns as operand_parse() and resolve().
 */
int condition_parse(const char *text, const struct resolve_by *by,
		    struct condition *condition, size_t *column);

/**
 * condition_scan() - the same with the condition that a text begins with
 * @cursor: on success behind its last character
 */
int condition_scan(const char **cursor, const struct resolve_by *by,
		   struct condition *condition, size_t *column);

/**
 * condition_holds() - whether a unit, as it was read, fulfils it
 */
bool condition_holds(const struct condition *condition, uint64_t unit);

#endif
