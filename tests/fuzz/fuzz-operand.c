// SPDX-License-Identifier: GPL-2.0-or-later
/* Operands and conditions, checked against a small register file. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/lang/condition.h"
#include "common/lang/operand.h"
#include "common/regs/expand.h"
#include "common/regs/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char file[] = "register CTRL 0x0\n"
			   "	field EN 0\n"
			   "	field MODE 7:4 stop=0 run=1\n"
			   "register CH[4] 0x10\n"
			   "group G[2] 0x20 stride 0x10\n"
			   "	register PIN{A,B}_CFG 0x0 stride 8\n"
			   "		field F 3:0\n"
			   "	register N[X,Y] 0x4 stride 8\n"
			   "end\n";

static struct regs *registers(void)
{
	static struct regs *regs;
	struct regs_error error;

	if (!regs && regs_parse(file, strlen(file), &regs, &error))
		abort();
	return regs;
}

/* Every register that a name finds has a name of its own. */
static int check_named(void *context, const struct reg_place *place,
		       const struct reg_field *field)
{
	const struct regs *regs = context;
	struct reg_match match;
	char name[64];
	size_t column;

	snprintf(name, sizeof(name), "%s%s%s", place->name, field ? "." : "",
		 field ? field->name : "");
	if (regs_resolve(regs, name, strlen(name), &match, &column) ||
	    match.reg != place->reg || match.offset != place->offset ||
	    match.field != field)
		abort();
	return 0;
}

static void check_several(const struct operand *op, const struct regs *regs)
{
	struct regs_several several;

	if (!regs_name_several(regs, &op->name, &several) &&
	    regs_expand(regs, &several, check_named, (void *)regs))
		abort();
}

/* An operator needs a read, and changes the same bits as = at most. */
static void check_change(const struct operand *op, const struct resolved *found)
{
	if (op->change != found->change ||
	    (op->change &&
	     (!op->assigned || op->masked || resolved_whole(found) ||
	      !strchr(OPERAND_CHANGES, op->change))))
		abort();
	if (op->change == '&'
		    ? found->access.value != 0
		    : op->change && found->access.value != found->mask)
		abort();
}

/* Accepted operands lie within the text, and checked accesses fit the region. */
static void check_operand(const char *text, const struct resolve_context *by)
{
	struct resolved found;
	struct operand op;
	size_t column = SIZE_MAX;

	if (operand_parse(text, &op, &column)) {
		if (column > strlen(text))
			abort();
		return;
	}
	if (op.name.length > strlen(text) ||
	    op.value_name.length > strlen(text))
		abort();
	check_several(&op, by->regs);
	if (resolve(&op, by, &found, &column)) {
		if (column != SIZE_MAX && column > strlen(text))
			abort();
		return;
	}
	check_change(&op, &found);
	if (found.access.offset +
			    found.access.count * (found.access.unit.width / 8) >
		    uio_region_bytes(by->region) ||
	    (op.assigned && found.access.value & ~found.mask))
		abort();
}

/*
 * A constant is compared as a whole; of a register, the meant bits are
 * compared, shifted to the lowest.
 */
static void check_condition(const char *text, const struct resolve_context *by)
{
	struct condition condition;
	size_t column = SIZE_MAX;

	if (condition_parse(text, by, &condition, &column)) {
		if (column != SIZE_MAX && column > strlen(text))
			abort();
		return;
	}
	if (condition.is_value != condition_is_value(text) ||
	    condition_operand(&condition, UINT64_MAX) & ~condition.mask ||
	    (!condition.is_value &&
	     condition.mask & ~reg_mask(resolved_bits(&condition.found))))
		abort();
}

/* The operands that the shell passes. */
static int take_operand(void *context, const char **cursor,
			struct expression *result)
{
	struct operand op = { .text = *cursor };
	const char *end = *cursor;

	if (operand_single_scan(&end, &op) || (!op.name.length && !op.has_bits))
		return -ENOENT;
	if (end <= *cursor || op.length || op.pattern || op.assigned)
		abort();
	*cursor = end;
	++*(size_t *)context;
	result->unknown = true;
	return 0;
}

/* A single unknown operand makes the result unknown. */
static void check_expression(const char *text)
{
	size_t column = SIZE_MAX, count = 0;
	const struct expression_operands operands = { take_operand, &count };
	struct expression result;

	if (expression_parse(text, &operands, &result, &column)) {
		if (column > strlen(text))
			abort();
		return;
	}
	if (result.unknown != !!count)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const unsigned int widths[] = { 0, 8, 16, 32, 64 };
	const struct uio_region region = { .size = 4096, .offset = 64 };
	struct resolve_context by = { .regs = registers(), .region = &region };
	char *text;

	if (!size)
		return 0;
	by.width = widths[data[0] % 5];
	text = strndup((const char *)data + 1, size - 1);
	check_operand(text, &by);
	check_condition(text, &by);
	check_expression(text);
	free(text);
	return 0;
}
