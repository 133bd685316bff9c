// SPDX-License-Identifier: GPL-2.0-or-later
#include "sysfs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An attribute has at most one page, and the largest pages have 64 KiB. */
#define ATTR_MAX 65536

/* An attribute longer than most is read again from its start. */
int attr_read_fd(int fd, char **text)
{
	char few[128], *all = few;
	ssize_t len = pread(fd, few, sizeof(few), 0);
	int err;

	if (len == sizeof(few)) {
		all = malloc(ATTR_MAX);
		len = all ? pread(fd, all, ATTR_MAX, 0) : -1;
	}
	err = -errno;
	if (len > 0 && all[len - 1] == '\n')
		len--;
	if (len >= 0) {
		*text = strndup(all, len);
		err = *text ? 0 : -ENOMEM;
	}
	if (all != few)
		free(all);
	return err;
}

int attr_text_at(int dir, const char *path, char **text)
{
	int fd, err;

	fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	err = attr_read_fd(fd, text);
	close(fd);
	return err;
}

int attr_read(const char *path, char **text)
{
	return attr_text_at(AT_FDCWD, path, text);
}

ssize_t attr_read_at(int dir, const char *path, char *text, size_t size)
{
	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	ssize_t len;

	if (fd < 0)
		return -errno;
	len = read(fd, text, size - 1);
	if (len < 0)
		len = -errno;
	close(fd);
	if (len > 0 && text[len - 1] == '\n')
		len--;
	if (len >= 0)
		text[len] = '\0';
	return len;
}

int attr_number_at(int dir, const char *path, uint64_t *value)
{
	char text[64], *end;
	ssize_t len = attr_read_at(dir, path, text, sizeof(text));

	if (len < 0)
		return len;
	errno = 0;
	*value = strtoull(text, &end, 0);
	/* A text that fills the buffer is not a number, and was cut off. */
	return errno || end == text || *end || len >= (ssize_t)sizeof(text) - 2
		       ? -EPROTO
		       : 0;
}

int attr_write(const char *path, const void *bytes, size_t length)
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

char *attr_link_at(int dir, const char *path)
{
	char target[PATH_MAX];
	ssize_t len;

	len = readlinkat(dir, path, target, sizeof(target) - 1);
	if (len < 0)
		return NULL;
	target[len] = '\0';
	return strdup(basename(target));
}

static const char *join(char path[static PATH_MAX], const char *dir,
			const char *name)
{
	snprintf(path, PATH_MAX, "%s/%s", dir, name);
	return path;
}

int attr_read_in(const char *dir, const char *name, char **text)
{
	char path[PATH_MAX];

	return attr_read(join(path, dir, name), text);
}

int attr_u64_in(const char *dir, const char *name, uint64_t *value)
{
	char path[PATH_MAX];

	return attr_number_at(AT_FDCWD, join(path, dir, name), value);
}

char *attr_link_in(const char *dir, const char *name)
{
	char path[PATH_MAX];

	return attr_link_at(AT_FDCWD, join(path, dir, name));
}

bool attr_is_in(const char *dir, const char *name, int mode)
{
	char path[PATH_MAX];

	return !access(join(path, dir, name), mode);
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
	int count = 0, err;

	*names = NULL;
	if (!dir)
		return -errno;
	while (errno = 0, (entry = readdir(dir))) {
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
	err = -errno;
	closedir(dir);
	if (err) {
		names_free(found, count);
		return err;
	}
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
