/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The contents of the registers of a file after a reset. */
#ifndef UIO_REGS_IMAGE_H
#define UIO_REGS_IMAGE_H

#include "model.h"

/**
 * regs_end() - the offset after the last byte of all registers; 0 if there are
 * none
 */
uint64_t regs_end(const struct regs *regs);

/**
 * regs_image() - write the reset values, each in its register's width and byte
 * order; unknown bits of a value are 0
 * @image: regs_end() bytes; bytes without a reset value are not changed
 *
 * If registers overlap, one that is not `alternate` and can be read takes
 * precedence, because its value is what a program sees.
 */
void regs_image(const struct regs *regs, unsigned char *image);

#endif
