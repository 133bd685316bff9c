// SPDX-License-Identifier: GPL-2.0-or-later
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/show/output.h"
#include "cmd/show/report.h"
#include "common/base/number.h"
#include "common/base/text.h"

/* The limit of the kernel for symbolic links. */
#define LINKS_MAX 40

bool is_standard(const char *path)
{
	return !strcmp(path, "-");
}

const char *input_name(const char *path)
{
	return is_standard(path) ? "standard input" : path;
}

const char *output_name(const char *path)
{
	return is_standard(path) ? "standard output" : path;
}

FILE *input_open(const char *path)
{
	return is_standard(path) ? stdin : fopen(path, "re");
}

/* Clears the end of file, as a terminal can be read again after Ctrl-D. */
void input_close(FILE *in)
{
	if (in == stdin)
		clearerr(in);
	else
		fclose(in);
}

static int failed(struct save *save, int err)
{
	int status = fail(-err, save->path, "%s", uio_strerror(-err));

	free(save->target);
	free(save->temporary);
	return status;
}

/*
 * The descriptor of this process that a link such as /dev/fd/3 refers to.
 * Opening the link would truncate the file, and renaming over it would leave the
 * descriptor with the old file. Returns -1 for any other path.
 */
static int own_descriptor(const char *path)
{
	char *copy = strdup(path), *directory = NULL, *own = NULL;
	uint64_t number;
	int fd = -1;

	if (copy) {
		directory = realpath(dirname(copy), NULL);
		own = realpath("/proc/self/fd", NULL);
	}
	if (directory && own && !strcmp(directory, own) &&
	    !number_parse(strrchr(path, '/') + 1, &number) && number <= INT_MAX)
		fd = number;
	free(copy);
	free(directory);
	free(own);
	return fd;
}

/* Follows symbolic links to the end, even if the last target does not exist. */
static int follow(struct save *save, const char *path, int *fd)
{
	char text[PATH_MAX];
	ssize_t length;

	save->target = strdup(path);
	for (int links = 0; save->target; links++) {
		char *next;

		length = readlink(save->target, text, sizeof(text) - 1);
		if (length < 0)
			return 0;
		*fd = own_descriptor(save->target);
		/*
		 * Descriptors that this program opened itself, perhaps for a
		 * device, do not count.
		 */
		if (*fd >= 0)
			return fcntl(*fd, F_GETFD) & FD_CLOEXEC ? EBADF : 0;
		if (links == LINKS_MAX)
			return ELOOP;
		text[length] = '\0';
		next = *text == '/' ? strdup(text)
				    : text_format("%s/%s",
						  dirname(save->target), text);
		free(save->target);
		save->target = next;
	}
	return ENOMEM;
}

/*
 * mkostemp() creates files for their owner alone. A replaced file keeps its
 * mode and owner, and a new file gets the mode that umask leaves. If the owner
 * cannot be kept or the file has several links, the bytes will be copied into
 * the old file instead.
 */
static int open_temporary(struct save *save, const struct stat *old)
{
	const char *name = strrchr(save->target, '/');
	int directory = name ? name + 1 - save->target : 0;
	mode_t mask = umask(0);
	int fd, err;

	umask(mask);
	if (old && faccessat(AT_FDCWD, save->target, W_OK, AT_EACCESS))
		return failed(save, errno);
	/* The target's name may have the maximum length already. */
	save->temporary =
		text_format("%.*s.uio-XXXXXX", directory, save->target);
	fd = save->temporary ? mkostemp(save->temporary, O_CLOEXEC) : -1;
	if (fd < 0)
		return failed(save, errno);
	if (old)
		save->copies = old->st_nlink > 1 ||
			       fchown(fd, old->st_uid, old->st_gid) ||
			       fchmod(fd, old->st_mode & 07777);
	else
		fchmod(fd, 0666 & ~mask);
	save->out = fdopen(fd, "w");
	if (save->out)
		return 0;
	err = errno;
	close(fd);
	unlink(save->temporary);
	return failed(save, err);
}

int save_open(struct save *save, const char *path, struct output *standard)
{
	struct stat old;
	bool exists;
	int fd = -1, err;

	*save = (struct save){ .path = path, .standard = standard };
	if (is_standard(path)) {
		save->out = standard->file;
		return 0;
	}
	err = follow(save, path, &fd);
	if (err)
		return failed(save, err);
	exists = !stat(path, &old);
	if (fd < 0 && (!exists || S_ISREG(old.st_mode)))
		return open_temporary(save, exists ? &old : NULL);
	/* A device or a pipe cannot be replaced by renaming. */
	if (fd == STDOUT_FILENO) {
		save->out = standard->file;
		return 0;
	}
	if (fd >= 0)
		fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	else /* What a link in /proc shows need not be a path. */
		fd = open(path, O_WRONLY | O_CLOEXEC);
	save->out = fd < 0 ? NULL : fdopen(fd, "w");
	return save->out ? 0 : failed(save, errno);
}

/*
 * Makes room for the new bytes without changing the old ones. Some file systems
 * are unable to, and are written to without. Returns 0 or an errno.
 */
static int reserve(int fd, off_t size)
{
	struct stat old;
	int err;

	if (!size)
		return 0;
	if (fstat(fd, &old))
		return errno;
	if (!fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, size) || errno == EOPNOTSUPP)
		return 0;
	err = errno;
	return ftruncate(fd, old.st_size) ? errno : err;
}

/* Returns 0 or an errno. */
static int copy(const struct save *save)
{
	int from = fileno(save->out), err;
	int to = open(save->target, O_WRONLY | O_CLOEXEC);
	struct stat new;
	off_t at = 0;
	ssize_t sent;

	if (to < 0)
		return errno;
	err = fstat(from, &new) ? errno : reserve(to, new.st_size);
	do {
		sent = err ? 0 : sendfile(to, from, &at, 1 << 20);
	} while (sent > 0);
	if (!err && (sent < 0 || ftruncate(to, at) || fsync(to)))
		err = errno;
	if (close(to) && !err)
		err = errno;
	return err;
}

int save_finish(struct save *save, int status)
{
	bool standard = save->out == save->standard->file;
	int err = 0;

	if (standard)
		status = status ?: output_flush(save->standard);
	else if (fflush(save->out))
		err = errno;
	else if (ferror(save->out))
		err = EIO;
	if (save->temporary && !status && !err) {
		if (fsync(fileno(save->out)))
			err = errno;
		else if (save->copies)
			err = copy(save);
		else if (rename(save->temporary, save->target))
			err = errno;
	}
	if (save->temporary && (status || err || save->copies))
		unlink(save->temporary);
	if (!standard && fclose(save->out) && !err)
		err = errno;
	if (!status && err)
		status = fail(-err, save->path, "%s", uio_strerror(-err));
	free(save->target);
	free(save->temporary);
	return status;
}
