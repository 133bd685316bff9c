/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Signals that ask a program to stop. */
#ifndef UIO_BASE_STOP_H
#define UIO_BASE_STOP_H

#include <stdbool.h>

/**
 * stop_catch_signals() - note SIGINT, SIGTERM and SIGHUP, which ask the running job
 * to stop, and ignore SIGPIPE and SIGXFSZ, so that a write without a reader or
 * beyond the limit on file size fails
 */
void stop_catch_signals(void);

/**
 * stop_requested() - whether a signal has come that asks to stop
 *
 * Once true, the answer remains true.
 */
bool stop_requested(void);

/**
 * stop_take() - the signal that has come since the last call, or 0
 */
int stop_take(void);

#endif
