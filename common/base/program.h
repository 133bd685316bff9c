/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Search for programs. */
#ifndef UIO_BASE_PROGRAM_H
#define UIO_BASE_PROGRAM_H

#include <stdbool.h>

/**
 * program_exists() - whether execvp() would find a program
 */
bool program_exists(const char *name);

#endif
