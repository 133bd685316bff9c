// SPDX-License-Identifier: GPL-2.0-or-later
/* The register file for a device: where it may lie, and which one it is. */
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/error.h"
#include "file.h"

char *regs_directories(void)
{
	const char *own = getenv("UIO_REGS_PATH");
	const char *config = getenv("XDG_CONFIG_HOME"), *below = "";
	char *list;

	if (!config || *config != '/') {
		config = getenv("HOME");
		below = "/.config";
	}
	if (asprintf(&list,
		     "%s%s%s%s%s/etc/uio/regs:" REGS_RUN_DIRECTORY
		     ":/usr/local/share/uio/regs:/usr/share/uio/regs",
		     own ?: "", own && *own ? ":" : "", config ?: "",
		     config ? below : "", config ? "/uio/regs:" : "") < 0)
		return NULL;
	return list;
}

/* DIRECTORY/NAME.ENDING, if there is one to read. */
static char *try_file(const char *directory, const char *name, size_t length,
		      const char *ending)
{
	char *path;

	if (!length || asprintf(&path, "%s/%.*s%s", directory, (int)length,
				name, ending) < 0)
		return NULL;
	for (char *p = path + strlen(directory) + 1; *p; p++)
		if (*p == '/')
			*p = '!';
	if (!access(path, R_OK))
		return path;
	free(path);
	return NULL;
}

static char *try_name(const char *directory, const char *name)
{
	static const char *const endings[] = { ".regs", ".svd" };
	size_t whole = strlen(name), front = strcspn(name, "@");
	char *path = NULL;

	for (size_t i = 0; i < 2 && !path; i++)
		path = try_file(directory, name, whole, endings[i]);
	for (size_t i = 0; i < 2 && !path && front < whole; i++)
		path = try_file(directory, name, front, endings[i]);
	return path;
}

static bool is_for(const struct regs *regs, const char *name)
{
	size_t front = strcspn(name, "@");
	char *short_name = strndup(name, front);
	bool found = false;

	for (const struct reg_device *device = regs->devices; device && !found;
	     device = device->next)
		found = !fnmatch(device->pattern, name, 0) ||
			(short_name && front &&
			 !fnmatch(device->pattern, short_name, 0));
	free(short_name);
	return found;
}

/* How early in `names` one is that a file is for; that of the last for none. */
static size_t rank(const char *path, const char *const *names)
{
	struct regs_error error;
	struct regs *regs;
	size_t i = 0;

	if (regs_load(path, NULL, &regs, &error))
		regs = NULL;
	while (names[i] && !(regs && is_for(regs, names[i])))
		i++;
	regs_free(regs);
	return i;
}

static int is_text(const struct dirent *entry)
{
	const char *ending = strrchr(entry->d_name, '.');

	return ending && ending > entry->d_name && !strcmp(ending, ".regs");
}

/* Reads all text files of a directory; the first of the best is taken. */
static char *try_patterns(const char *directory, const char *const *names)
{
	struct dirent **entries;
	char *best = NULL;
	size_t best_rank = 0;
	int count = scandir(directory, &entries, is_text, alphasort);

	if (count < 0)
		return NULL;
	while (names[best_rank])
		best_rank++;
	for (int i = 0; i < count; i++) {
		char *path = NULL;
		size_t found = best_rank;

		if (asprintf(&path, "%s/%s", directory, entries[i]->d_name) < 0)
			path = NULL;
		if (path)
			found = rank(path, names);
		if (found < best_rank) {
			free(best);
			best = path;
			best_rank = found;
		} else {
			free(path);
		}
		free(entries[i]);
	}
	free(entries);
	return best;
}

int regs_find(const char *const *names, char **path)
{
	char *list = regs_directories(), *rest = list, *directory;

	if (!list)
		return -ENOMEM;
	*path = NULL;
	while (!*path && (directory = strsep(&rest, ":"))) {
		if (!*directory || access(directory, X_OK))
			continue;
		for (size_t i = 0; names[i] && !*path; i++)
			*path = try_name(directory, names[i]);
		if (!*path)
			*path = try_patterns(directory, names);
	}
	free(list);
	return *path ? 0 : -UIO_ENOREGS;
}
