/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What lines of the text format are made of. Each function reads from the line
 * what has to be there and returns 0, -ENOMEM or -UIO_EREGS.
 */
#ifndef UIO_REGS_LINE_H
#define UIO_REGS_LINE_H

#include "words.h"

/**
 * line_reset() - a value, perhaps with the bits of it that are known: 0x5:0xff
 * @mask: unchanged where there is a value only
 */
int line_reset(struct words *words, uint64_t *value, uint64_t *mask);

/**
 * line_width() - a number of bits
 */
int line_width(struct words *words, unsigned int *width);

int line_endian(struct words *words, enum reg_endian *endian);

/**
 * line_name() - a name, perhaps of an array: CH[4] has brackets in the names
 * of its elements too, PIN{4}_CFG has none
 * @reg: gets the name and, for an array, @count, @first and @indexes
 * @literal: a quoted name is taken as it is
 */
int line_name(struct words *words, struct reg *reg, bool literal);

/**
 * line_bits() - a bit, or the highest and the lowest one: 3 or 7:4
 */
int line_bits(struct words *words, unsigned int *lsb, unsigned int *width);

/**
 * line_value() - the value a name is for: a number, a number with the bits of
 * it that count, or `default`
 * @mask: unchanged where there is a number only
 */
int line_value(struct words *words, uint64_t *value, uint64_t *mask);

/**
 * line_access() - whether a word is a kind of access, and which
 */
bool line_access(const char *text, enum reg_access *access);

#endif
