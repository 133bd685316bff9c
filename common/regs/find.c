// SPDX-License-Identifier: GPL-2.0-or-later
/* Searches the register file of a device in the directories of the path. */
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "common/base/text.h"
#include "file.h"

char *regs_directories(void)
{
	const char *own = secure_getenv("UIO_REGS_PATH");
	const char *config = secure_getenv("XDG_CONFIG_HOME"), *below = "";
	char *list;

	if (!config || *config != '/') {
		config = secure_getenv("HOME");
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

/**
 * struct directory - a directory, and those entries whose names end as names of
 * register files do
 * @count: -1 if the directory can be searched but not listed
 * @err: memory or descriptors were short, so a file may have been missed
 */
struct directory {
	const char *path;
	struct dirent **entries;
	int count;
	int err;
};

static void note(struct directory *directory, int err)
{
	if (err == -ENOMEM || err == -EMFILE || err == -ENFILE)
		directory->err = err;
}

/* Of several files with the same name the first of these endings wins. */
static const char *const endings[] = { ".regs", ".svd", ".hwh" };

/* Lists the entries that have one of these endings, by name. */
static int list_entries(struct directory *directory)
{
	struct dirent **entries = NULL;
	int all = scandir(directory->path, &entries, NULL, alphasort);

	directory->entries = entries;
	directory->count = all < 0 ? -1 : 0;
	for (int i = 0; i < all; i++) {
		const char *dot = strrchr(entries[i]->d_name, '.');
		size_t ending = 0;

		while (dot && ending < ARRAY_SIZE(endings) &&
		       strcmp(dot, endings[ending]))
			ending++;
		/* Opening a FIFO would wait for its writer. */
		if (dot && dot > entries[i]->d_name &&
		    ending < ARRAY_SIZE(endings) &&
		    entries[i]->d_type != DT_FIFO)
			entries[directory->count++] = entries[i];
		else
			free(entries[i]);
	}
	return all < 0 ? -errno : 0;
}

/*
 * Returns DIRECTORY/NAME.ENDING if that file can be read, or if it exists but
 * must not be read: opening it reports that.
 */
static char *try_file(struct directory *directory, const char *name,
		      size_t length, const char *ending)
{
	char *path, *file;
	int i = 0;

	if (!length)
		return NULL;
	path = text_format("%s/%.*s%s", directory->path, (int)length, name,
			   ending);
	if (!path) {
		note(directory, -ENOMEM);
		return NULL;
	}
	file = path + strlen(directory->path) + 1;
	for (char *p = file; *p; p++)
		if (*p == '/')
			*p = '!';
	while (i < directory->count &&
	       strcmp(directory->entries[i]->d_name, file))
		i++;
	/* What cannot be listed may still be read. */
	if (i != directory->count &&
	    (!access(path, R_OK) || (directory->count > 0 && errno == EACCES)))
		return path;
	free(path);
	return NULL;
}

static char *try_name(struct directory *directory, const char *name)
{
	size_t whole = strlen(name), front = strcspn(name, "@");
	char *path = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(endings) && !path; i++)
		path = try_file(directory, name, whole, endings[i]);
	for (size_t i = 0; i < ARRAY_SIZE(endings) && !path && front < whole;
	     i++)
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

/*
 * Returns the index of the first of the names that the file is for, if it is
 * less than @best; else @best.
 */
static int rank(struct directory *directory, const char *path,
		struct uio_names *names, int best)
{
	struct regs_error error;
	struct regs_text text;
	struct regs *regs;
	const char *name;
	int found = best, err = regs_read(path, &text, &error);

	note(directory, err);
	if (err)
		return best;
	err = regs_parse_head(text.text, text.length, &regs, &error);
	if (!err) {
		for (int i = 0; regs->devices && i < found &&
				(name = uio_name_at(names, i));
		     i++)
			if (is_for(regs, name))
				found = i;
		regs_free(regs);
	}
	/* A file with errors further on is ignored. */
	if (found < best) {
		err = regs_parse(text.text, text.length, &regs, &error);
		if (err)
			found = best;
		else
			regs_free(regs);
	}
	note(directory, err);
	regs_text_free(&text);
	return found;
}

/* Reads the text files of a directory, and takes the first of the best matches. */
static char *try_patterns(struct directory *directory, struct uio_names *names)
{
	char *best = NULL;
	int best_rank = INT_MAX;

	for (int i = 0; i < directory->count; i++) {
		const char *file = directory->entries[i]->d_name;
		char *path;
		int found;

		if (strcmp(strrchr(file, '.'), ".regs"))
			continue;
		path = text_format("%s/%s", directory->path, file);
		if (!path) {
			note(directory, -ENOMEM);
			continue;
		}
		found = rank(directory, path, names, best_rank);
		if (found < best_rank) {
			free(best);
			best = path;
			best_rank = found;
		} else {
			free(path);
		}
	}
	return best;
}

/* An empty directory cannot match any name. */
static char *try_directory(const char *path, struct uio_names *names, int *err)
{
	struct directory directory = { .path = path };
	const char *name;
	char *found = NULL;

	*err = list_entries(&directory);
	if (*err && *err != -EACCES) {
		note(&directory, *err);
		*err = directory.err;
		return NULL;
	}
	for (int i = 0;
	     directory.count && !found && (name = uio_name_at(names, i)); i++)
		found = try_name(&directory, name);
	if (!found)
		found = try_patterns(&directory, names);
	while (directory.count > 0)
		free(directory.entries[--directory.count]);
	free(directory.entries);
	*err = directory.err;
	return found;
}

int regs_find(struct uio_names *names, char **path)
{
	char *list = regs_directories(), *rest = list, *directory;
	int err = list ? 0 : -ENOMEM;

	*path = NULL;
	while (!*path && !err && (directory = strsep(&rest, ":")))
		if (*directory)
			*path = try_directory(directory, names, &err);
	free(list);
	if (!err && names->failed)
		err = -ENOMEM;
	if (!err && !*path)
		return -UIO_ENOREGS;
	if (err) {
		free(*path);
		*path = NULL;
	}
	return err;
}
