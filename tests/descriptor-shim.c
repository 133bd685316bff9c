// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A library to preload, which compares the open descriptors at the end of a tool with
 * those at its start. It appends a line to the file $DESCRIPTORS for each one that was
 * opened, replaced or closed, and then "TOOL ended".
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST 256

struct descriptor {
	bool open;
	dev_t dev;
	ino_t ino;
};

static struct descriptor first[MOST];

static struct descriptor look(int number)
{
	struct stat stat;

	if (fstat(number, &stat))
		return (struct descriptor){ 0 };
	return (struct descriptor){ true, stat.st_dev, stat.st_ino };
}

__attribute__((constructor)) static void begin(void)
{
	for (int i = 0; i < MOST; i++)
		first[i] = look(i);
}

/* Returns what happened to a descriptor, or NULL. */
static const char *change(const struct descriptor *before,
			  const struct descriptor *after)
{
	if (before->open != after->open)
		return after->open ? "opened" : "closed";
	if (before->dev != after->dev || before->ino != after->ino)
		return "replaced";
	return NULL;
}

static void report(FILE *note, int number, const char *changed)
{
	char link[32], target[256];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", number);
	length = readlink(link, target, sizeof(target));
	fprintf(note, "%s %d %.*s\n", changed, number,
		length > 0 ? (int)length : 0, target);
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("DESCRIPTORS");
	struct descriptor last[MOST];
	FILE *note;

	if (!path || !strstr(program_invocation_short_name, "uio"))
		return;
	for (int i = 0; i < MOST; i++)
		last[i] = look(i);
	note = fopen(path, "ae");
	if (!note)
		abort();
	for (int i = 0; i < MOST; i++) {
		const char *changed = change(&first[i], &last[i]);

		if (changed)
			report(note, i, changed);
	}
	fprintf(note, "%s ended\n", program_invocation_short_name);
	fclose(note);
}
