// SPDX-License-Identifier: GPL-2.0-or-later
/* The memory commands, named after those of U-Boot. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/run/read.h"
#include "cmd/run/registers.h"
#include "cmd/run/write.h"
#include "cmd/show/report.h"
#include "cmd/show/terminal.h"
#include "common/base/stop.h"
#include "common/base/text.h"
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

/*
 * Numbers without a prefix are hexadecimal, as in U-Boot. Returns allocated text
 * or NULL.
 */
static char *as_hexadecimal(const char *text)
{
	char *hexadecimal = calloc(3 * strlen(text) + 1, 1), *end = hexadecimal;

	while (end && *text) {
		bool prefix = *text == '0' && text[1] &&
			      strchr("xXbB", text[1]);
		size_t length = 0;

		while (isalnum((unsigned char)text[length]) ||
		       text[length] == '_')
			length++;
		if (isxdigit((unsigned char)*text) && !prefix)
			end = stpcpy(end, "0x");
		length = length ?: 1;
		end = mempcpy(end, text, length);
		text += length;
	}
	if (end)
		*end = '\0';
	return hexadecimal;
}

/* Returns the column of the typed text for a column of the hexadecimal one. */
static size_t typed_column(const char *text, const char *hexadecimal,
			   size_t column)
{
	const char *at = text, *end = hexadecimal + column;

	while (hexadecimal < end && *at) {
		bool added = *hexadecimal != *at;

		hexadecimal += added ? 2 : 1;
		at += !added;
	}
	return at - text;
}

/* Evaluates an expression in which numbers without a prefix are hexadecimal. */
static int span_value(const char *text, struct expression *result)
{
	char *hexadecimal = as_hexadecimal(text);
	size_t column;
	int err, status = hexadecimal ? 0 : fail_memory();

	if (status)
		return status;
	err = expression_parse(hexadecimal, NULL, result, &column);
	if (err)
		status = shell_fail_expression(
			text, err, typed_column(text, hexadecimal, column));
	free(hexadecimal);
	return status;
}

static int number_of(const char *text, uint64_t *value)
{
	struct expression result;
	int status = span_value(text, &result);

	if (!status)
		*value = result.value;
	return status;
}

/*
 * Whether an offset begins with a number: ADC is one, unless it is the name of a
 * register.
 */
static bool begins_with_number(const struct target *target, const char *where)
{
	size_t length = strspn(where, "0123456789abcdefABCDEF_");
	char *first = strndup(where, length), after = where[length];
	bool is_number = first && length && !isalnum((unsigned char)after) &&
			 !(after && strchr(".[:", after)) &&
			 !shell_is_register(target, first);

	free(first);
	return is_number;
}

/*
 * Finds the start of a span, an offset or a register. The suffix of the command is the
 * width.
 */
static int span_begin(struct shell *shell, const char *command,
		      const char *where, struct span *span)
{
	const char *suffix = strchr(command, '.');
	int status;

	*span = (struct span){ .width = 32 };
	if (suffix)
		span->width = 8u << (strchr("bwlq", suffix[1]) - "bwlq");
	span->operand.text = span->text;
	status = shell_device(shell, &where, &span->target);
	if (status)
		return status;
	if (plan_has_names((char **)&where, 1) &&
	    !begins_with_number(span->target, where))
		return shell_offset(span->target, where, &span->operand.offset);
	return number_of(where, &span->operand.offset);
}

/* Sets the length of a span to a number of units. */
static int span_length(struct span *span, const char *count_text)
{
	struct operand *op = &span->operand;
	uint64_t count;
	int status = number_of(count_text, &count);

	if (status)
		return status;
	if (!count ||
	    __builtin_mul_overflow(count, span->width / 8, &op->length))
		return fail(-UIO_EVALUE, NULL, "invalid count '%s'",
			    count_text);
	snprintf(span->text, sizeof(span->text), "0x%" PRIx64 "+0x%" PRIx64,
		 op->offset, op->length);
	return 0;
}

/* Makes a request for operands of a span that were not typed. */
static struct register_request span_request(const struct span *span,
					    const struct operand *operands,
					    size_t count)
{
	struct register_request request = register_defaults(span->target);

	request.width = span->width;
	request.parsed = operands;
	request.count = count;
	return request;
}

static int write_operands(const struct shell *shell, const struct span *span,
			  const struct operand *operands, size_t count)
{
	const struct write_request request = {
		.registers = span_request(span, operands, count),
		.typed = !shell->source,
	};

	return target_check(span->target) ?: run_write(span->target, &request);
}

int shell_md(struct shell *shell, int count, char **words)
{
	const char *units = count > 2 ? words[2] : "0x40";
	struct read_request request = shell_read_defaults(shell);
	size_t prefix = target_prefix(words[1]);
	struct span span;
	int status = span_begin(shell, words[0], words[1], &span)
			     ?: span_length(&span, units);

	if (status)
		return status;
	request.registers = span_request(&span, &span.operand, 1);
	request.rounds = 1;
	request.base = shell->settings.base;
	request.json = shell->machine;
	status = target_check(span.target) ?: run_read(span.target, &request);
	if (status)
		return status;
	/* As in U-Boot, an empty line continues after the last unit. */
	shell_remember(shell,
		       text_format("%s '%.*s0x%" PRIx64 "' '%s'", words[0],
				   prefix ? (int)prefix + 2 : 0, words[1],
				   span.operand.offset + span.operand.length,
				   units));
	return 0;
}

int shell_mw(struct shell *shell, int count, char **words)
{
	struct span span;
	int status = span_begin(shell, words[0], words[1], &span)
			     ?: span_length(&span, count > 3 ? words[3] : "1")
			     ?: span_value(words[2], &span.operand.value);

	span.operand.assigned = true;
	return status ?: write_operands(shell, &span, &span.operand, 1);
}

/* Prints a unit and a question mark; dashes where reading has an effect. */
static int show_unit(struct target *target, const struct span *span)
{
	struct register_request request = span_request(span, &span->operand, 1);
	int digits = span->width / 4;
	struct reading reading = { 0 };
	struct resolve_context by;
	struct plan plan;
	int status = plan_open(&plan, target, &request, &by);
	uint64_t offset = span->operand.offset;
	bool skipped = !status &&
		       resolve_side_effect(&by, offset, span->width / 8);

	if (!status && !skipped)
		status = target->ops->read(target, offset,
					   &plan.steps[0].found.access.unit,
					   &reading);
	plan_free(&plan);
	if (status)
		return status;
	print_device(target->out->file, target_elsewhere(target));
	fprintf(target->out->file, "0x%08" PRIx64 ": ", offset);
	if (skipped)
		fprintf(target->out->file, "%.*s ? ", digits,
			"----------------");
	else
		fprintf(target->out->file, "%0*" PRIx64 " ? ", digits,
			reading.unit);
	return 0;
}

/* Reads the answer and strips blanks; NULL after Ctrl-D. */
static int take_answer(struct shell *shell, char **line, char **answer)
{
	size_t length;

	free(*line);
	*line = *answer = NULL;
	if (output_flush(&shell->out))
		return EXIT_FAILURE;
	*line = terminal_answer();
	if (!*line) {
		fputc('\n', shell->out.file);
		return stop_requested() ? fail_error(-EINTR, NULL) : 0;
	}
	length = strlen(*line);
	while (length && isspace((unsigned char)(*line)[length - 1]))
		(*line)[--length] = '\0';
	*answer = *line + strspn(*line, " \t");
	return 0;
}

/* Writes the answer as the equivalent command, which a log then contains. */
static int write_answer(struct shell *shell, char *const *words,
			const struct span *span, const char *answer)
{
	size_t prefix = target_prefix(words[1]);
	struct expression value;
	char *command;
	int status = span_value(answer, &value);

	if (status)
		return status;
	command = text_format("%s '%.*s0x%" PRIx64 "' '%s'", words[0],
			      prefix ? (int)prefix + 2 : 0, words[1],
			      span->operand.offset, answer);
	status = command ? shell_run_text(shell, command, 1) : fail_memory();
	free(command);
	return status;
}

/* Without values, asks a person for one after another. */
static int modify(struct shell *shell, char *const *words, struct span *span,
		  unsigned int step)
{
	char *line = NULL, *answer;
	int status;

	for (;;) {
		snprintf(span->text, sizeof(span->text), "0x%" PRIx64,
			 span->operand.offset);
		status = target_check(span->target)
				 ?: show_unit(span->target, span)
				 ?: take_answer(shell, &line, &answer);
		if (status || !answer || !strcmp(answer, ".") ||
		    !strcmp(answer, "q"))
			break;
		if (!strcmp(answer, "-")) {
			if (span->operand.offset >= step)
				span->operand.offset -= step;
			continue;
		}
		if (*answer)
			status = write_answer(shell, words, span, answer);
		/* Asks again after a mistyped value. */
		if (!status)
			span->operand.offset += step;
		else if (status != EXIT_USAGE)
			break;
	}
	free(line);
	return status;
}

/* Also runs nm, which stays at its offset. */
int shell_mm(struct shell *shell, int count, char **words)
{
	struct span span;
	struct operand *operands;
	int status = span_begin(shell, words[0], words[1], &span), n = 0;
	unsigned int step = words[0][0] == 'm' ? span.width / 8 : 0;

	if (status)
		return status;
	if (count == 2 && !shell->source && !shell->dry_run &&
	    !shell->out.record)
		return modify(shell, words, &span, step);
	if (count == 2)
		return fail(-UIO_ESYNTAX, NULL,
			    "usage: %s OFFSET VALUE...; it asks for values "
			    "only at a terminal, and not in a block that is "
			    "logged",
			    words[0]);
	snprintf(span.text, sizeof(span.text), "0x%" PRIx64,
		 span.operand.offset);
	span.operand.assigned = true;
	operands = calloc(count, sizeof(*operands));
	if (!operands)
		return fail_memory();
	for (; n < count - 2 && !status; n++) {
		operands[n] = span.operand;
		operands[n].offset += (uint64_t)n * step;
		status = span_value(words[n + 2], &operands[n].value);
	}
	status = status ?: write_operands(shell, &span, operands, n);
	free(operands);
	return status;
}

/**
 * struct side - one of the two ranges that are compared
 */
struct side {
	struct span span;
	struct access access;
};

static int compare_unit(const struct side *left, const struct side *right,
			uint64_t at)
{
	struct target *a = left->span.target, *b = right->span.target;
	uint64_t a_offset = left->access.offset + at;
	uint64_t b_offset = right->access.offset + at;
	int digits = left->access.unit.width / 4;
	struct reading here, there;
	int status = a->ops->read(a, a_offset, &left->access.unit, &here)
			     ?: b->ops->read(b, b_offset, &right->access.unit,
					     &there);

	if (status || !here.known || here.unit == there.unit)
		return status;
	return target_fail(target_is_gone(b) ? b : a, -UIO_ECHECK,
			   "0x%" PRIx64 " has 0x%0*" PRIx64 ", %s: 0x%" PRIx64
			   " has 0x%0*" PRIx64,
			   a_offset, digits, here.unit, b->selector, b_offset,
			   digits, there.unit);
}

/* Checks one side and maps it for reading. */
static int side_begin(struct shell *shell, char *const *words,
		      const char *where, struct side *side)
{
	struct register_request request;
	struct resolve_context by;
	struct plan plan;
	int status = span_begin(shell, words[0], where, &side->span)
			     ?: span_length(&side->span, words[3])
			     ?: target_check(side->span.target);

	if (status)
		return status;
	request = span_request(&side->span, &side->span.operand, 1);
	status = plan_open(&plan, side->span.target, &request, &by);
	if (!status)
		side->access = plan.steps[0].found.access;
	if (!status && resolve_side_effect(&by, side->access.offset,
					   access_bytes(&side->access)))
		status = fail(-UIO_ESYNTAX, side->span.target->selector,
			      "'%s' contains a register that should not be "
			      "read",
			      side->span.text);
	plan_free(&plan);
	return status;
}

int shell_cmp(struct shell *shell, int count, char **words)
{
	struct side left, right;
	int status = side_begin(shell, words, words[1], &left)
			     ?: side_begin(shell, words, words[2], &right);

	(void)count;
	for (uint64_t i = 0; !status && i < left.access.count; i++)
		status = compare_unit(&left, &right,
				      i * access_unit_size(&left.access));
	return status;
}
