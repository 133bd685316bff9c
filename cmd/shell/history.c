// SPDX-License-Identifier: GPL-2.0-or-later
/* The history of lines, which is kept in a file. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/show/report.h"
#include "common/base/lib.h"
#include "common/base/text.h"
#include "line.h"

#define HISTORY_LINES 1000

static int make_parents(const char *path)
{
	for (const char *slash = strchr(path + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		char *dir = strndup(path, slash - path);
		int err = !dir ? -ENOMEM : mkdir(dir, 0700) ? -errno : 0;

		free(dir);
		if (err && err != -EEXIST)
			return err;
	}
	return 0;
}

char *history_open(void)
{
	const struct lib_readline *lib = lib_readline();
	char *path =
		text_user_path("XDG_STATE_HOME", ".local/state", "uio/history");
	int err = path ? make_parents(path) : -ENOENT;

	/*
	 * append_history() needs an existing file; creating it shows whether
	 * that is possible.
	 */
	if (!err) {
		int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
			      0600);

		err = fd < 0 ? -errno : 0;
		if (!err)
			close(fd);
	}

	lib->using_history();
	lib->stifle_history(HISTORY_LINES);
	if (err) {
		fail(err, path ? path : "history", "%s; lines are not kept",
		     uio_strerror(err));
		free(path);
		return NULL;
	}
	lib->read_history(path);
	return path;
}

void history_keep(const char *path, const char *line)
{
	const struct lib_readline *lib = lib_readline();

	if (!line[strspn(line, " \t")])
		return;
	lib->add_history(line);
	if (path)
		lib->append_history(1, path);
}

int history_print(FILE *out, uint64_t count)
{
	const struct lib_readline *lib = lib_readline();
	HIST_ENTRY **list = lib ? lib->history_list() : NULL;
	size_t total = 0;

	if (!lib)
		return -UIO_ENOLIB;
	while (list && list[total])
		total++;
	for (size_t i = total > count ? total - count : 0; i < total; i++) {
		print_text(out, list[i]->line);
		fputc('\n', out);
	}
	return 0;
}

void history_close(char *path)
{
	if (path)
		lib_readline()->history_truncate_file(path, HISTORY_LINES);
	free(path);
}
