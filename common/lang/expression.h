/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Integer expressions, in values as they are typed: numbers as size_scan()
 * reads them, which may end in k or M, `( )`, and the operators of C with their
 * precedence:
 *
 *     ~        * / %        + -        << >>        &        ^        |
 *
 * All values are unsigned and have 64 bits. Sums, differences and products
 * wrap, and ~ inverts all 64 bits. There is no unary minus. Blanks are allowed
 * between the parts.
 *
 * In the result of ~ or of a difference below 0, ones at the upper end are cut
 * off to fit the destination: ~4 is 0xfb in 8 bits.
 */
#ifndef UIO_LANG_EXPRESSION_H
#define UIO_LANG_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct expression - the result of an expression
 * @value: the value in 64 bits
 * @open: the expression contains a ~ or a difference below 0
 * @unknown: the expression contains an operand that was not read, and has no
 *           value
 */
struct expression {
	uint64_t value;
	bool open;
	bool unknown;
};

/**
 * struct expression_operands - operands that can take the place of a number
 * @take: read an operand at the cursor, and move the cursor past it; returns
 *        -ENOENT if there is a number, and any other error ends the expression
 */
struct expression_operands {
	int (*take)(void *context, const char **cursor,
		    struct expression *result);
	void *context;
};

/**
 * expression_blanks() - skip blanks, which are allowed between the parts
 */
const char *expression_blanks(const char *at);

/**
 * expression_scan() - read and evaluate an expression
 * @cursor: on success after its last character, before any blanks that follow;
 *          on failure at the wrong character or operator
 * @operands: NULL if only numbers are allowed
 * @result: written on success only
 *
 * Returns 0, -UIO_ENUMBER, -UIO_EVALUE for a number that does not fit in 64
 * bits, -UIO_EZERO for a division by zero, -UIO_ESHIFT for a shift by 64 bits
 * or more, -UIO_EPAREN for a parenthesis that is not closed, or the 65th that
 * is open, or an error of an operand.
 */
int expression_scan(const char **cursor,
		    const struct expression_operands *operands,
		    struct expression *result);

/**
 * expression_group_scan() - read an expression in parentheses
 * @cursor: at the opening parenthesis; on success after the closing one
 */
int expression_group_scan(const char **cursor, uint64_t *value);

/**
 * expression_parse() - read an expression that is the whole of a text
 * @column: on failure, the index of the error in @text
 */
int expression_parse(const char *text,
		     const struct expression_operands *operands,
		     struct expression *result, size_t *column);

/**
 * expression_fit() - cut a result to the available bits
 *
 * Only ones at the upper end of an open result are cut. Returns 0 or -UIO_EFIT.
 */
int expression_fit(struct expression *result, unsigned int bits);

#endif
