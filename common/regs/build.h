/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Construction of the model, shared by the readers of register files. */
#ifndef UIO_REGS_BUILD_H
#define UIO_REGS_BUILD_H

#include "common/base/arena.h"
#include "file.h"

/* The maximum length of a full name, with its NUL. */
#define REGS_MAX_NAME 512

/**
 * regs_new() - a model without registers: 32 bits wide, no byte order
 * @arena: the memory of the model, freed with it; NULL means no memory
 *
 * Returns NULL without memory.
 */
struct regs *regs_new(struct arena *arena);

/**
 * regs_choose() - leave out the blocks that are not wanted
 *
 * Returns 0, -UIO_ENOBLOCK or -UIO_EREGS.
 */
int regs_choose(struct regs *regs, const struct regs_wanted *wanted,
		struct regs_error *error);

/**
 * regs_parse_in_place() - read the text format, for regs_make()
 * @arena: the memory of the text, with a spare byte after it; the model takes it
 *         over, and it is freed after an error
 * @text: parts of it become the model's strings
 */
int regs_parse_in_place(struct arena *arena, char *text, size_t length,
			struct regs **regs, struct regs_error *error);

/**
 * regs_wrong() - fill in why a file cannot be read
 *
 * Returns -UIO_EREGS.
 */
__attribute__((format(printf, 4, 5))) int regs_wrong(struct regs_error *error,
						     unsigned int line,
						     unsigned int column,
						     const char *fmt, ...);

/**
 * regs_failed() - fill in the general reason of an error that has no other
 *
 * Returns @err.
 */
int regs_failed(struct regs_error *error, int err);

/**
 * regs_note() - record a finding, or that it was lost because memory is short
 */
__attribute__((format(printf, 4, 5))) void regs_note(struct regs *regs,
						     unsigned int line,
						     bool error,
						     const char *fmt, ...);

/**
 * regs_add_field_array() - append the fields of an array to a list of fields
 * @tail: the end of that list, which is moved on
 * @field: the first one; its name is ignored
 * @array: its name, count, stride (in bits) and indexes
 *
 * The model has no arrays of fields. The fields share their values, and each
 * has its index in its description. Returns 0, -ENOMEM, or -UIO_EREGS if they
 * extend beyond all bits.
 */
int regs_add_field_array(struct regs *regs, struct regs_error *error,
			 struct reg_field ***tail,
			 const struct reg_field *field,
			 const struct reg *array);

/**
 * reg_name_length() - the number of letters, digits and `_` at the start of a
 * text
 * reg_name_is_valid() - whether a name can be part of a path: letters, digits
 * and `_`, not a digit first
 */
size_t reg_name_length(const char *text);
bool reg_name_is_valid(const char *name, size_t length);

/**
 * reg_array_name_is_valid() - whether the names of all elements are valid,
 * except for the brackets around their indexes
 * @reg: an array whose name has one `%s`
 */
bool reg_array_name_is_valid(const struct reg *reg);

/**
 * reg_set_indexes() - give an array its count and its indexes
 * @list: separated by commas; consecutive numbers become @first and @count
 *
 * Returns 0, -ENOMEM, or -UIO_ESYNTAX if an index contains anything but
 * letters, digits and `_`.
 */
int reg_set_indexes(struct arena *arena, struct reg *reg, const char *list,
		    size_t length);

/**
 * reg_find_index() - the number of an array's element with this index
 */
bool reg_find_index(const struct reg *reg, const struct slice *part,
		    uint64_t *element);

/**
 * reg_is_item() - whether a part of a path names an item, and which of its
 * elements
 */
bool reg_is_item(const struct reg *reg, const struct slice *part,
		 uint64_t *element);

/**
 * reg_index() - the index of an array's element as text
 * @number: has room for 24 bytes; used where indexes are numbers
 */
const char *reg_index(const struct reg *reg, uint64_t element, char *number);

/**
 * reg_put_index() - a description with the index of an element in place of each
 * `%s`
 * @text: returned if it has no `%s`; may be NULL
 *
 * Returns NULL if memory is short.
 */
const char *reg_put_index(struct arena *arena, const char *text,
			  const char *index);

/**
 * reg_element_name() - write the name of an array's element, without its groups
 *
 * Returns the length of the whole name, even if @size is too small for it.
 */
size_t reg_element_name(const struct reg *reg, uint64_t element, char *name,
			size_t size);

#endif
