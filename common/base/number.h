/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers as people type them: decimal, or with 0x or 0b, and with `_` between
 * digits. A number with a leading zero is decimal, never octal, because
 * register maps are full of them.
 *
 * The scanners read at *cursor. On success they set it to the character after
 * the number; on failure they set it to the wrong character, and leave the
 * result unchanged.
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
 * @decimals: the number of digits after the point
 *
 * The result does not depend on the locale. Returns 0, -UIO_ENUMBER, or
 * -UIO_EVALUE if the digits do not fit in 64 bits, or if there are more than
 * DECIMALS_MAX after the point.
 */
#define DECIMALS_MAX 22
int decimal_scan(const char **cursor, double *value, unsigned int *decimals);

/**
 * number_parse(), size_parse(), duration_parse() - read the whole of a text
 *
 * A duration is a number, which may have a decimal fraction, with ns, us, ms,
 * s, m or h after it; without a unit it is in seconds. The result is in
 * nanoseconds. Return 0, -UIO_ENUMBER (also if anything follows the number), or
 * -UIO_EVALUE if it does not fit in 64 bits.
 */
int number_parse(const char *text, uint64_t *value);
int size_parse(const char *text, uint64_t *bytes);
int duration_parse(const char *text, uint64_t *ns);

#define DURATION_SIZE 16

/**
 * duration_format() - write a duration with four digits and ns, us, ms or s
 * @text: the result, of DURATION_SIZE bytes
 * @ns: less than 2^64; a value below a thousandth counts as 0
 */
void duration_format(char *text, double ns);

#endif
