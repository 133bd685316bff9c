// SPDX-License-Identifier: GPL-2.0-or-later
#include "plan-fail.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/base/text.h"

int plan_fail_name(const struct target *target, const char *text, size_t column)
{
	size_t length = regs_path_length(text);
	char *near = regs_nearest(target->regs, text, length);
	int status;

	status = fail(-UIO_ENOREGISTER, target->selector,
		      "'%s': no such register at column %zu%s%s%s", text,
		      column + 1, near ? "; did you mean " : "",
		      near ? near : "", near ? "?" : "");
	free(near);
	return status;
}

static int fail_outside(const struct target *target,
			const struct uio_region *region, const char *text)
{
	char *where = region_text(target->device, region);
	int status;

	status = fail(-UIO_EOUTSIDE, target->selector,
		      "'%s' is outside %s (%" PRIu64 " %s)", text,
		      where ? where : "", uio_region_bytes(region),
		      region->io ? "ports" : "bytes");
	free(where);
	return status;
}

/* Finds the register or field that an operand names, if it names one. */
static void find_named(const struct resolve_context *by, const char *text,
		       struct operand *op, struct reg_match *match)
{
	const char *name = text + strspn(text, " "), *end = name;
	size_t wrong;

	*op = (struct operand){ .text = name };
	*match = (struct reg_match){ 0 };
	if (by->regs && !operand_scan(&end, op))
		regs_resolve(by->regs, op->name.start, op->name.length, match,
			     &wrong);
}

/* Reports an unknown named value, with those that the field has. */
static int fail_value(const struct target *target,
		      const struct resolve_context *by, const char *text,
		      size_t column)
{
	const struct reg_value *value = NULL;
	struct operand op, assignment;
	struct reg_match match;
	const char *comma = "";
	char *names = NULL;
	size_t wrong, length;
	bool write;
	FILE *out;
	int status;

	find_named(by, text, &op, &match);
	if (match.field && !op.has_bits)
		value = match.field->values;
	out = value ? open_memstream(&names, &length) : NULL;
	/* A condition cannot be read as an assignment. */
	write = !operand_parse(text, &assignment, &wrong);
	for (; out && value; value = value->next) {
		if (!reg_value_named(match.field, value->name, !write))
			continue;
		fprintf(out, "%s%s", comma, value->name);
		comma = ", ";
	}
	if (out)
		names = text_close(out, &names);
	status = fail(-UIO_ENOVALUE, target->selector,
		      "'%s': no such named value at column %zu; %s%s", text,
		      column + 1,
		      !names   ? "only a field can have named values"
		      : *names ? "the field has "
			       : "the field has no named values",
		      names ?: "");
	free(names);
	return status;
}

int plan_fail_ambiguous(const struct target *target, const char *text)
{
	return fail(-UIO_EAMBIGUOUS, target->selector,
		    "'%s' is in several blocks; name one, as in "
		    "BLOCK.REGISTER",
		    text);
}

/* Reports a value that has more bits than its register or field. */
static int fail_fit(const struct target *target,
		    const struct resolve_context *by, const char *text,
		    size_t column)
{
	const char *name = text + strspn(text, " "), *end = name;
	struct operand op = { .text = name };
	struct resolved found = { 0 };
	unsigned int bits;
	size_t wrong;

	if (!operand_scan(&end, &op))
		resolve(&op, by, &found, &wrong);
	bits = resolved_bits(&found);
	return fail(-UIO_EFIT, target->selector,
		    "'%s': the value at column %zu does not fit in %u bit%s",
		    text, column + 1, bits, bits == 1 ? "" : "s");
}

/* Reports an operand that is not made of units of its width. */
static int fail_units(const struct target *target,
		      const struct resolve_context *by, const char *text,
		      int err)
{
	struct operand op;
	struct reg_match match;

	find_named(by, text, &op, &match);
	return fail(err, target->selector,
		    err == -UIO_EALIGN
			    ? "'%s' is not aligned to %u bits"
			    : "'%s' is not a whole number of %u-bit units",
		    text,
		    match.reg ? reg_access_width(match.reg)
			      : resolve_width(by));
}

int plan_fail(const struct target *target, const struct resolve_context *by,
	      const char *text, int err, size_t column)
{
	const char *device = target->selector;

	switch (-err) {
	case UIO_ENOREGISTER:
		return plan_fail_name(target, text, column);
	case UIO_ENOVALUE:
		return fail_value(target, by, text, column);
	case UIO_EAMBIGUOUS:
		return plan_fail_ambiguous(target, text);
	case UIO_EFIT:
		return fail_fit(target, by, text, column);
	case UIO_EALIGN:
	case UIO_ETAIL:
		return fail_units(target, by, text, err);
	case UIO_EOUTSIDE:
		return fail_outside(target, by->region, text);
	default:
		if (column == SIZE_MAX)
			return fail(err, device, "'%s': %s", text,
				    uio_strerror(err));
		return fail(err, device, "'%s': %s at column %zu", text,
			    uio_strerror(err), column + 1);
	}
}
