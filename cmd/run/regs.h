/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Register files that are given by name, and messages for their errors. */
#ifndef UIO_CMD_RUN_REGS_H
#define UIO_CMD_RUN_REGS_H

#include "common/regs/file.h"

/**
 * load_regs() - read a register file
 * @wanted: as for regs_load()
 * @regs: the result; free with regs_free()
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int load_regs(const char *path, const struct regs_wanted *wanted,
	      struct regs **regs);

/**
 * fail_regs() - report why a register file cannot be read, and where the error
 * is
 *
 * Returns the exit status.
 */
int fail_regs(int err, const char *path, const struct regs_error *error);

#endif
