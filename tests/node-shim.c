// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Preloaded into the tools on mock devices: makes the files that stand for nodes
 * character devices for stat() and fstat() as well.
 *
 * A mock device's node is a regular file NAME whose numbers are in the link
 * .node/NAME beside it, which umockdev makes. umockdev's own preload knows of it
 * in stat(), but not in fstat().
 *
 * With $IRQCONTROL_ERRNO a write to a node fails with this errno, as if the
 * driver's irqcontrol had answered it.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static void set_numbers(int fd, struct stat *result)
{
	char file[40], path[PATH_MAX], link[PATH_MAX + 8], numbers[24];
	unsigned int major, minor;
	ssize_t length;
	char *name;

	sprintf(file, "/proc/self/fd/%d", fd);
	length = readlink(file, path, sizeof(path) - 1);
	if (length < 0)
		return;
	path[length] = '\0';
	name = strrchr(path, '/');
	if (!name)
		return;
	snprintf(link, sizeof(link), "%.*s/.node%s", (int)(name - path), path,
		 name);
	length = readlink(link, numbers, sizeof(numbers) - 1);
	if (length < 0)
		return;
	numbers[length] = '\0';
	if (sscanf(numbers, "%u:%u", &major, &minor) != 2)
		return;
	result->st_mode = (result->st_mode & ~S_IFMT) | S_IFCHR;
	result->st_rdev = makedev(major, minor);
}

int fstat(int fd, struct stat *result)
{
	int status = fstatat(fd, "", result, AT_EMPTY_PATH);

	if (!status && S_ISREG(result->st_mode))
		set_numbers(fd, result);
	return status;
}

ssize_t write(int fd, const void *bytes, size_t count)
{
	const char *answer = getenv("IRQCONTROL_ERRNO");
	struct stat node;

	if (answer && !fstat(fd, &node) && S_ISCHR(node.st_mode) &&
	    major(node.st_rdev) == 240) {
		errno = atoi(answer);
		return -1;
	}
	return syscall(SYS_write, fd, bytes, count);
}

int stat(const char *path, struct stat *result)
{
	int fd = open(path, O_PATH | O_CLOEXEC);
	int status = fd < 0 ? -1 : fstat(fd, result);

	if (fd >= 0)
		close(fd);
	return status;
}
