/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Integer expressions, in values as they are typed: numbers as size_scan() reads
 * them, which may end in k or M, `( )`, and the operators of C with their
 * precedence:
 *
 *     ~        * / %        + -        << >>        &        ^        |
 *
 * All values are unsigned and have 64 bits. Sums, differences and products wrap,
 * and ~ inverts all 64 bits. There is no unary minus. Blanks are allowed between
 * the parts.
 *
 * The upper ones of the result of ~ or of a difference below 0 are cut to the
 * width of the destination: ~4 is 0xfb in 8 bits.
 */
#ifndef UIO_LANG_EXPRESSION_H
#define UIO_LANG_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct expression - what an expression comes to
 * @value: in 64 bits
 * @open: it has a ~ or a difference below 0 in it
 * @unknown: it has an operand in it that was not read, and no value
 */
struct expression {
	uint64_t value;
	bool open;
	bool unknown;
};

/**
 * struct expression_operands - what can be in the place of a number
 * @take: read such an operand at the cursor, and move that past it; -ENOENT where
 *        there is a number, any other error ends the expression
 */
struct expression_operands {
	int (*take)(void *context, const char **cursor,
		    struct expression *result);
	void *context;
};

/**
 * expression_scan() - read an expression and work it out
 * @cursor: on success after its last character, before any blanks that follow;
 *          on failure at the character, or the operator, that is wrong
 * @operands: NULL where only numbers are wanted
 * @result: written on success only
 *
 * Returns 0, -UIO_ENUMBER, -UIO_EVALUE for a number that does not fit in 64
 * bits, -UIO_EZERO for a division by zero, -UIO_ESHIFT for a shift by 64 or
 * more, -UIO_EPAREN for a parenthesis that is not closed, or the 65th that
 * is open, or what an operand gave.
 */
int expression_scan(const char **cursor,
		    const struct expression_operands *operands,
		    struct expression *result);

/**
 * expression_group_scan() - read an expression in parentheses: @cursor is at the
 * first of them, and on success after the last
 */
int expression_group_scan(const char **cursor, uint64_t *value);

/**
 * expression_parse() - the same, where it is the whole of a text
 * @column: on failure, the index in @text of what is wrong
 */
int expression_parse(const char *text,
		     const struct expression_operands *operands,
		     struct expression *result, size_t *column);

/**
 * expression_fit() - cut a result to the bits that there are for it
 *
 * Only ones at the upper end of an open result are cut. Returns 0 or -UIO_EFIT.
 */
int expression_fit(struct expression *result, unsigned int bits);

#endif
