// SPDX-License-Identifier: GPL-2.0-or-later
/* Register files as files: read by the format that the name's ending tells. */
#include "regs-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "regs-build.h"

#define MAX_TEXT (64 * 1024 * 1024)

static int read_all(int fd, char **text, size_t *length)
{
	size_t size = 0;

	*text = NULL;
	*length = 0;
	for (;;) {
		ssize_t got;

		if (*length == size) {
			char *grown;

			size = size ? size * 2 : 16 * 1024;
			grown = size > MAX_TEXT ? NULL : realloc(*text, size);
			if (!grown)
				return size > MAX_TEXT ? -EFBIG : -ENOMEM;
			*text = grown;
		}
		got = read(fd, *text + *length, size - *length);
		if (got <= 0)
			return got ? -errno : 0;
		*length += got;
	}
}

static int load_text(const char *path, struct regs **regs,
		     struct regs_error *error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), err;
	size_t length;
	char *text;

	if (fd < 0)
		return regs_failed(error, -errno);
	err = read_all(fd, &text, &length);
	close(fd);
	err = err ? regs_failed(error, err)
		  : regs_parse(text, length, regs, error);
	free(text);
	return err;
}

static int load_svd(const char *path, const char *peripheral,
		    struct regs **regs, struct regs_error *error)
{
	struct svd *svd;
	int err = svd_open(path, &svd, error);

	if (err)
		return err;
	err = svd_regs(svd, peripheral, regs, error);
	svd_close(svd);
	return err;
}

bool regs_is_svd(const char *path)
{
	size_t length = strlen(path);

	return length > 4 && !strcasecmp(path + length - 4, ".svd");
}

static int load_peripheral(const char *path, const char *peripheral,
			   struct regs **regs, struct regs_error *error)
{
	struct regs *text;
	int err;

	if (regs_is_svd(path))
		return load_svd(path, peripheral, regs, error);
	err = load_text(path, &text, error);
	if (err)
		return err;
	if (!peripheral || (text->name && !strcmp(text->name, peripheral))) {
		*regs = text;
		return 0;
	}
	regs_wrong(error, 0, 0, "no peripheral '%.100s'%s%.100s", peripheral,
		   text->name ? "; it is about " : "", text->name ?: "");
	regs_free(text);
	return -UIO_ENOPERIPHERAL;
}

int regs_load(const char *path, const char *peripheral, struct regs **regs,
	      struct regs_error *error)
{
	const char *name = basename(path);
	int err = load_peripheral(path, peripheral, regs, error);

	if (err)
		return err;
	(*regs)->file = pool_text((*regs)->pool, name, strlen(name));
	if ((*regs)->file)
		return 0;
	regs_free(*regs);
	return regs_failed(error, -ENOMEM);
}
