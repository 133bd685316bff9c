/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of registers and of the elements of arrays. */
#ifndef UIO_REGS_NAME_H
#define UIO_REGS_NAME_H

#include "common/base/arena.h"
#include "model.h"

/**
 * reg_name_length() - how many letters, digits and `_` a text begins with
 */
size_t reg_name_length(const char *text);

/**
 * reg_name_is_valid() - whether a name can be part of a path: letters, digits
 * and `_`, not a digit first
 */
bool reg_name_is_valid(const char *name, size_t length);

/**
 * reg_array_name_is_valid() - whether the names of all elements are valid, but
 * for the brackets around their indexes
 * @reg: an array whose name has one `%s`
 */
bool reg_array_name_is_valid(const struct reg *reg);

/**
 * reg_set_indexes() - give an array its count and its indexes
 * @list: with commas between; numbers in a row become @first and @count
 *
 * Returns 0, -ENOMEM or -UIO_ESYNTAX where one of them is no letters, digits
 * and `_`.
 */
int reg_set_indexes(struct arena *arena, struct reg *reg, const char *list,
		    size_t length);

/**
 * reg_index() - the index of an array's element as text
 * @number: has room for 24 bytes; used where indexes are numbers
 */
const char *reg_index(const struct reg *reg, uint64_t element, char *number);

/**
 * reg_element_name() - the name of an array's element, without its groups'
 *
 * Returns its length, or that the name would have had if @size were enough.
 */
size_t reg_element_name(const struct reg *reg, uint64_t element, char *name,
			size_t size);

#endif
