/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Accesses in words, for a dry run. */
#ifndef UIO_CMD_RUN_DRY_H
#define UIO_CMD_RUN_DRY_H

#include "target.h"

/**
 * print_access(), print_read() - say in words that a unit would be accessed
 * @target: is named if it is not the one in use in the shell
 * @what: read or write; print_read() ends the line
 */
void print_access(const struct target *target, const char *what,
		  const struct access *access, uint64_t offset);
void print_read(const struct target *target, const struct access *access,
		uint64_t offset);

#endif
