/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Conversion of the elements of an SVD file to the model. */
#ifndef UIO_REGS_SVD_H
#define UIO_REGS_SVD_H

#include "svd-tree.h"

/**
 * struct svd_defaults - properties that elements inherit from those that
 * contain them
 * @access, @read_action, @modified_write: as in the file, or NULL
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
 * struct svd_builder - a model under construction
 */
struct svd_builder {
	struct regs *regs;
	struct regs_error *error;
};

/**
 * svd_build() - give a block the size and the registers of a peripheral
 *
 * Mistakes in the file are noted in the model, and unusable parts are left out.
 * Returns 0, -ENOMEM or -UIO_EREGS.
 */
int svd_build(struct svd_builder *builder, const struct svd_node *peripheral,
	      struct reg *block);

/**
 * svd_access() - the kind of access that three elements of SVD specify
 */
enum reg_access svd_access(const struct svd_defaults *properties);

/**
 * svd_inherit() - replace inherited properties by an element's own
 */
void svd_inherit(struct svd_builder *builder, const struct svd_node *node,
		 struct svd_defaults *properties);

/**
 * svd_number() - read the number in an element
 *
 * Returns whether it has one; a number with a mistake is noted.
 */
bool svd_number(struct svd_builder *builder, const struct svd_node *node,
		enum svd_tag tag, uint64_t *value);

/**
 * svd_note_lost() - note that the base of an element cannot be used, if so
 * @name: name of the element, or NULL
 */
void svd_note_lost(struct svd_builder *builder, const struct svd_node *node,
		   const char *name);

/**
 * svd_description() - the description of an element
 * @description: the result, or NULL; if it is inherited from one element of an
 *               array, it contains the index of that element
 *
 * Returns 0 or -ENOMEM.
 */
int svd_description(struct svd_builder *builder, const struct svd_node *node,
		    const char **description);

/**
 * svd_clean() - replace each character that a path cannot contain by `_`
 *
 * Returns whether there were any.
 */
bool svd_clean(char *text, size_t length);

/**
 * svd_name() - set the name and, if it is that of an array, what belongs to the
 * array
 *
 * Characters that a path cannot contain become `_`. Returns 0, -ENOMEM, or
 * -UIO_ESYNTAX if the name cannot be used, which is noted.
 */
int svd_name(struct svd_builder *builder, const struct svd_node *node,
	     struct reg *reg);

/**
 * struct svd_list - the children of an element and of its base
 */
struct svd_list {
	const struct svd_node **nodes;
	size_t count;
};

/**
 * svd_collect() - collect the children of one of two kinds
 * @wrapper: the kind of element that contains them, or SVD_TAG_COUNT if none
 *           does
 * @list: allocated in the model
 *
 * A child replaces the child of the base that has the same name. Returns 0 or
 * -ENOMEM.
 */
int svd_collect(struct svd_builder *builder, const struct svd_node *node,
		enum svd_tag wrapper, enum svd_tag kind, enum svd_tag other,
		struct svd_list *list);

#endif
