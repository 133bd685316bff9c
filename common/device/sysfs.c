// SPDX-License-Identifier: GPL-2.0-or-later
#include "sysfs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The kernel gives an attribute one page at most, of 64 KiB at the largest. */
#define ATTR_MAX 65536

int attr_read_fd(int fd, char **text)
{
	char buf[ATTR_MAX];
	ssize_t len;

	len = pread(fd, buf, sizeof(buf), 0);
	if (len < 0)
		return -errno;
	if (len > 0 && buf[len - 1] == '\n')
		len--;
	*text = strndup(buf, len);
	return *text ? 0 : -ENOMEM;
}

int attr_read(const char *path, char **text)
{
	int fd, err;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	err = attr_read_fd(fd, text);
	close(fd);
	return err;
}

int attr_read_u64(const char *path, uint64_t *value)
{
	char *text, *end;
	int err;

	err = attr_read(path, &text);
	if (err)
		return err;
	errno = 0;
	*value = strtoull(text, &end, 0);
	if (errno || end == text || *end)
		err = -EPROTO;
	free(text);
	return err;
}

int attr_write(const char *path, const char *value)
{
	return attr_write_bytes(path, value, strlen(value));
}

int attr_write_bytes(const char *path, const void *bytes, size_t length)
{
	ssize_t written;
	int fd, err = 0;

	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	written = write(fd, bytes, length);
	if (written < 0)
		err = -errno;
	else if ((size_t)written < length)
		err = -EIO;
	close(fd);
	return err;
}

char *attr_link(const char *path)
{
	char target[PATH_MAX];
	ssize_t len;

	len = readlink(path, target, sizeof(target) - 1);
	if (len < 0)
		return NULL;
	target[len] = '\0';
	return strdup(basename(target));
}

static int by_version(const void *a, const void *b)
{
	return strverscmp(*(char *const *)a, *(char *const *)b);
}

int dir_names(const char *path, char ***names)
{
	DIR *dir = opendir(path);
	const struct dirent *entry;
	char **found = NULL;
	int count = 0;

	if (!dir)
		return -errno;
	while ((entry = readdir(dir))) {
		char **larger, *name;

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		larger = reallocarray(found, count + 1, sizeof(*found));
		found = larger ? larger : found;
		name = strdup(entry->d_name);
		if (!larger || !name) {
			free(name);
			names_free(found, count);
			closedir(dir);
			return -ENOMEM;
		}
		found[count++] = name;
	}
	closedir(dir);
	if (count)
		qsort(found, count, sizeof(*found), by_version);
	*names = found;
	return count;
}

void names_free(char **names, int count)
{
	for (int i = 0; i < count; i++)
		free(names[i]);
	free(names);
}
