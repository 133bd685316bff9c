// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A process that has nodes open and mapped, even after their devices were
 * removed.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "stress.h"

#define NODES		8
#define OPEN		4
#define PAGE		4096
#define PAGES		8
#define COUNT_OF(array) (sizeof(array) / sizeof(*(array)))

static struct {
	bool open;
	int fd;
	volatile uint32_t *map;
	size_t size;
} nodes[OPEN];

static int descriptor(unsigned int i)
{
	return nodes[i].open ? nodes[i].fd : -1;
}

int node_open(void)
{
	unsigned int i = any(OPEN), n = any(NODES), tries;
	char path[32];

	if (nodes[i].open)
		return -EBUSY;
	for (tries = 0; tries < NODES && !nodes[i].open; tries++) {
		snprintf(path, sizeof(path), "/dev/uio%u", (n + tries) % NODES);
		nodes[i].fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
		nodes[i].open = nodes[i].fd >= 0;
	}
	return nodes[i].open ? 0 : -errno;
}

/*
 * The last user of a card that was unplugged makes the kernel run methods of
 * ACPI, which no fault may hit. It closes the node, or removes its mapping.
 */
int node_close(void)
{
	unsigned int i = any(OPEN);
	int ret;

	nodes[i].open = false;
	may_fail(false);
	ret = close(nodes[i].fd) < 0 ? -errno : 0;
	may_fail(true);
	return ret;
}

/* The slot may keep a mapping whose node was closed. */
int node_map(void)
{
	unsigned int i = any(OPEN);
	size_t size = (1 + any(PAGES)) * PAGE;
	void *map;

	if (nodes[i].map)
		return -EBUSY;
	map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED,
		   descriptor(i), any(any(5) + 1) * PAGE);
	if (map == MAP_FAILED)
		return -errno;
	nodes[i].map = map;
	nodes[i].size = size;
	return 0;
}

int node_unmap(void)
{
	unsigned int i = any(OPEN);
	void *map = (void *)nodes[i].map;
	int ret;

	if (!map)
		return -EINVAL;
	nodes[i].map = NULL;
	may_fail(false);
	ret = munmap(map, nodes[i].size) < 0 ? -errno : 0;
	may_fail(true);
	return ret;
}

static sigjmp_buf bus_error;

static void jump(int signal __attribute__((unused)))
{
	siglongjmp(bus_error, 1);
}

/*
 * Reads anywhere, and writes to registers of the edu card where this does no
 * harm: one of them raises its interrupt. A process that cannot get a signal, as
 * a copy fails, is killed, so nothing may fail here.
 */
int node_touch(void)
{
	static const unsigned int offsets[] = { 0x04, 0x08, 0x20, 0x60, 0x64 };
	unsigned int i = any(OPEN), n;
	int failed;

	if (!nodes[i].map)
		return -EINVAL;
	signal(SIGBUS, jump);
	may_fail(false);
	failed = sigsetjmp(bus_error, 1);
	for (n = 0; n < 10 && !failed; n++) {
		(void)nodes[i].map[any(nodes[i].size / 4)];
		nodes[i].map[offsets[any(COUNT_OF(offsets))] / 4] = any(4);
	}
	may_fail(true);
	return failed ? -EFAULT : 0;
}

int node_read(void)
{
	uint32_t events;

	return read(descriptor(any(OPEN)), &events, sizeof(events)) < 0 ? -errno
									: 0;
}

int node_poll(void)
{
	struct pollfd wanted = { descriptor(any(OPEN)), POLLIN, 0 };

	return poll(&wanted, 1, any(20)) < 0 ? -errno : 0;
}

int node_write(void)
{
	uint32_t value = any(8) ? any(2) : any(1000);

	return write(descriptor(any(OPEN)), &value, sizeof(value)) < 0 ? -errno
								       : 0;
}

static bool have_map(void)
{
	unsigned int i;

	for (i = 0; i < OPEN; i++)
		if (nodes[i].map)
			return true;
	return false;
}

/*
 * The child has the mappings too, and for a moment it may outlive this process.
 */
int node_fork(void)
{
	int status;
	pid_t pid;

	if (!have_map())
		return -EINVAL;
	pid = fork();
	if (pid < 0)
		return -errno;
	if (!pid) {
		node_touch();
		node_unmap();
		may_fail(false);
		_exit(0);
	}
	if (any(2))
		node_unmap();
	while (waitpid(pid, &status, 0) < 0)
		;
	return status ? -ECHILD : 0;
}
