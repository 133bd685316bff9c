/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Programs that run as child processes. */
#ifndef UIO_BASE_CHILD_H
#define UIO_BASE_CHILD_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

/**
 * program_exists() - whether execvp(3) would find a program
 */
bool program_exists(const char *name);

/**
 * child_start() - start a program, with the default handling of SIGPIPE and
 * SIGXFSZ
 * @words: its name, which is searched for as by execvp(3), its arguments, and NULL
 * @input: its standard input, or -1 for that of this program
 * @mask: the signals that are blocked in it, or NULL for those of this program
 *
 * Returns 0 or a negative errno.
 */
int child_start(char *const *words, int input, const sigset_t *mask,
		pid_t *child);

/**
 * child_wait() - wait for the end of a program
 *
 * A signal that asks to stop (stop.h) is passed on to the program as
 * SIGTERM. If the program does not end within 400 ms it is killed, and if it
 * still exists after as long again it is left to the kernel.
 *
 * Returns the status of the program, as waitpid(2) returns it.
 */
int child_wait(pid_t child);

#endif
