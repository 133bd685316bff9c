/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Input and output files. A regular output file is either written completely or
 * left unchanged.
 */
#ifndef UIO_CMD_RUN_FILES_H
#define UIO_CMD_RUN_FILES_H

#include <stdbool.h>
#include <stdio.h>

struct output;

/**
 * is_standard() - whether a file's name means standard input or output
 * input_name() - the name of a file in messages
 */
bool is_standard(const char *path);
const char *input_name(const char *path);
const char *output_name(const char *path);

/**
 * input_open() - open a file for reading
 *
 * Returns NULL and sets errno on failure. Close with input_close().
 */
FILE *input_open(const char *path);
void input_close(FILE *in);

/**
 * struct save - a file that is being written
 * @path: as it was typed (borrowed)
 * @target: the path with symbolic links followed to their end
 * @temporary: the file that is written in place of a regular file until it is
 *             complete; NULL for any other file, which is written to directly
 * @copies: the bytes have to be copied into the target, which has several names
 *          or an owner that a new file cannot get; otherwise the temporary file
 *          takes the target's name
 * @standard: the stream to write to if the file is standard output
 * @out: the stream to write to
 */
struct save {
	const char *path;
	char *target;
	char *temporary;
	bool copies;
	struct output *standard;
	FILE *out;
};

/**
 * save_open() - begin to write a file
 * @standard: the stream to write to for `-`
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int save_open(struct save *save, const char *path, struct output *standard);

/**
 * save_finish() - put the file in its place, if all went well
 * @status: the status of the work so far; unless it is 0 a regular file stays
 *          unchanged
 *
 * Returns @status, or the exit status of an error that was reported.
 */
int save_finish(struct save *save, int status);

#endif
