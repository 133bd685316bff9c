/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers as people type them: decimal, 0x and 0b, with `_` between digits. A
 * leading zero is decimal, never octal: register maps are full of them.
 *
 * The scanners read at *cursor. On success they leave it after the last character
 * used; on failure at the wrong character, and the result is unchanged.
 */
#ifndef UIO_BASE_NUMBER_H
#define UIO_BASE_NUMBER_H

#include <stdint.h>

/**
 * number_scan() - read an unsigned number
 *
 * Returns 0, -UIO_ENUMBER, or -UIO_EVALUE if it does not fit in 64 bits.
 */
int number_scan(const char **cursor, uint64_t *value);

/**
 * size_scan() - read a number of bytes: a number with an optional k or M
 *
 * The suffixes are binary: 1k is 1024. Returns as number_scan().
 */
int size_scan(const char **cursor, uint64_t *bytes);

/**
 * decimal_scan() - read a decimal number, which may have a fraction: 273.15
 * @decimals: how many digits come after the point
 *
 * The locale does not matter. Returns 0, -UIO_ENUMBER, or -UIO_EVALUE if its digits
 * do not fit in 64 bits, or more than DECIMALS_MAX come after the point.
 */
#define DECIMALS_MAX 22
int decimal_scan(const char **cursor, double *value, unsigned int *decimals);

/**
 * number_parse(), size_parse(), duration_parse() - the whole of a text
 *
 * A duration is a number, with a decimal fraction if wanted, and one of ns,
 * us, ms, s, m or h after it; without a unit it is in seconds. The result is
 * in nanoseconds. Return 0, -UIO_ENUMBER (also where anything follows the
 * number), or -UIO_EVALUE if it does not fit in 64 bits.
 */
int number_parse(const char *text, uint64_t *value);
int size_parse(const char *text, uint64_t *bytes);
int duration_parse(const char *text, uint64_t *ns);

#define DURATION_SIZE 16

/**
 * duration_format() - write a duration in four digits and ns, us, ms or s
 * @text: the result, of DURATION_SIZE bytes
 * @ns: up to what 64 bits hold; less than a thousandth counts as 0
 */
void duration_format(char *text, double ns);

#endif
