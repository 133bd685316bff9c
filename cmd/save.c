// SPDX-License-Identifier: GPL-2.0-or-later
#include "save.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report.h"
#include "sysfs.h"

/* mkstemp() makes files for their owner alone; others get what umask leaves. */
static void set_mode(int fd)
{
	mode_t mask = umask(0);

	umask(mask);
	fchmod(fd, 0666 & ~mask);
}

/* A device, a pipe or a terminal has no other name to be written under. */
static bool is_special(const char *path)
{
	struct stat info;

	return !stat(path, &info) && !S_ISREG(info.st_mode);
}

static int open_special(struct save *save)
{
	save->out = fopen(save->path, "we");
	return save->out ? 0 : fail(-errno, save->path, "%s", strerror(errno));
}

int save_open(struct save *save, const char *path)
{
	int fd;

	*save = (struct save){ .path = path };
	if (is_special(path))
		return open_special(save);
	save->temporary = attr_path("%s.XXXXXX", path);
	fd = save->temporary ? mkstemp(save->temporary) : -1;
	if (fd < 0) {
		int status = fail(-errno, path, "%s", strerror(errno));

		free(save->temporary);
		return status;
	}
	set_mode(fd);
	save->out = fdopen(fd, "w");
	if (save->out)
		return 0;
	close(fd);
	unlink(save->temporary);
	free(save->temporary);
	return fail(-ENOMEM, path, "%s", uio_strerror(-ENOMEM));
}

int save_finish(struct save *save, int status)
{
	int failed = ferror(save->out) ? EIO : 0;

	errno = 0;
	if (fflush(save->out) && !failed)
		failed = errno;
	if (save->temporary && fsync(fileno(save->out)) && !failed)
		failed = errno;
	if (fclose(save->out) && !failed)
		failed = errno;
	if (save->temporary && !status && !failed &&
	    rename(save->temporary, save->path))
		failed = errno;
	if (save->temporary && (status || failed))
		unlink(save->temporary);
	if (!status && failed)
		status = fail(-failed, save->path, "%s", strerror(failed));
	free(save->temporary);
	return status;
}
