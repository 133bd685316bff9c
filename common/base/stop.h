/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Signals that ask a program to stop. */
#ifndef UIO_BASE_STOP_H
#define UIO_BASE_STOP_H

#include <stdbool.h>

/**
 * stop_request() - note that a signal asks the job that runs now to stop; a
 * signal handler
 */
void stop_request(int sig);

/**
 * stop_catch_signals() - have stop_request() handle SIGINT, SIGTERM and SIGHUP,
 * and ignore SIGPIPE, so that a reader that goes away becomes a failed write
 */
void stop_catch_signals(void);

/**
 * stop_requested() - whether such a signal came, which stays known
 */
bool stop_requested(void);

/**
 * stop_take() - the signal that came since the last call, or 0
 */
int stop_take(void);

#endif
