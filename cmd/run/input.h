/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Input files, of which `-` is standard input. */
#ifndef UIO_CMD_RUN_INPUT_H
#define UIO_CMD_RUN_INPUT_H

#include <stdbool.h>
#include <stdio.h>

/**
 * is_standard() - whether a file's name means standard input or output
 */
bool is_standard(const char *path);

/**
 * input_name() - what a file is called in messages
 */
const char *input_name(const char *path);

/**
 * input_open() - open a file for reading
 *
 * Returns NULL, with errno, on failure. Close with input_close().
 */
FILE *input_open(const char *path);
void input_close(FILE *in);

#endif
