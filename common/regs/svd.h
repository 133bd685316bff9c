/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Conversion of the elements of an SVD file to the model. */
#ifndef UIO_REGS_SVD_H
#define UIO_REGS_SVD_H

#include "svd-tree.h"

/**
 * struct svd_defaults - what elements inherit from those they are in
 * @access, @read_action, @modified_write: as in the file; NULL where not said
 */
struct svd_defaults {
	unsigned int width;
	const char *access;
	const char *read_action;
	const char *modified_write;
	bool has_reset;
	uint64_t reset;
	uint64_t reset_mask;
};

/**
 * struct svd_builder - a model that is being made
 */
struct svd_builder {
	struct regs *regs;
	struct regs_error *error;
};

/**
 * svd_endian() - the byte order that a file says for all of its registers
 */
enum reg_endian svd_endian(const struct svd_node *root);

/**
 * svd_outline() - fill in where a block is in the file and in the address space
 */
void svd_outline(struct svd_builder *builder, const struct svd_node *peripheral,
		 struct reg *block);

/**
 * svd_build() - give a block the size and the registers of a peripheral
 *
 * What the file has wrong is noted in the model, and left out where it cannot
 * be used. Returns 0, -ENOMEM or -UIO_EREGS.
 */
int svd_build(struct svd_builder *builder, const struct svd_node *peripheral,
	      struct reg *block);

/**
 * svd_build_fields() - the fields of a register
 */
int svd_build_fields(struct svd_builder *builder, struct reg *reg,
		     const struct svd_node *node,
		     const struct svd_defaults *defaults);

/**
 * svd_access() - the kind of access that three elements of SVD make
 */
enum reg_access svd_access(const struct svd_defaults *properties);

/**
 * svd_inherit() - take what an element says itself over what it inherits
 */
void svd_inherit(struct svd_builder *builder, const struct svd_node *node,
		 struct svd_defaults *properties);

/**
 * svd_number() - read the number in an element
 *
 * Returns whether there is one; one that is wrong is noted.
 */
bool svd_number(struct svd_builder *builder, const struct svd_node *node,
		enum svd_tag tag, uint64_t *value);

/**
 * svd_note_lost() - note what an element is derived from in vain, if it is
 * @name: of the element, or NULL
 */
void svd_note_lost(struct svd_builder *builder, const struct svd_node *node,
		   const char *name);

/**
 * svd_description() - the description of an element
 * @description: the result; where it comes from an array of which the element is
 *               derived from one element, with that one's index; NULL for none
 *
 * Returns 0 or -ENOMEM.
 */
int svd_description(struct svd_builder *builder, const struct svd_node *node,
		    const char **description);

/**
 * svd_clean() - put `_` for each character that a path cannot have
 *
 * Returns whether there was any.
 */
bool svd_clean(char *text, size_t length);

/**
 * svd_name() - set the name, and if it is one of an array, what belongs to it
 *
 * Characters that a path cannot have become `_`. Returns 0, -ENOMEM or
 * -UIO_ESYNTAX where it cannot be used, which is noted.
 */
int svd_name(struct svd_builder *builder, const struct svd_node *node,
	     struct reg *reg);

/**
 * struct svd_list - the children of an element and of what it is derived from
 */
struct svd_list {
	const struct svd_node **nodes;
	size_t count;
};

/**
 * svd_collect() - those children that are one of two kinds
 * @wrapper: the kind of element they are in, or SVD_TAG_COUNT for none
 * @list: allocated in the model
 *
 * A child takes the place of that of the same name in what is derived from.
 * Returns 0 or -ENOMEM.
 */
int svd_collect(struct svd_builder *builder, const struct svd_node *node,
		enum svd_tag wrapper, enum svd_tag kind, enum svd_tag other,
		struct svd_list *list);

#endif
