// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "applet.h"
#include "plan.h"
#include "report.h"
#include "target.h"

#define BYTES_PER_LINE 16

static void print_value(uint64_t value, const struct unit *unit)
{
	printf("0x%0*" PRIx64, unit->width / 4, value);
}

static int print_register(struct target *target, const struct access *access,
			  const char *label)
{
	uint64_t value;
	int status;

	status = target_read(target, access->offset, &access->unit, &value);
	if (status)
		return status;
	if (label)
		printf("%s ", label);
	print_value(value, &access->unit);
	putchar('\n');
	return 0;
}

/* The bytes of a unit in the order they have in memory. */
static void store_bytes(unsigned char *bytes, uint64_t value,
			const struct unit *unit)
{
	bool little = (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) != unit->swap;
	unsigned int size = unit->width / 8;

	for (unsigned int i = 0; i < size; i++)
		bytes[little ? i : size - 1 - i] = value >> (8 * i);
}

/* Behind the units of a line, of which a last line may lack some. */
static void print_ascii(const unsigned char *bytes, unsigned int count,
			unsigned int size)
{
	unsigned int missing = (BYTES_PER_LINE - count) / size;

	printf("%*s", (int)(missing * (2 * size + 1) + 2), "");
	for (unsigned int i = 0; i < count; i++)
		putchar(bytes[i] < 0x80 && isprint(bytes[i]) ? bytes[i] : '.');
}

static int print_range(struct target *target, const struct access *access)
{
	const unsigned int size = access->unit.width / 8;
	const unsigned int per_line = BYTES_PER_LINE / size;
	const bool ascii = isatty(STDOUT_FILENO);
	unsigned char bytes[BYTES_PER_LINE];

	for (uint64_t i = 0; i < access->count; i++) {
		uint64_t offset = access->offset + i * size, value;
		unsigned int column = i % per_line;
		int status = target_read(target, offset, &access->unit, &value);

		if (status) {
			if (column)
				putchar('\n');
			return status;
		}
		if (!column)
			printf("0x%08" PRIx64 ":", offset);
		printf(" %0*" PRIx64, 2 * size, value);
		store_bytes(bytes + column * size, value, &access->unit);
		if (column + 1 < per_line && i + 1 < access->count)
			continue;
		if (ascii)
			print_ascii(bytes, (column + 1) * size, size);
		putchar('\n');
	}
	return 0;
}

static int peek(struct target *target, const void *data)
{
	const struct register_args *args = data;
	struct plan plan = { 0 };
	int status;

	status = target_region(target);
	if (!status)
		status = plan_make(&plan, target, &args->unit, false,
				   args->operands, args->count);
	if (!status)
		status = target_map(target, false);
	for (size_t i = 0; i < plan.count && !status; i++)
		if (plan.operands[i].length)
			status = print_range(target, &plan.accesses[i]);
		else
			status = print_register(
				target, &plan.accesses[i],
				plan.count > 1 ? plan.operands[i].text : NULL);
	plan_free(&plan);
	return status;
}

static const struct argp_child children[] = { { .argp = &register_argp },
					      { 0 } };

static const struct argp grammar = {
	.children = children,
	.args_doc = "DEVICE[:REGION] OPERAND...",
	.doc = "Read registers.\v"
	       "OPERAND is OFFSET, FIRST-LAST (both ends in) or OFFSET+LENGTH, "
	       "in bytes. Numbers are decimal, 0x... or 0b...; offsets and "
	       "lengths take a k or M behind them.",
};

static int run(struct target *held, int argc, char **argv)
{
	struct register_args args = { .held = held };

	return applet_parse(&grammar, held, argc, argv, &args)
		       ?: with_target(held, args.device, peek, &args);
}

const struct applet applet_peek = {
	.name = "uio-peek",
	.verb = "peek",
	.argp = &grammar,
	.on_device = true,
	.run = run,
};
