/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Programs that were started. */
#ifndef UIO_BASE_CHILD_H
#define UIO_BASE_CHILD_H

#include <sys/types.h>

/**
 * child_wait() - wait for the end of a program
 *
 * A signal that stop_request() notes is passed on to it, as SIGTERM. If it goes on all
 * the same it is killed after 400 ms, and left to the kernel if that takes as long.
 *
 * Returns its status, as waitpid() has it.
 */
int child_wait(pid_t child);

#endif
