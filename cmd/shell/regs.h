/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The register files of the devices that the shell holds. */
#ifndef UIO_CMD_SHELL_REGS_H
#define UIO_CMD_SHELL_REGS_H

#include "shell.h"

/**
 * shell_regs_choose() - load the register file of a device that is held
 * @choice: what was asked for; what is kept of it is copied
 *
 * After a failure the device has the registers that it had.
 */
int shell_regs_choose(struct target *target, const struct regs_choice *choice);

/**
 * shell_regs_set() - the same by one of the settings regs, peripheral and
 * base-address, for the device in use
 */
int shell_regs_set(struct shell *shell, const char *name, const char *word);

/**
 * shell_regs_setting() - the word that such a setting has; allocated, NULL without
 * memory
 */
char *shell_regs_setting(const struct target *target, const char *name);

/**
 * shell_regs_free() - release what was copied of a choice
 */
void shell_regs_free(struct target *target);

#endif
