/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options and words that are common to the applets that access registers. */
#ifndef UIO_CMD_OPTIONS_REGISTERS_H
#define UIO_CMD_OPTIONS_REGISTERS_H

#include "cmd/run/request.h"
#include "grammar.h"

/*
 * The options that fill a struct register_request. Those that fill its struct
 * regs_choice have a table of their own, and so has --require, which fills a
 * struct strings.
 */
extern const struct option_row register_rows[];
extern const struct option_row regs_rows[];
extern const struct option_row require_rows[];

/**
 * parse_regs_base() - parse the argument of an option that sets the base of a
 * struct regs_choice
 */
int parse_regs_base(struct parse *parse, void *place, const char *arg);

/**
 * option_widths, option_orders, option_bases - the widths of accesses in bits,
 * the orders of enum reg_endian, and the bases in which values are printed
 *
 * The first width is 0, and the first order REG_ENDIAN_UNSAID: those of the
 * register file. No option accepts their word, `auto'.
 */
extern const struct choice option_widths[];
extern const struct choice option_orders[];
extern const struct choice option_bases[];

/**
 * choice_number() - find a number among the choices, in any notation
 *
 * Returns 0, or EINVAL if it is not one of the choices.
 */
int choice_number(const struct choice *choices, const char *arg, int *value);

/**
 * register_words() - take words as DEVICE[:REGION] and operands
 * @pair: the operands may be an operand and its value, without a device
 */
int register_words(struct parse *parse, struct register_request *request,
		   char **words, size_t count, bool pair);

/**
 * register_is_pair() - whether the operands are OFFSET VALUE, without an equals
 * sign
 */
bool register_is_pair(const struct register_request *request);

/**
 * register_operand() - take the operand of an option, which must belong to the
 * same device as the other operands of the command
 * @text: is moved past the name of the device that it begins with
 */
int register_operand(struct parse *parse, struct register_request *request,
		     const char **text);

#endif
