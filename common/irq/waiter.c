// SPDX-License-Identifier: GPL-2.0-or-later
#include "waiter.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/error.h"
#include "count.h"

/* A signal that arrives just before a blocking read() is noticed at the next tick. */
#define READ_TICK_NS 20000000

/*
 * Set by the handler of SIGIO, which can pass it on only in a static variable.
 */
static volatile sig_atomic_t io_came;

static void note_io(int sig)
{
	io_came = sig;
}

static void ignore(int sig)
{
	(void)sig;
}

/* Opens the resources that the chosen way of waiting needs. */
static int open_via(struct waiter *waiter)
{
	struct sigaction on_alarm = { .sa_handler = ignore };
	struct sigaction on_io = { .sa_handler = note_io };
	struct sigevent event = {
		.sigev_notify = SIGEV_SIGNAL,
		.sigev_signo = SIGALRM,
	};

	switch (waiter->via) {
	case WAITER_POLL:
		signals_hold(&waiter->held, 0);
		return 0;
	case WAITER_READ:
		signals_hold_none(&waiter->held);
		sigaction(SIGALRM, &on_alarm, NULL);
		return timer_create(CLOCK_MONOTONIC, &event, &waiter->timer)
			       ? -errno
			       : 0;
	case WAITER_SIGIO:
		sigaction(SIGIO, &on_io, NULL);
		signals_hold(&waiter->held, SIGIO);
		return 0;
	}
	return -EINVAL;
}

int waiter_open(struct waiter *waiter, enum waiter_via via, size_t count)
{
	int err;

	*waiter = (struct waiter){
		.via = via,
		.nodes = calloc(count, sizeof(*waiter->nodes)),
		.fds = calloc(count, sizeof(*waiter->fds)),
	};
	err = waiter->nodes && waiter->fds ? open_via(waiter) : -ENOMEM;
	if (err) {
		free(waiter->nodes);
		free(waiter->fds);
	}
	return err;
}

static int set_flags(int fd, int remove, int add)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, (flags & ~remove) | add))
		return -errno;
	return 0;
}

int waiter_add(struct waiter *waiter, const struct uio_node *node)
{
	int err = 0;

	if (waiter->via == WAITER_READ)
		err = set_flags(node->fd, O_NONBLOCK, 0);
	else if (waiter->via == WAITER_SIGIO)
		err = fcntl(node->fd, F_SETOWN, getpid())
			      ? -errno
			      : set_flags(node->fd, 0, O_ASYNC);
	if (err)
		return err;
	waiter->nodes[waiter->count] = node;
	waiter->fds[waiter->count++] = (struct pollfd){
		.fd = node->fd,
		.events = POLLIN,
		/*
		 * poll() and SIGIO do not report an event that came before they
		 * were set up.
		 */
		.revents = POLLIN,
	};
	return 0;
}

/*
 * For a device without an interrupt or without a driver poll() returns ERR with
 * IN and HUP (Linux 6.12), or ERR alone (7.3): the non-blocking read gives the
 * reason.
 */
static int read_ready(struct waiter *waiter, size_t *index, uint32_t *count)
{
	for (size_t i = 0; i < waiter->count; i++) {
		size_t at = (waiter->next + i) % waiter->count;
		int err;

		if (waiter->fds[at].fd < 0 || !waiter->fds[at].revents)
			continue;
		waiter->fds[at].revents = 0;
		err = uio_irq_read(waiter->nodes[at], count);
		if (err == -EAGAIN)
			continue;
		*index = at;
		waiter->next = at + 1;
		return err;
	}
	return -EAGAIN;
}

/* Returns 0 if read_ready() may find an event. */
static int sleep_until(struct waiter *waiter, uint64_t deadline)
{
	struct timespec left;
	bool poll = waiter->via == WAITER_POLL;

	switch (ppoll(waiter->fds, poll ? waiter->count : 0,
		      clock_left(deadline, &left), &waiter->held.asleep)) {
	case 0:
		return -UIO_ETIMEOUT;
	case -1:
		if (errno != EINTR || !io_came)
			return -errno;
		/* SIGIO does not identify the device. */
		io_came = 0;
		for (size_t i = 0; i < waiter->count; i++)
			waiter->fds[i].revents = POLLIN;
	}
	return 0;
}

static int read_until(struct waiter *waiter, uint64_t deadline, uint32_t *count)
{
	static const struct itimerspec never;
	uint64_t tick = clock_now() + READ_TICK_NS;
	struct itimerspec when = {
		.it_value = clock_timespec(deadline < tick ? deadline : tick),
		.it_interval = clock_timespec(READ_TICK_NS),
	};
	int err;

	timer_settime(waiter->timer, TIMER_ABSTIME, &when, NULL);
	err = uio_irq_read(waiter->nodes[0], count);
	/* A tick must not interrupt the output. */
	timer_settime(waiter->timer, 0, &never, NULL);
	if (err == -EINTR && clock_now() >= deadline)
		return -UIO_ETIMEOUT;
	return err;
}

int waiter_next(struct waiter *waiter, uint64_t deadline, size_t *index,
		uint32_t *count)
{
	int err;

	if (waiter->via == WAITER_READ) {
		*index = 0;
		return read_until(waiter, deadline, count);
	}
	do {
		err = read_ready(waiter, index, count);
		if (err != -EAGAIN)
			return err;
		err = sleep_until(waiter, deadline);
	} while (!err);
	return err;
}

void waiter_admit_signals(const struct waiter *waiter)
{
	if (waiter->via != WAITER_READ)
		signals_admit(&waiter->held,
			      waiter->via == WAITER_SIGIO ? SIGIO : 0);
}

void waiter_hold_signals(const struct waiter *waiter)
{
	if (waiter->via != WAITER_READ)
		signals_hold_again(&waiter->held);
}

void waiter_drop(struct waiter *waiter, size_t index)
{
	if (waiter->via == WAITER_READ)
		set_flags(waiter->fds[index].fd, 0, O_NONBLOCK);
	else if (waiter->via == WAITER_SIGIO)
		set_flags(waiter->fds[index].fd, O_ASYNC, 0);
	waiter->fds[index].fd = -1;
}

void waiter_close(struct waiter *waiter)
{
	for (size_t i = 0; i < waiter->count; i++)
		if (waiter->fds[i].fd >= 0)
			waiter_drop(waiter, i);
	if (waiter->via == WAITER_READ)
		timer_delete(waiter->timer);
	free(waiter->nodes);
	free(waiter->fds);
	signals_release(&waiter->held);
}
