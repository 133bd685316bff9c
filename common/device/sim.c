// SPDX-License-Identifier: GPL-2.0-or-later
#include "sim.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/text.h"
#include "sysfs.h"

#define ROOT "/sys/kernel/config/uio-sim"

bool sim_name_valid(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/');
}

/* A missing path means that the device or all of uio_sim is missing. */
static int explain(const char *name, int err)
{
	char *dir;

	if (err != -ENOENT)
		return err;
	if (access(ROOT, F_OK))
		return -UIO_ENOSIM;
	dir = text_format(ROOT "/%s", name);
	if (dir && access(dir, F_OK))
		err = -UIO_ENOSIMDEV;
	free(dir);
	return err;
}

static int sim_dir(const char *name, int (*act)(const char *path))
{
	char *dir;
	int err = 0;

	if (!sim_name_valid(name))
		return -UIO_ENOSIMDEV;
	dir = text_format(ROOT "/%s", name);
	if (!dir)
		return -ENOMEM;
	if (act(dir))
		err = -errno;
	free(dir);
	return explain(name, err);
}

static int make_dir(const char *path)
{
	return mkdir(path, 0755);
}

int sim_remove(const char *name)
{
	return sim_dir(name, rmdir);
}

/* The bytes of a map are not text, which a newline ends. */
static bool is_binary(const char *attr)
{
	const char *slash = strrchr(attr, '/');

	return slash && !strcmp(slash, "/data");
}

static int set_bytes(const char *name, const char *attr, const char *value,
		     size_t length)
{
	char *path;
	int err;

	if (!sim_name_valid(name))
		return -UIO_ENOSIMDEV;
	path = text_format(ROOT "/%s/%s", name, attr);
	/* The kernel does not pass on a write of no bytes. */
	if (!path)
		err = -ENOMEM;
	else if (length)
		err = attr_write(path, value, length);
	else if (is_binary(attr))
		err = access(path, F_OK) ? -errno : 0;
	else
		err = attr_write(path, "\n", 1);
	free(path);
	return explain(name, err);
}

int sim_create(const char *name, const struct sim_setting *settings,
	       size_t count, const char **failed)
{
	int err;

	*failed = NULL;
	err = sim_dir(name, make_dir);
	if (err)
		return err;
	for (size_t i = 0; i < count && !err; i++) {
		*failed = settings[i].attr;
		err = set_bytes(name, settings[i].attr, settings[i].value,
				settings[i].length);
	}
	if (!err) {
		*failed = "live";
		err = sim_set(name, "live", "1");
	}
	if (err)
		sim_remove(name);
	else
		*failed = NULL;
	return err;
}

int sim_set(const char *name, const char *attr, const char *value)
{
	return set_bytes(name, attr, value, strlen(value));
}

int sim_get(const char *name, const char *attr, char **value)
{
	char *path;
	int err;

	if (!sim_name_valid(name))
		return -UIO_ENOSIMDEV;
	path = text_format(ROOT "/%s/%s", name, attr);
	err = path ? attr_read(path, value) : -ENOMEM;
	free(path);
	return explain(name, err);
}

int sim_names(char ***names)
{
	int count = dir_names(ROOT, names);

	return count == -ENOENT ? -UIO_ENOSIM : count;
}
