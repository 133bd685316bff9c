/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The units that the commands named after those of U-Boot access, and their numbers. */
#ifndef UIO_CMD_SHELL_SPAN_H
#define UIO_CMD_SHELL_SPAN_H

#include "shell.h"

/**
 * struct span - units of a device
 * @width: width of each unit in bits
 * @text: the operand, for messages
 */
struct span {
	struct target *target;
	unsigned int width;
	struct operand operand;
	char text[48];
};

/**
 * span_begin() - find the start of a span
 * @command: name of the command, whose suffix is the width
 * @where: an offset, or a register
 *
 * Returns 0 or the exit status of an error that was reported, as do the functions
 * below.
 */
int span_begin(struct shell *shell, const char *command, const char *where,
	       struct span *span);

/**
 * span_length() - set the length of a span to a number of units
 */
int span_length(struct span *span, const char *count_text);

/**
 * span_value() - evaluate an expression in which numbers without a prefix are
 * hexadecimal
 */
int span_value(const char *text, struct expression *result);

/**
 * span_request() - make a request for operands of a span that were not typed
 * @operands: @count operands
 */
struct register_request span_request(const struct span *span,
				     const struct operand *operands,
				     size_t count);

#endif
