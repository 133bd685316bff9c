// SPDX-License-Identifier: GPL-2.0-or-later
#include "holders.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "device.h"
#include "sysfs.h"

/* A process is looked at in one go, so its nodes so far are at the list's end. */
static bool is_known(const struct holders *holders, unsigned int pid,
		     unsigned int number)
{
	for (size_t i = holders->count; i-- > 0;) {
		const struct holder *holder = &holders->list[i];

		if (holder->pid != pid)
			return false;
		if (holder->number == number)
			return true;
	}
	return false;
}

static int add(struct holders *holders, unsigned int pid, const char *path)
{
	char comm[32], *command = NULL;
	struct holder *larger;
	unsigned int number;

	if (strncmp(path, "/dev/", 5) ||
	    !uio_device_number(path + 5, &number) ||
	    is_known(holders, pid, number))
		return 0;
	sprintf(comm, "/proc/%u/comm", pid);
	if (attr_read(comm, &command))
		return 0;
	larger = reallocarray(holders->list, holders->count + 1,
			      sizeof(*larger));
	if (!larger) {
		free(command);
		return -ENOMEM;
	}
	holders->list = larger;
	larger[holders->count++] = (struct holder){
		.number = number,
		.pid = pid,
		.command = command,
	};
	return 0;
}

static int find_open(struct holders *holders, unsigned int pid)
{
	char dir[32], link[64], path[PATH_MAX], **names;
	int count, err = 0;

	sprintf(dir, "/proc/%u/fd", pid);
	count = dir_names(dir, &names);
	for (int i = 0; i < count && !err; i++) {
		ssize_t length;

		snprintf(link, sizeof(link), "%s/%s", dir, names[i]);
		length = readlink(link, path, sizeof(path) - 1);
		if (length < 0)
			continue;
		path[length] = '\0';
		err = add(holders, pid, path);
	}
	if (count >= 0)
		names_free(names, count);
	return err;
}

/* Five columns that hold no slash come before a mapped file. */
static int find_mapped(struct holders *holders, unsigned int pid)
{
	char path[32], *line = NULL;
	size_t size = 0;
	ssize_t length;
	FILE *maps;
	int err = 0;

	sprintf(path, "/proc/%u/maps", pid);
	maps = fopen(path, "re");
	if (!maps)
		return 0;
	while (!err && (length = getline(&line, &size, maps)) > 0) {
		const char *file = strchr(line, '/');

		line[length - 1] = '\0';
		if (file)
			err = add(holders, pid, file);
	}
	free(line);
	fclose(maps);
	return err;
}

int holders_find(struct holders *holders)
{
	char **names;
	int count = dir_names("/proc", &names), err = 0;

	*holders = (struct holders){ 0 };
	if (count < 0)
		return count;
	for (int i = 0; i < count && !err; i++) {
		unsigned int pid = strtoul(names[i], NULL, 10);

		if (!isdigit((unsigned char)*names[i]))
			continue;
		err = find_open(holders, pid);
		if (!err)
			err = find_mapped(holders, pid);
	}
	names_free(names, count);
	if (err)
		holders_free(holders);
	return err;
}

void holders_free(struct holders *holders)
{
	for (size_t i = 0; i < holders->count; i++)
		free(holders->list[i].command);
	free(holders->list);
	*holders = (struct holders){ 0 };
}
