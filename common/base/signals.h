/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Signals that are delivered only while a program sleeps, so that none that
 * comes just before the sleep is missed.
 */
#ifndef UIO_BASE_SIGNALS_H
#define UIO_BASE_SIGNALS_H

#include <signal.h>

/**
 * struct signals_held - signal masks
 * @before: the mask before signals_hold()
 * @asleep: the mask to sleep with, in which the held signals are not blocked
 * @awake: the mask in which they are
 */
struct signals_held {
	sigset_t before;
	sigset_t asleep;
	sigset_t awake;
};

/**
 * signals_hold() - block the signals that end or question a program (SIGHUP,
 * SIGINT, SIGQUIT, SIGTERM) until signals_release()
 * @also: one more signal, or 0
 */
void signals_hold(struct signals_held *held, int also);

/**
 * signals_hold_none() - fill in the masks without blocking a signal, for
 * callers that sleep in a call without a mask
 */
void signals_hold_none(struct signals_held *held);

/**
 * signals_admit() - let the held signals interrupt a call that may block
 * @but: one that stays blocked, or 0
 * signals_hold_again() - end this
 */
void signals_admit(const struct signals_held *held, int but);
void signals_hold_again(const struct signals_held *held);

void signals_release(const struct signals_held *held);

#endif
