/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A register file as a table of registers, their fields and the values of fields. */
#ifndef UIO_CMD_REGS_TABLE_H
#define UIO_CMD_REGS_TABLE_H

#include "common/regs/model.h"

struct output;

/**
 * struct regs_style - how the table is printed
 */
struct regs_style {
	bool json;
	bool no_headings;
};

/**
 * print_regs_table() - print the table
 * @path: the file, for messages
 * @glob: print only registers and groups whose names match, where `*` and `?`
 *        are wildcards; NULL for all
 * @out: the output
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int print_regs_table(const struct regs *regs, const char *path,
		     const char *glob, const struct regs_style *style,
		     struct output *out);

/**
 * print_blocks_table() - print the blocks of a file that has several
 *
 * Returns 0 or an exit status.
 */
int print_blocks_table(const struct regs *regs, const struct regs_style *style,
		       struct output *out);

#endif
