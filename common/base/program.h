/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Search for programs. */
#ifndef UIO_BASE_PROGRAM_H
#define UIO_BASE_PROGRAM_H

#include <stdbool.h>

/**
 * program_exists() - whether there is such a program, as execvp() will look for
 * it
 */
bool program_exists(const char *name);

#endif
