// SPDX-License-Identifier: GPL-2.0-or-later
#include "plan.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "registers.h"

/* A wrong name, with the one it was probably meant to be. */
static int fail_name(const struct target *target, const char *text,
		     size_t column)
{
	size_t length = regs_path_length(text);
	char *near = regs_nearest(target->regs, text, length);
	int status;

	status = fail(-UIO_ENOREGISTER, target->selector,
		      "'%s': no such register, at column %zu%s%s%s", text,
		      column + 1, near ? "; did you mean " : "",
		      near ? near : "", near ? "?" : "");
	free(near);
	return status;
}

static int fail_outside(const struct target *target,
			const struct uio_region *region, const char *text)
{
	char *where = region_text(region);
	int status;

	status = fail(-UIO_EOUTSIDE, target->selector,
		      "'%s' is outside %s (%" PRIu64 " %s)", text,
		      where ? where : "", uio_region_bytes(region),
		      region->io ? "ports" : "bytes");
	free(where);
	return status;
}

static int fail_ambiguous(const struct target *target, const char *text)
{
	return fail(-UIO_EAMBIGUOUS, target->selector,
		    "'%s': several blocks have it; name one, as in "
		    "BLOCK.REGISTER",
		    text);
}

/* What is wrong with a text, of which an operand was made if it got so far. */
static int fail_text(const struct target *target,
		     const struct resolve_context *by, const char *text,
		     unsigned int width, int err, size_t column)
{
	const char *device = target->selector;

	switch (-err) {
	case UIO_ENOREGISTER:
		return fail_name(target, text, column);
	case UIO_EAMBIGUOUS:
		return fail_ambiguous(target, text);
	case UIO_EALIGN:
		return fail(err, device, "'%s' is not aligned to %u bits", text,
			    width);
	case UIO_ETAIL:
		return fail(err, device,
			    "'%s' is no whole number of %u-bit "
			    "units",
			    text, width);
	case UIO_EOUTSIDE:
		return fail_outside(target, by->region, text);
	default:
		if (column == SIZE_MAX)
			return fail(err, device, "'%s': %s", text,
				    uio_strerror(err));
		return fail(err, device, "'%s': %s, at column %zu", text,
			    uio_strerror(err), column + 1);
	}
}

/* From the operand that a step has. */
static int resolve_step(const struct target *target,
			const struct resolve_context *by, struct step *step)
{
	size_t column;
	int err = resolve(&step->operand, by, &step->found, &column);

	return err ? fail_text(target, by, step->operand.text,
			       resolve_width(by), err, column)
		   : 0;
}

static int plan_one(const struct target *target,
		    const struct resolve_context *by, bool assign,
		    const char *text, struct step *step)
{
	size_t column;
	int err = operand_parse(text, &step->operand, &column);

	if (err)
		return fail_text(target, by, text, resolve_width(by), err,
				 column);
	if (step->operand.assigned != assign)
		return fail(-UIO_ESYNTAX, target->selector, "'%s' %s", text,
			    assign ? "assigns no value: OPERAND=VALUE"
				   : "assigns a value, which uio-poke does");
	return resolve_step(target, by, step);
}

int plan_make(struct plan *plan, const struct target *target,
	      const struct resolve_context *by, bool assign, char **texts,
	      size_t count)
{
	int status = 0;

	*plan = (struct plan){ calloc(count, sizeof(*plan->steps)), count };
	if (!plan->steps)
		return fail_memory();
	for (size_t i = 0; i < count && !status; i++)
		status =
			plan_one(target, by, assign, texts[i], &plan->steps[i]);
	return status;
}

int plan_request(struct plan *plan, const struct target *target,
		 const struct resolve_context *by, bool assign,
		 const struct register_request *request)
{
	int status = 0;

	if (!request->parsed)
		return plan_make(plan, target, by, assign, request->operands,
				 request->count);
	*plan = (struct plan){
		calloc(request->count, sizeof(*plan->steps)),
		request->count,
	};
	if (!plan->steps)
		return fail_memory();
	for (size_t i = 0; i < plan->count && !status; i++) {
		plan->steps[i].operand = request->parsed[i];
		status = resolve_step(target, by, &plan->steps[i]);
	}
	return status;
}

int plan_all(struct plan *plan, const struct target *target,
	     const struct resolve_context *by)
{
	const struct reg_place *place = NULL;

	*plan = (struct plan){ 0 };
	plan->steps = calloc(by->regs->place_count + 1, sizeof(*plan->steps));
	if (!plan->steps)
		return fail_memory();
	while ((place = regs_next(by->regs, place, 0, UINT64_MAX))) {
		struct step *step = &plan->steps[plan->count];
		int err;

		if (place->alternate)
			continue;
		step->operand.text = place->name;
		err = resolve_place(place, by, &step->found);
		if (err)
			fail(err, target->selector, "%s is left out: %s",
			     place->name, uio_strerror(err));
		else
			plan->count++;
	}
	return 0;
}

int plan_extend(struct step *step, const struct target *target,
		const struct resolve_context *by, uint64_t bytes)
{
	struct unit unit = step->found.access.unit;
	const char *text = step->operand.text;
	int err = access_check(step->found.access.offset, bytes, &unit,
			       by->region, &step->found.access);

	step->operand.length = bytes;
	return err ? fail_text(target, by, text, unit.width, err, SIZE_MAX) : 0;
}

void plan_free(struct plan *plan)
{
	free(plan->steps);
	*plan = (struct plan){ 0 };
}

int plan_condition(const struct target *target,
		   const struct resolve_context *by, const char *text,
		   struct condition *condition)
{
	size_t column;
	int err = condition_parse(text, by, condition, &column);

	if (err == -UIO_ESYNTAX)
		return fail(
			err, target->selector,
			"'%s' is not a condition, at column %zu (OPERAND OP "
			"VALUE, with OP one of == != < <= > >= &, or "
			"OPERAND == VALUE:MASK; a value in place of the "
			"OPERAND is in parentheses)",
			text, column + 1);
	return err ? fail_text(target, by, text, resolve_width(by), err, column)
		   : 0;
}

bool request_has_names(const struct register_request *request)
{
	return !request->parsed &&
	       plan_has_names(request->operands, request->count);
}

bool plan_has_names(char **texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *text = texts[i];

		while (*text == ' ')
			text++;
		if (isalpha((unsigned char)*text) || *text == '_')
			return true;
	}
	return false;
}

int plan_prepare(struct target *target, const struct register_request *args,
		 bool needed, struct resolve_context *by)
{
	int status;

	status = target_regs(target, &args->regs, needed);
	if (!status)
		status = target_region(target);
	*by = (struct resolve_context){
		.regs = target->regs,
		.region = target->region,
		.width = args->width,
		.endian = args->endian,
	};
	return status;
}

int plan_open(struct plan *plan, struct target *target,
	      const struct register_request *request, bool assign,
	      struct resolve_context *by)
{
	*plan = (struct plan){ 0 };
	return plan_prepare(target, request, request_has_names(request), by)
		       ?: plan_request(plan, target, by, assign, request)
		       ?: registers_ready(target, assign);
}
