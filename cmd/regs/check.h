/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `uio-regs check'. */
#ifndef UIO_CMD_REGS_CHECK_H
#define UIO_CMD_REGS_CHECK_H

#include "cmd/show/output.h"

/**
 * check_file() - print the faults in a register file
 * @path: `-` is standard input
 * @peripheral: a peripheral of an SVD file; NULL for all
 *
 * Each finding is a line of @out, and a summary is printed on stderr. Returns 0
 * or an exit status.
 */
int check_file(const char *path, const char *peripheral, struct output *out);

#endif
