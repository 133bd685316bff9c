// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Preloaded into the tools on mock devices: makes the files that represent
 * nodes character devices for stat() and fstat() as well.
 *
 * A mock device's node is a regular file NAME whose numbers are in the link
 * .node/NAME beside it, which umockdev makes. umockdev's own preloaded library
 * handles it in stat(), but not in fstat().
 *
 * With $IRQCONTROL_ERRNO a write to a node fails with this errno, as if the
 * driver's irqcontrol had returned it.
 *
 * With $SYSFS_READ_ONLY sysfs cannot be written, and the paths that were
 * refused for this reason are noted in the file of this name. umockdev's
 * library comes after this one: paths are still those of the system, and
 * functions that it does not handle, such as rmdir(), are redirected to the
 * mock here.
 *
 * With $NODE_BECOMES, the numbers of another node, a node changes to that one
 * between a program's first look at it and its opening.
 *
 * A program is aborted if it gives a node the number of a standard stream.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
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

static bool is_sysfs(const char *path)
{
	return !strncmp(path, "/sys/", 5);
}

/* Sets errno if the write must be refused. */
static bool is_read_only(const char *path)
{
	const char *notes = getenv("SYSFS_READ_ONLY");
	FILE *file = notes && is_sysfs(path) ? fopen(notes, "a") : NULL;

	if (!file)
		return false;
	fprintf(file, "%s\n", path);
	fclose(file);
	errno = EROFS;
	return true;
}

/* Finds the place of a path in the mock, in a buffer of PATH_MAX. */
static const char *mock_path(const char *path, char *buffer)
{
	const char *root = getenv("UMOCKDEV_DIR");

	if (!root || !is_sysfs(path))
		return path;
	snprintf(buffer, PATH_MAX, "%s%s", root, path);
	return buffer;
}

static bool is_node(int fd)
{
	struct stat node;

	return !fstat(fd, &node) && S_ISCHR(node.st_mode) &&
	       major(node.st_rdev) == 240;
}

static void change_node(const char *path)
{
	const char *numbers = getenv("NODE_BECOMES");
	const char *root = getenv("UMOCKDEV_DIR");
	char link[PATH_MAX];

	if (!numbers || !root || strncmp(path, "/dev/uio", 8))
		return;
	snprintf(link, sizeof(link), "%s/dev/.node/%s", root, path + 5);
	unlink(link);
	if (symlinkat(numbers, AT_FDCWD, link))
		abort();
}

static int open_file(const char *path, int flags, mode_t mode)
{
	bool writes = (flags & O_ACCMODE) != O_RDONLY;
	int fd;

	if (!(flags & O_PATH))
		change_node(path);

	if (writes && !access(path, F_OK) && is_read_only(path))
		return -1;
	fd = openat(AT_FDCWD, path, flags, mode);
	if (fd >= 0 && fd <= STDERR_FILENO && is_node(fd))
		abort();
	return fd;
}

int open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return open_file(path, flags, mode);
}

/* The name of open() if the compiler does not know the flags. */
int __open64_2(const char *path, int flags);
int __open64_2(const char *path, int flags)
{
	return open_file(path, flags, 0);
}

int mkdir(const char *path, mode_t mode)
{
	char buffer[PATH_MAX];

	if (is_read_only(path))
		return -1;
	return mkdirat(AT_FDCWD, mock_path(path, buffer), mode);
}

int rmdir(const char *path)
{
	char buffer[PATH_MAX];

	if (is_read_only(path))
		return -1;
	return unlinkat(AT_FDCWD, mock_path(path, buffer), AT_REMOVEDIR);
}

ssize_t write(int fd, const void *bytes, size_t count)
{
	const char *answer = getenv("IRQCONTROL_ERRNO");

	if (answer && is_node(fd)) {
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
