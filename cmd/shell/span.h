/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the commands that are named after U-Boot's work on, and their numbers, which
 * are hexadecimal.
 */
#ifndef UIO_CMD_SHELL_SPAN_H
#define UIO_CMD_SHELL_SPAN_H

#include "shell.h"

/**
 * struct span - units of a device
 * @width: of each, in bits
 * @text: of the operand, for messages
 */
struct span {
	struct target *target;
	unsigned int width;
	struct operand operand;
	char text[48];
};

/**
 * span_begin() - where a span begins
 * @command: its name, whose suffix is the width
 * @where: an offset, or a register
 *
 * Returns, as the functions below do, 0 or the exit status of an error that was
 * reported.
 */
int span_begin(struct shell *shell, const char *command, const char *where,
	       struct span *span);

/**
 * span_length() - make a span as long as a number of units
 */
int span_length(struct span *span, const char *count_text);

/**
 * span_value() - work out an expression in which numbers without a prefix are
 * hexadecimal
 */
int span_value(const char *text, struct expression *result);

/**
 * span_request() - a request for operands of a span that were not typed
 * @operands: @count of them
 */
struct register_request span_request(const struct span *span,
				     const struct operand *operands,
				     size_t count);

#endif
