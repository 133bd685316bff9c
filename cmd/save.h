/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files that are there as a whole, or not at all. */
#ifndef UIO_SAVE_H
#define UIO_SAVE_H

#include <stdio.h>

/**
 * struct save - a file that is being written under another name
 * @path: its final name (borrowed)
 * @temporary: its name until then; NULL for what is no regular file, which is
 *             written as it is
 * @out: where to write
 */
struct save {
	const char *path;
	char *temporary;
	FILE *out;
};

/**
 * save_open() - begin to write a file, beside its final place
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int save_open(struct save *save, const char *path);

/**
 * save_finish() - give it its name, if all went well
 * @status: of the work so far; unless 0 the file is removed
 *
 * Returns @status, or the exit status of an error that was reported.
 */
int save_finish(struct save *save, int status);

#endif
