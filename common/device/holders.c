// SPDX-License-Identifier: GPL-2.0-or-later
#include "holders.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/sysmacros.h>

#include "common/base/text.h"
#include "device.h"
#include "sysfs.h"

static int add(struct holders *holders, unsigned int pid,
	       const struct stat *file)
{
	char comm[32], *command = NULL;
	struct holder *larger;
	unsigned int number;

	if (!uio_node_number(file, &number))
		return 0;
	/*
	 * Processes are searched one after another, so the nodes of the current
	 * one are at the end.
	 */
	for (size_t i = holders->count; i && holders->list[i - 1].pid == pid;
	     i--)
		if (holders->list[i - 1].number == number)
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
	char dir[32], link[64], **names;
	struct stat file;
	int count, err = 0;

	sprintf(dir, "/proc/%u/fd", pid);
	count = dir_names(dir, &names);
	for (int i = 0; i < count && !err; i++) {
		snprintf(link, sizeof(link), "%s/%s", dir, names[i]);
		if (!stat(link, &file))
			err = add(holders, pid, &file);
	}
	names_free(names, count);
	return err;
}

/*
 * The file in a line of maps: "FROM-TO PERM OFFSET MAJOR:MINOR INODE PATH". Root
 * may follow the link in map_files; others can only follow the path, as the
 * process sees it, if it leads to that inode.
 */
static bool mapped_file(unsigned int pid, const char *line, struct stat *file)
{
	char path[PATH_MAX + 32], range[40];
	unsigned int major, minor;
	unsigned long long inode;
	int at = 0;

	if (sscanf(line, "%39s %*s %*s %x:%x %llu %n", range, &major, &minor,
		   &inode, &at) != 4 ||
	    !inode || line[at] != '/')
		return false;
	sprintf(path, "/proc/%u/map_files/%s", pid, range);
	if (!stat(path, file))
		return true;
	snprintf(path, sizeof(path), "/proc/%u/root%s", pid, line + at);
	return !stat(path, file) && file->st_ino == inode &&
	       file->st_dev == makedev(major, minor);
}

static int find_mapped(struct holders *holders, unsigned int pid)
{
	char path[32], *line = NULL;
	struct stat file;
	size_t size = 0;
	ssize_t length;
	FILE *maps;
	int err = 0;

	sprintf(path, "/proc/%u/maps", pid);
	maps = fopen(path, "re");
	if (!maps)
		return 0;
	while (!err && (length = getline(&line, &size, maps)) > 0) {
		line[length - 1] = '\0';
		if (mapped_file(pid, line, &file))
			err = add(holders, pid, &file);
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

char *holders_text(const struct holders *holders, unsigned int number)
{
	const char *blank = "";
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	for (size_t i = 0; out && i < holders->count; i++) {
		const struct holder *holder = &holders->list[i];

		if (holder->number != number)
			continue;
		fprintf(out, "%s%u(%s)", blank, holder->pid, holder->command);
		blank = " ";
	}
	return out ? text_close(out, &text) : NULL;
}

void holders_free(struct holders *holders)
{
	for (size_t i = 0; i < holders->count; i++)
		free(holders->list[i].command);
	free(holders->list);
	*holders = (struct holders){ 0 };
}
