/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Waiting for interrupts of one or more devices (uio_poll(), uio_read()). */
#ifndef UIO_IRQ_WAITER_H
#define UIO_IRQ_WAITER_H

#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "common/access/node.h"
#include "common/base/signals.h"

/* The system call that waits for an interrupt. */
enum waiter_via {
	WAITER_POLL,  /* ppoll() */
	WAITER_READ,  /* a blocking read(), for one device only */
	WAITER_SIGIO, /* the signal that O_ASYNC asks for */
};

/**
 * struct waiter - devices whose interrupts are waited for
 * @nodes: borrowed
 * @fds: one for each of @nodes
 * @next: where the search for the next interrupt begins, so that no device
 *        starves another
 * @held: the signals that are delivered only while it sleeps
 * @timer: the timer that interrupts a read()
 */
struct waiter {
	enum waiter_via via;
	const struct uio_node **nodes;
	struct pollfd *fds;
	size_t count;
	size_t next;
	struct signals_held held;
	timer_t timer;
};

/**
 * waiter_open() - prepare to wait
 * @count: how many devices waiter_add() will add; 1 for WAITER_READ
 *
 * Until waiter_close() the signals that end or question a program (SIGHUP,
 * SIGINT, SIGQUIT, SIGTERM) are delivered only while waiter_next() sleeps, so
 * that none that comes just before is missed. WAITER_SIGIO replaces the handler
 * of SIGIO, and WAITER_READ that of SIGALRM.
 *
 * Returns 0 or a negative errno.
 */
int waiter_open(struct waiter *waiter, enum waiter_via via, size_t count);

/**
 * waiter_add() - add a device; its index is the number of those added before
 * @node: open, and its count was read by uio_irq_count(); lives as long as the
 *        waiter
 *
 * Returns 0 or a negative errno.
 */
int waiter_add(struct waiter *waiter, const struct uio_node *node);

/**
 * waiter_next() - wait until the count of a device changes
 * @deadline: a time of CLOCK_MONOTONIC in nanoseconds, from clock_deadline();
 *            an interrupt that has already come takes precedence
 * @index: index of the device, also if an error is about one
 * @count: its new count
 *
 * Returns 0, -UIO_ETIMEOUT, -EINTR after a signal, or for a device -UIO_ENOIRQ,
 * -UIO_EGONE or a negative errno.
 */
int waiter_next(struct waiter *waiter, uint64_t deadline, size_t *index,
		uint32_t *count);

/**
 * waiter_admit_signals() - between two waits, let signals interrupt what blocks
 * waiter_hold_signals() - end this before the signals are looked at
 */
void waiter_admit_signals(const struct waiter *waiter);
void waiter_hold_signals(const struct waiter *waiter);

/**
 * waiter_drop() - no longer wait for this device
 */
void waiter_drop(struct waiter *waiter, size_t index);

void waiter_close(struct waiter *waiter);

#endif
