/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of several registers: groups, elements of arrays, and patterns. */
#ifndef UIO_REGS_EXPAND_H
#define UIO_REGS_EXPAND_H

#include "model.h"

/**
 * struct regs_several - how a text names several registers or fields
 * @text: the text, without the name of the file's only block
 * @dump: as the registers of a group, of an array or of a glob; else as those
 *        of elements, `CH[*].CFG` or `CH[0..3].CFG`, one by one
 * @block: the block whose name the text leaves out, or NULL
 * @ways, @alternate: for regs_expand()
 */
struct regs_several {
	struct slice text;
	bool dump;
	const struct reg *block;
	unsigned int ways;
	bool alternate;
};

/**
 * regs_name_several() - whether a text names several registers or fields, and
 * how
 * @text: the path of a group, or of an array without an index, such as `CH`; or
 *        a path with `[*]`, any index, or `[FIRST..LAST]`, such as
 *        `CH[0..3].CFG`; or a glob, which has `*` or `?` outside of brackets
 * @several: the result, written if it does
 *
 * A glob is matched against full names, including those of groups, and only if
 * none matches against those of fields. The text may match just one register.
 * If nothing matches, the name of a block may have been left out, or the file may
 * have only the block that was named, as for regs_resolve(). Returns 0,
 * -UIO_ENOREGISTER or -UIO_EAMBIGUOUS.
 */
int regs_name_several(const struct regs *regs, const struct slice *text,
		      struct regs_several *several);

/**
 * regs_expand() - call a function for each register or field that a text names,
 * by offset
 * @each: the function; @field is NULL for a whole register. A result other than
 *        0 ends the iteration.
 *
 * Views that are `alternate` are left out of a group, an array or a glob,
 * unless all are. Returns 0, or the result of @each.
 */
int regs_expand(const struct regs *regs, const struct regs_several *several,
		int (*each)(void *context, const struct reg_place *place,
			    const struct reg_field *field),
		void *context);

/**
 * regs_glob() - whether a glob matches the full name of a register, or of a
 * group that contains it
 */
bool regs_glob(const struct regs *regs, const char *glob, const char *name);

#endif
