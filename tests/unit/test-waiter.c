// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The result of poll() for a device without an interrupt, or without a driver:
 * readable, failed and hung up until Linux 6.12, only failed in 7.3. Files of
 * other kinds give the same results.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/irq/waiter.h"
#include "tap.h"

/* A pipe that nobody reads can only fail. */
static int open_failed(void)
{
	int ends[2];

	if (pipe(ends))
		abort();
	close(ends[0]);
	return ends[1];
}

/*
 * A socket whose other end was closed while it contained data that was not
 * read.
 */
static int open_reset(void)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) ||
	    write(ends[0], "x", 1) != 1)
		abort();
	close(ends[1]);
	return ends[0];
}

static int open_quiet(void)
{
	int fds[2];

	if (pipe2(fds, O_NONBLOCK))
		abort();
	return fds[0];
}

static const struct {
	const char *what;
	int (*open)(void);
	short revents;
	int err;
} cases[] = {
	{ "failed alone", open_failed, POLLERR, -EBADF },
	{ "readable, failed and hung up", open_reset,
	  POLLIN | POLLERR | POLLHUP, -ECONNRESET },
};

/* The event is found beside a device without one. */
static void test_case(size_t i)
{
	struct uio_node quiet = { open_quiet(), -1 };
	struct uio_node node = { cases[i].open(), open("/dev/null", O_RDONLY) };
	struct pollfd fd = { .fd = node.fd, .events = POLLIN };
	struct waiter waiter;
	uint32_t count;
	size_t index = 9;

	poll(&fd, 1, 0);
	ok(fd.revents == cases[i].revents, "%s: poll answers 0x%x",
	   cases[i].what, fd.revents);
	if (waiter_open(&waiter, WAITER_POLL, 2) ||
	    waiter_add(&waiter, &quiet) || waiter_add(&waiter, &node))
		abort();
	/* The first check is made without poll(). */
	waiter.fds[1].revents = 0;
	ok(waiter_next(&waiter, CLOCK_NEVER, &index, &count) == cases[i].err &&
		   index == 1,
	   "%s: it is read, and its error returned", cases[i].what);
	waiter_drop(&waiter, 1);
	ok(waiter_next(&waiter, clock_now(), &index, &count) == -UIO_ETIMEOUT,
	   "%s: once dropped it does not wake the waiter", cases[i].what);
	waiter_close(&waiter);
	close(node.fd);
	close(node.name_fd);
}

int main(void)
{
	/* A wait that never ends fails the test. */
	alarm(600);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		test_case(i);
	return done();
}
