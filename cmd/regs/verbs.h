/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The work of uio-regs. Functions return 0, or the exit status of an error that was
 * reported.
 */
#ifndef UIO_CMD_REGS_VERBS_H
#define UIO_CMD_REGS_VERBS_H

#include "cmd/show/output.h"
#include "common/regs/model.h"

/**
 * check_file() - print the faults in a register file: a line of @out for each, and a
 * summary on stderr
 * @path: `-` is standard input
 * @peripheral: a peripheral of an SVD file; NULL for all
 */
int check_file(const char *path, const char *peripheral, struct output *out);

/**
 * struct regs_style - how the table is printed
 */
struct regs_style {
	bool json;
	bool no_headings;
};

/**
 * print_regs_table() - print the registers, their fields and the values of fields
 * @path: the file, for messages
 * @glob: print only registers and groups whose names match, where `*` and `?`
 *        are wildcards; NULL for all
 */
int print_regs_table(const struct regs *regs, const char *path,
		     const char *glob, const struct regs_style *style,
		     struct output *out);

/**
 * print_blocks_table() - print the blocks of a file that has several
 */
int print_blocks_table(const struct regs *regs, const struct regs_style *style,
		       struct output *out);

#endif
