/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The register files of the devices that the shell holds. */
#ifndef UIO_CMD_SHELL_REGS_H
#define UIO_CMD_SHELL_REGS_H

#include "shell.h"

/**
 * shell_regs_choose() - load the register file of a device that is held
 * @choice: the chosen file; its strings are copied
 *
 * After a failure the device keeps its previous registers.
 */
int shell_regs_choose(struct target *target, const struct regs_choice *choice);

/**
 * shell_regs_set() - apply one of the settings regs, peripheral and
 * base-address to the device in use
 */
int shell_regs_set(struct shell *shell, const char *name, const char *word);

/**
 * shell_regs_setting() - the word of such a setting; allocated, NULL if memory
 * is short
 */
char *shell_regs_setting(const struct target *target, const char *name);

/**
 * shell_regs_copy() - copy a choice and its strings
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int shell_regs_copy(const struct regs_choice *choice, struct regs_choice *copy);

/**
 * shell_regs_same() - whether two choices are equal
 * shell_regs_free() - free the copied strings of a choice
 */
bool shell_regs_same(const struct regs_choice *a, const struct regs_choice *b);
void shell_regs_free(struct regs_choice *choice);

#endif
