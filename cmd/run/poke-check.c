// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>

#include "cmd/show/report.h"
#include "poke.h"

static bool is_read_only(const struct reg *reg)
{
	for (const struct reg_field *f = reg->fields; f; f = f->next)
		if (f->access != REG_RO)
			return false;
	return reg->access == REG_RO;
}

const char *poke_objection(const struct resolved *found,
			   const struct resolve_by *by,
			   const struct poke_args *args)
{
	const struct access *access = &found->access;
	uint64_t bytes = access->count * (access->unit.width / 8);

	if (args->registers.force)
		return NULL;
	if (found->field ? found->field->access == REG_RO
			 : found->reg && is_read_only(found->reg))
		return "it is read-only (--force writes it)";
	if (resolved_whole(found) || args->has_from)
		return NULL;
	if (found->reg && reg_has(found->reg, REG_RC))
		return "reading the rest has an effect (--from VALUE gives it)";
	if (found->reg && reg_has(found->reg, REG_WO))
		return "the rest cannot be read (--from VALUE gives it)";
	if (!found->reg && resolve_side_effect(by, access->offset, bytes))
		return "a register there is not to be read "
		       "(--from VALUE gives the rest)";
	return NULL;
}

int poke_check(const struct target *target, const struct plan *plan,
	       const struct resolve_by *by, const struct poke_args *args)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct step *step = &plan->steps[i];
		const char *why = poke_objection(&step->found, by, args);

		if (why)
			return fail(-UIO_ESYNTAX, target->selector, "'%s': %s",
				    step->operand.text, why);
		if (args->from & ~reg_mask(step->found.access.unit.width))
			return fail(-UIO_EVALUE, target->selector,
				    "'%s': --from is wider than %u bits",
				    step->operand.text,
				    step->found.access.unit.width);
	}
	return 0;
}

int poke_expect(struct target *target, const char *text,
		const struct condition *condition)
{
	const struct resolved *found = &condition->found;
	uint64_t unit = 0;
	int status = 0;

	if (!condition->is_value)
		status = target_read(target, found->access.offset,
				     &found->access.unit, &unit);
	if (status || condition_holds(condition, unit))
		return status;
	return target_fail(target, -UIO_ECHECK,
			   "expected '%s', found 0x%0*" PRIx64, text,
			   (resolved_bits(found) + 3) / 4,
			   condition_operand(condition, unit));
}
