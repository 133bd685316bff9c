/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The settings that `set` changes, and the commands that restore them. */
#ifndef UIO_CMD_SHELL_SET_H
#define UIO_CMD_SHELL_SET_H

#include "shell.h"

/**
 * shell_settings() - the initial settings
 */
struct settings shell_settings(void);

/**
 * shell_put_settings() - write the commands that restore the current settings
 */
void shell_put_settings(struct shell *shell, FILE *out);

/**
 * setting_word() - iterate over the names of settings, or over the words of one
 * @name: NULL for the names
 *
 * Returns NULL after the last.
 */
const char *setting_word(const char *name, size_t index);

#endif
