// SPDX-License-Identifier: GPL-2.0-or-later
#include "plan.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "report.h"

static int fail_parse(const struct target *target, const char *text, int err,
		      size_t column)
{
	return fail(err, target->selector, "'%s': %s, at column %zu", text,
		    uio_strerror(err), column + 1);
}

static int fail_check(const struct target *target, const struct operand *op,
		      unsigned int width, int err)
{
	char label[8];

	switch (-err) {
	case UIO_EALIGN:
		return fail(err, target->selector,
			    "'%s' is not aligned to %u bits", op->text, width);
	case UIO_ETAIL:
		return fail(err, target->selector,
			    "'%s' is no whole number of %u-bit units", op->text,
			    width);
	case UIO_EVALUE:
		return fail(err, target->selector,
			    "'%s': the value is wider than %u bits", op->text,
			    width);
	case UIO_EOUTSIDE:
		return fail(err, target->selector,
			    "'%s' is outside %s '%s' (%" PRIu64 " bytes)",
			    op->text, uio_region_label(target->region, label),
			    target->region->name,
			    uio_region_bytes(target->region));
	default:
		return fail(err, target->selector, "%u bits: %s", width,
			    uio_strerror(err));
	}
}

static int plan_one(const struct target *target, const struct unit *unit,
		    bool assign, const char *text, struct operand *op,
		    struct access *access)
{
	size_t column;
	int err;

	err = operand_parse(text, op, &column);
	if (err)
		return fail_parse(target, text, err, column);
	if (op->assigned != assign)
		return fail(-UIO_ESYNTAX, target->selector, "'%s' %s", text,
			    assign ? "assigns no value: OFFSET=VALUE"
				   : "assigns a value, which uio-poke does");
	err = access_check(op, unit, target->region, access);
	return err ? fail_check(target, op, unit->width, err) : 0;
}

int plan_make(struct plan *plan, const struct target *target,
	      const struct unit *unit, bool assign, char **texts, size_t count)
{
	int status = 0;

	*plan = (struct plan){
		.count = count,
		.operands = calloc(count, sizeof(*plan->operands)),
		.accesses = calloc(count, sizeof(*plan->accesses)),
	};
	if (!plan->operands || !plan->accesses)
		return fail(-ENOMEM, NULL, "%s", uio_strerror(-ENOMEM));
	for (size_t i = 0; i < count && !status; i++)
		status = plan_one(target, unit, assign, texts[i],
				  &plan->operands[i], &plan->accesses[i]);
	return status;
}

void plan_free(struct plan *plan)
{
	free(plan->operands);
	free(plan->accesses);
	*plan = (struct plan){ 0 };
}

static const struct argp_option options[] = {
	{ "width", 'w', "BITS", 0,
	  "Width of each access: 8, 16, 32 or 64 (default 32)", 0 },
	{ "endian", 'e', "ORDER", 0,
	  "Byte order of the registers: little or big (default: the CPU's)",
	  0 },
	{ 0 },
};

static error_t parse_width(struct unit *unit, char *arg,
			   struct argp_state *state)
{
	static const unsigned int widths[] = { 8, 16, 32, 64 };
	uint64_t width;

	if (!number_parse(arg, &width))
		for (size_t i = 0; i < 4; i++)
			if (width == widths[i]) {
				unit->width = width;
				return 0;
			}
	argp_error(state, "bad width '%s': 8, 16, 32 or 64", arg);
	return EINVAL;
}

static error_t parse_endian(struct unit *unit, const char *arg,
			    struct argp_state *state)
{
	bool little = !strcmp(arg, "little");

	if (!little && strcmp(arg, "big")) {
		argp_error(state, "bad byte order '%s': little or big", arg);
		return EINVAL;
	}
	unit->swap = little != (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
	return 0;
}

static error_t parse_words(struct register_args *args, char **words, int count,
			   struct argp_state *state)
{
	if (!args->held && count > 0) {
		args->device = *words++;
		count--;
	}
	if (count <= 0) {
		argp_error(state, "what? DEVICE[:REGION] and an operand");
		return EINVAL;
	}
	args->operands = words;
	args->count = count;
	return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct register_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		args->unit.width = 32;
		return 0;
	case 'w':
		return parse_width(&args->unit, arg, state);
	case 'e':
		return parse_endian(&args->unit, arg, state);
	case ARGP_KEY_ARGS:
		return parse_words(args, state->argv + state->next,
				   state->argc - state->next, state);
	case ARGP_KEY_NO_ARGS:
		return parse_words(args, NULL, 0, state);
	}
	return ARGP_ERR_UNKNOWN;
}

const struct argp register_argp = { .options = options, .parser = parse };
