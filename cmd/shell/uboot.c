// SPDX-License-Identifier: GPL-2.0-or-later
/* The memory commands that are named as in U-Boot. */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/run/dry.h"
#include "cmd/run/plan.h"
#include "cmd/show/report.h"
#include "common/base/text.h"
#include "shell.h"

/* Bits of a unit, as the suffix of a command says; 32 without one. */
static unsigned int suffix_width(const char *word)
{
	const char *suffix = strchr(word, '.');

	if (!suffix)
		return 32;
	return 8u << (strchr("bwlq", suffix[1]) - "bwlq");
}

static bool has_prefix(const char *number)
{
	return number[0] == '0' && number[1] && strchr("xXbB", number[1]);
}

/* Numbers without a prefix are hexadecimal, as in U-Boot. Allocated, or NULL. */
static char *as_hexadecimal(const char *text)
{
	char *hexadecimal = malloc(3 * strlen(text) + 1), *end = hexadecimal;

	while (end && *text) {
		size_t length = 0;

		while (isalnum((unsigned char)text[length]) ||
		       text[length] == '_')
			length++;
		if (isxdigit((unsigned char)*text) && !has_prefix(text))
			end = stpcpy(end, "0x");
		length = length ?: 1;
		end = mempcpy(end, text, length);
		text += length;
	}
	if (end)
		*end = '\0';
	return hexadecimal;
}

static int uboot_number(const char *text, uint64_t *value)
{
	char *hexadecimal = as_hexadecimal(text);
	int status = hexadecimal ? shell_number(hexadecimal, value)
				 : fail_memory();

	free(hexadecimal);
	return status;
}

/* A register goes first: ADC is one, where there is one of that name. */
static bool is_register_name(const struct target *target, const char *word)
{
	if (!plan_has_names((char **)&word, 1))
		return false;
	return shell_is_register(target, word) ||
	       word[strspn(word, "0123456789abcdefABCDEF_")];
}

static int uboot_offset(struct target *target, const char *word,
			uint64_t *offset)
{
	return is_register_name(target, word)
		       ? shell_offset(target, word, offset)
		       : uboot_number(word, offset);
}

/**
 * struct span - what U-Boot's memory commands work on
 * @option: of uio-peek and uio-poke, for the width
 * @bytes: of a unit
 * @target: the device
 * @offset: on it
 */
struct span {
	char option[8];
	unsigned int bytes;
	struct target *target;
	uint64_t offset;
};

static int span_begin(struct shell *shell, const char *command,
		      const char *where, struct span *span)
{
	unsigned int width = suffix_width(command);

	snprintf(span->option, sizeof(span->option), "-w%u", width);
	span->bytes = width / 8;
	return shell_device(shell, &where, &span->target)
		       ?: uboot_offset(span->target, where, &span->offset);
}

/* COUNT units from there on, as an operand with something behind it. */
static int span_operand(const struct span *span, const char *count_text,
			const char *rest, char **operand)
{
	uint64_t count, bytes;
	int status = uboot_number(count_text, &count);

	if (status)
		return status;
	if (!count || __builtin_mul_overflow(count, span->bytes, &bytes))
		return fail(-UIO_EVALUE, NULL, "bad count '%s'", count_text);
	if (asprintf(operand, "0x%" PRIx64 "+0x%" PRIx64 "%s", span->offset,
		     bytes, rest) < 0)
		return fail_memory();
	return 0;
}

/* As in U-Boot an empty line goes on behind it. */
static int remember_next(struct shell *shell, const struct span *span,
			 char *const *words, const char *count_text)
{
	size_t prefix = target_prefix(words[1]);
	uint64_t count;
	int status = uboot_number(count_text, &count);
	char *next = text_format("%s '%.*s0x%" PRIx64 "' '%s'", words[0],
				 prefix ? (int)prefix + 2 : 0, words[1],
				 span->offset + count * span->bytes,
				 count_text);

	shell_remember(shell, next);
	return status;
}

int shell_md(struct shell *shell, int count, char **words)
{
	const char *units = count > 2 ? words[2] : "0x40";
	struct span span;
	char *range = NULL;
	int status = span_begin(shell, words[0], words[1], &span);

	if (!status)
		status = span_operand(&span, units, "", &range);
	if (!status)
		status = shell_applet(span.target, "peek", span.option, 1,
				      &range);
	if (!status)
		status = remember_next(shell, &span, words, units);
	free(range);
	return status;
}

int shell_mw(struct shell *shell, int count, char **words)
{
	struct span span;
	char *fill = NULL, *number = as_hexadecimal(words[2]);
	char *value = number ? text_format("=%s", number) : NULL;
	int status = value ? span_begin(shell, words[0], words[1], &span)
			   : fail_memory();

	if (!status)
		status = span_operand(&span, count > 3 ? words[3] : "1", value,
				      &fill);
	if (!status)
		status = shell_applet(span.target, "poke", span.option, 1,
				      &fill);
	free(number);
	free(value);
	free(fill);
	return status;
}

/* Also nm, which stays at its offset. */
int shell_mm(struct shell *shell, int count, char **words)
{
	unsigned int step;
	struct span span;
	char **pokes;
	int status = span_begin(shell, words[0], words[1], &span), n = 0;

	if (status)
		return status;
	step = words[0][0] == 'm' ? span.bytes : 0;
	pokes = calloc(count, sizeof(*pokes));
	for (int i = 2; pokes && i < count; i++, n++) {
		char *value = as_hexadecimal(words[i]);

		if (value)
			pokes[n] = text_format("0x%" PRIx64 "=%s",
					       span.offset + (uint64_t)n * step,
					       value);
		free(value);
		if (!pokes[n])
			break;
	}
	if (n == count - 2)
		status = shell_applet(span.target, "poke", span.option, n,
				      pokes);
	else
		status = fail_memory();
	while (n)
		free(pokes[--n]);
	free(pokes);
	return status;
}

/**
 * struct side - one of the two ranges that are compared
 */
struct side {
	struct target *target;
	char *text;
	unsigned int width;
	struct access access;
};

static int compare_unit(const struct side *left, const struct side *right,
			uint64_t at)
{
	uint64_t a_offset = left->access.offset + at;
	uint64_t b_offset = right->access.offset + at;
	unsigned int digits = left->access.unit.width / 4;
	uint64_t a, b;
	int status;

	if (left->target->dry_run) {
		print_read(left->target, &left->access, a_offset);
		print_read(right->target, &right->access, b_offset);
		return 0;
	}
	status = target_read(left->target, a_offset, &left->access.unit, &a);
	if (!status)
		status = target_read(right->target, b_offset,
				     &right->access.unit, &b);
	if (status || a == b)
		return status;
	return target_fail(target_is_gone(right->target) ? right->target
							 : left->target,
			   -UIO_ECHECK,
			   "0x%" PRIx64 " has 0x%0*" PRIx64 ", %s: 0x%" PRIx64
			   " has 0x%0*" PRIx64,
			   a_offset, digits, a, right->target->selector,
			   b_offset, digits, b);
}

static int side_job(struct target *target, const void *data)
{
	struct side *side = (struct side *)data;
	struct register_args args = register_defaults(target);
	struct resolve_by by;
	struct plan plan = { 0 };
	int status;

	args.width = side->width;
	status = plan_prepare(target, &args, false, &by);
	if (!status)
		status = plan_make(&plan, target, &by, false, &side->text, 1);
	if (!status && !target->dry_run)
		status = target_map(target, false);
	if (!status)
		side->access = plan.steps[0].found.access;
	plan_free(&plan);
	return status;
}

/* Checked and mapped, to be read. */
static int side_begin(struct shell *shell, char *const *words,
		      const char *where, struct side *side)
{
	struct span span;
	int status = span_begin(shell, words[0], where, &span);

	side->target = span.target;
	side->width = suffix_width(words[0]);
	if (!status)
		status = span_operand(&span, words[3], "", &side->text);
	return status ?: with_target(side->target, NULL, NULL, side_job, side);
}

int shell_cmp(struct shell *shell, int count, char **words)
{
	struct side left = { 0 }, right = { 0 };
	int status = side_begin(shell, words, words[1], &left);

	(void)count;
	if (!status)
		status = side_begin(shell, words, words[2], &right);
	for (uint64_t i = 0; !status && i < left.access.count; i++)
		status = compare_unit(&left, &right,
				      i * (left.access.unit.width / 8));
	free(left.text);
	free(right.text);
	return status;
}
