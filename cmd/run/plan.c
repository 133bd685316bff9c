// SPDX-License-Identifier: GPL-2.0-or-later
#include "plan.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/regs/expand.h"
#include "plan-fail.h"
#include "registers.h"

static int make_room(struct plan *plan, size_t count)
{
	*plan = (struct plan){ .steps = calloc(count + 1, sizeof(*plan->steps)),
			       .room = count + 1 };
	return plan->steps ? 0 : fail_memory();
}

/* Returns the next step, which counts once the caller increases the count. */
static struct step *next_step(struct plan *plan)
{
	if (plan->count == plan->room) {
		size_t room = 2 * plan->room;
		struct step *steps =
			reallocarray(plan->steps, room, sizeof(*steps));

		if (!steps)
			return NULL;
		plan->steps = steps;
		plan->room = room;
	}
	plan->steps[plan->count] = (struct step){ 0 };
	return &plan->steps[plan->count];
}

/* Counts the next step, which is complete. */
static void add_step(struct plan *plan)
{
	uint64_t end = access_end(&plan->steps[plan->count++].found.access);

	plan->end = end > plan->end ? end : plan->end;
}

/* A dump skips registers and fields that cannot be accessed. */
static bool is_left_out(const struct target *target,
			const struct resolve_context *by,
			const struct reg_place *place,
			const struct reg_field *field, struct resolved *found)
{
	int err = resolve_place(place, by, found);

	if (!err && field && !reg_field_fits(place->reg, field))
		err = -UIO_EBITS;
	if (err)
		fail(err, target->selector, "%s%s%s is skipped: %s",
		     place->name, field ? "." : "", field ? field->name : "",
		     uio_strerror(err));
	return err;
}

/**
 * struct expansion - an operand that becomes several steps
 * @operand: as it was typed
 */
struct expansion {
	struct plan *plan;
	const struct target *target;
	const struct resolve_context *by;
	const struct operand *operand;
	bool dump;
};

/* Names the operand as if it had been typed for this register alone. */
static int name_step(struct expansion *expansion, const struct reg_place *place,
		     const struct reg_field *field, struct operand *op)
{
	const struct operand *typed = expansion->operand;
	const char *rest = typed->name.start + typed->name.length;
	char *text = arena_print(expansion->plan->texts, "%s%s%s%s",
				 place->name, field ? "." : "",
				 field ? field->name : "", rest);

	if (!text)
		return fail_memory();
	*op = *typed;
	op->text = op->name.start = text;
	op->name.length = strlen(text) - strlen(rest);
	op->value_at += op->name.length - typed->name.length;
	op->pattern = false;
	return 0;
}

static int add_place(void *context, const struct reg_place *place,
		     const struct reg_field *field)
{
	struct expansion *expansion = context;
	const struct reg_match match = { place->reg, place->offset, field };
	struct step *step = next_step(expansion->plan);
	size_t column;
	int status, err;

	if (!step)
		return fail_memory();
	if (expansion->dump && is_left_out(expansion->target, expansion->by,
					   place, field, &step->found))
		return 0;
	status = name_step(expansion, place, field, &step->operand);
	if (status)
		return status;
	step->dump = expansion->dump;
	err = resolve_match(&step->operand, expansion->by, &match, &step->found,
			    &column);
	if (err)
		return plan_fail(expansion->target, expansion->by,
				 step->operand.text, err, column);
	add_step(expansion->plan);
	return 0;
}

/* @op is from the next step of the plan, which the first expansion overwrites. */
static int plan_several(struct plan *plan, const struct target *target,
			const struct resolve_context *by, struct operand op)
{
	struct regs_several several;
	struct expansion expansion = { plan, target, by, &op, false };
	int err;

	err = regs_name_several(by->regs, &op.name, &several);
	if (err)
		return err == -UIO_EAMBIGUOUS
			       ? plan_fail_ambiguous(target, op.text)
			       : plan_fail_name(target, op.text, 0);
	if (several.dump && op.assigned)
		return fail(-UIO_ESYNTAX, target->selector,
			    "'%s': a group or a glob can only be read; to "
			    "write, use REGISTER=VALUE, NAME[*].REGISTER=VALUE "
			    "or NAME[FIRST..LAST].REGISTER=VALUE",
			    op.text);
	plan->several = true;
	plan->texts = plan->texts ?: arena_new();
	if (!plan->texts)
		return fail_memory();
	expansion.dump = several.dump;
	return regs_expand(by->regs, &several, add_place, &expansion);
}

static int plan_one(struct plan *plan, const struct target *target,
		    const struct resolve_context *by, bool assign,
		    const char *text)
{
	struct step *step = next_step(plan);
	size_t column;
	int err;

	if (!step)
		return fail_memory();
	err = operand_parse(text, &step->operand, &column);
	if (err && resolve_named_assignment(text, by, &step->operand))
		err = 0;
	if (!err && step->operand.assigned != assign)
		return fail(-UIO_ESYNTAX, target->selector, "'%s' %s", text,
			    assign ? "is not an assignment: expected "
				     "OPERAND=VALUE"
				   : "is an assignment: expected an OPERAND "
				     "without a value");
	err = err ?: resolve(&step->operand, by, &step->found, &column);
	if (err == -UIO_ESEVERAL)
		return plan_several(plan, target, by, step->operand);
	if (err)
		return plan_fail(target, by, text, err, column);
	add_step(plan);
	return 0;
}

int plan_make(struct plan *plan, const struct target *target,
	      const struct resolve_context *by, bool assign, char **texts,
	      size_t count)
{
	int status = make_room(plan, count);

	for (size_t i = 0; i < count && !status; i++)
		status = plan_one(plan, target, by, assign, texts[i]);
	return status;
}

int plan_request(struct plan *plan, const struct target *target,
		 const struct resolve_context *by, bool assign,
		 const struct register_request *request)
{
	int status;

	if (!request->parsed)
		return plan_make(plan, target, by, assign, request->operands,
				 request->count);
	status = make_room(plan, request->count);
	while (plan->count < request->count && !status) {
		struct step *step = &plan->steps[plan->count];
		size_t column;
		int err;

		step->operand = request->parsed[plan->count];
		err = resolve(&step->operand, by, &step->found, &column);
		if (err)
			status = plan_fail(target, by, step->operand.text, err,
					   column);
		else
			add_step(plan);
	}
	return status;
}

int plan_all(struct plan *plan, const struct target *target,
	     const struct resolve_context *by)
{
	const struct reg_place *place = NULL;
	int status = make_room(plan, by->regs->place_count);

	if (status)
		return status;
	while ((place = regs_next(by->regs, place, 0, UINT64_MAX))) {
		struct step *step = &plan->steps[plan->count];

		if (place->alternate ||
		    is_left_out(target, by, place, NULL, &step->found))
			continue;
		step->operand.text = place->name;
		step->dump = true;
		add_step(plan);
	}
	return 0;
}

void plan_leave_out(struct plan *plan, bool (*useful)(const struct reg *reg))
{
	size_t count = 0;

	for (size_t i = 0; i < plan->count; i++)
		if (!plan->steps[i].dump || useful(plan->steps[i].found.reg))
			plan->steps[count++] = plan->steps[i];
	plan->count = count;
}

int plan_single(const struct plan *plan, const struct target *target,
		const char *text)
{
	return plan->several ? fail(-UIO_ESEVERAL, target->selector, "'%s': %s",
				    text, uio_strerror(-UIO_ESEVERAL))
			     : 0;
}

int plan_extend(struct plan *plan, const struct target *target,
		const struct resolve_context *by, uint64_t bytes)
{
	struct step *step = &plan->steps[0];
	struct unit unit = step->found.access.unit;
	const char *text = step->operand.text;
	int err = access_check(step->found.access.offset, bytes, &unit,
			       by->region, &step->found.access);

	step->operand.length = bytes;
	plan->end = access_end(&step->found.access);
	/* A name is only that of the first of several registers. */
	if (!err && step->found.access.count > 1)
		step->found = (struct resolved){
			.access = step->found.access,
			.mask = reg_mask(unit.width),
		};
	return err ? plan_fail(target, by, text, err, SIZE_MAX) : 0;
}

void plan_free(struct plan *plan)
{
	free(plan->steps);
	if (plan->texts)
		arena_free(plan->texts);
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
			"'%s' is not a condition at column %zu (expected "
			"OPERAND OP VALUE, with OP one of == != < <= > >= &, "
			"or OPERAND == VALUE:MASK; a value in place of "
			"OPERAND must be in parentheses)",
			text, column + 1);
	return err ? plan_fail(target, by, text, err, column) : 0;
}

bool plan_has_names(char **texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *text = texts[i];

		while (*text == ' ')
			text++;
		if (isalpha((unsigned char)*text) ||
		    (*text && strchr("_" OPERAND_WILDCARDS, *text)))
			return true;
	}
	return false;
}

int plan_prepare(struct target *target, const struct register_request *args,
		 bool needed, struct resolve_context *by)
{
	int status;

	needed |= !args->parsed && plan_has_names(args->operands, args->count);
	status = target_regs(target, &args->regs, needed)
			 ?: target_region(target);
	*by = (struct resolve_context){
		.regs = target->regs,
		.region = target->region,
		.width = args->width,
		.endian = args->endian,
	};
	return status;
}

int plan_open(struct plan *plan, struct target *target,
	      const struct register_request *request,
	      struct resolve_context *by)
{
	*plan = (struct plan){ 0 };
	return plan_prepare(target, request, false, by)
		       ?: plan_request(plan, target, by, false, request)
		       ?: target->ops->ready(target, UIO_MAP_ALL, false);
}
