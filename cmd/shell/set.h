/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What `set` changes, and the commands that bring it back. */
#ifndef UIO_CMD_SHELL_SET_H
#define UIO_CMD_SHELL_SET_H

#include "shell.h"

/**
 * shell_settings() - what `set` begins with
 */
struct settings shell_settings(void);

/**
 * shell_put_settings() - write the commands that make the settings what they are
 */
void shell_put_settings(struct shell *shell, FILE *out);

/**
 * setting_word() - the names of settings, or the words of one, one by one
 * @name: NULL for the names
 *
 * Returns NULL after the last.
 */
const char *setting_word(const char *name, size_t index);

#endif
