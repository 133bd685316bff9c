// SPDX-License-Identifier: GPL-2.0-or-later
/* Shared parts of the operations: files of the kernel, and faults. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "stress.h"

const char *module_dir;

unsigned int any(unsigned int limit)
{
	return random() % limit;
}

/* Some files process the written text when they are closed. */
int put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int ret = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) < 0)
		ret = -errno;
	if (close(fd) < 0 && !ret)
		ret = -errno;
	return ret;
}

int get(const char *path)
{
	static char buffer[1 << 16];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t size;
	int ret;

	if (fd < 0)
		return -errno;
	do
		size = read(fd, buffer, sizeof(buffer));
	while (size > 0);
	ret = size < 0 ? -errno : 0;
	close(fd);
	return ret;
}

int load(const char *name)
{
	char path[256];
	int fd, ret;

	snprintf(path, sizeof(path), "%s/%s.ko", module_dir, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	ret = syscall(SYS_finit_module, fd, "", 0) < 0 ? -errno : 0;
	close(fd);
	return ret;
}

int unload(const char *name)
{
	return syscall(SYS_delete_module, name, O_NONBLOCK) < 0 ? -errno : 0;
}

/*
 * Repeats a write until it succeeds, because it may be the operation that a
 * fault hits.
 */
static void insist(const char *path, const char *text)
{
	int ret;

	do
		ret = put(path, text);
	while (ret == -EFAULT || ret == -ENOMEM);
	if (ret) {
		fprintf(stderr, "stress: %s: %s\n", path, strerror(-ret));
		exit(1);
	}
}

void may_fail(bool on)
{
	insist("/proc/thread-self/make-it-fail", on ? "1" : "0");
}

static int nth = -1;

void fail_nth(unsigned int n)
{
	char text[16];

	if (nth < 0)
		nth = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	if (pwrite(nth, text, snprintf(text, sizeof(text), "%u", n), 0) < 0) {
		perror("stress: fail-nth");
		exit(1);
	}
}

/* The read itself may fail, and then the fault had not been reached. */
bool failed_nth(void)
{
	char text[16] = "";
	bool reached = pread(nth, text, sizeof(text) - 1, 0) > 0 && !atoi(text);

	while (pwrite(nth, "0", 1, 0) < 0)
		;
	return reached;
}
