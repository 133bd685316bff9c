// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>

#include "cmd/show/report.h"
#include "registers.h"
#include "write.h"

/*
 * A range can contain registers that are read-only, as long as it has others. A
 * bit is not read-only if another register at its place can be written.
 */
static bool is_read_only(const struct resolved *found,
			 const struct resolve_context *by)
{
	const struct access *access = &found->access;
	bool all = found->mask;

	/* Most registers have no such bits, which costs little to find out. */
	if (found->reg && access->count == 1 && !reg_has(found->reg, REG_RO))
		return false;
	for (uint64_t i = 0; i < access->count && all; i++) {
		uint64_t offset = access_unit_offset(access, i);

		all = !(found->mask & (~resolved_kind_bits(found, by, offset,
							   reg_read_only_bits) |
				       resolved_kind_bits(found, by, offset,
							  reg_writable_bits)));
	}
	return all;
}

const char *write_objection(const struct resolved *found,
			    const struct resolve_context *by,
			    const struct write_request *request)
{
	const struct access *access = &found->access;
	const struct reg *reg = found->reg;

	if (request->registers.force)
		return NULL;
	if (is_read_only(found, by))
		return "the register is read-only (--force writes it)";
	if (resolved_whole(found) || request->has_from)
		return NULL;
	if (reg && reg_has(reg, REG_RC))
		return "reading the other bits has an effect (--from VALUE "
		       "supplies them)";
	if (reg && reg_has(reg, REG_WO))
		return "the other bits cannot be read (--from VALUE supplies "
		       "them)";
	if (!found->named &&
	    resolve_unreadable(by, access->offset, access_bytes(access)))
		return "a register at this offset should not be read (--from "
		       "VALUE supplies the other bits)";
	return NULL;
}

int write_check(const struct target *target, const struct plan *plan,
		const struct resolve_context *by,
		const struct write_request *request)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct step *step = &plan->steps[i];
		const char *why = write_objection(&step->found, by, request);

		if (why)
			return fail(-UIO_ESYNTAX, target->selector, "'%s': %s",
				    step->operand.text, why);
		if (request->from & ~reg_mask(step->found.access.unit.width))
			return fail(-UIO_EVALUE, target->selector,
				    "'%s': the value of --from does not fit "
				    "in %u bits",
				    step->operand.text,
				    step->found.access.unit.width);
	}
	return 0;
}

int read_condition(struct target *target, const struct condition *condition,
		   struct reading *reading)
{
	const struct access *access = &condition->found.access;

	*reading = (struct reading){ .known = true };
	return condition->is_value ? 0
				   : target->ops->read(target, access->offset,
						       &access->unit, reading);
}

int check_condition(struct target *target, const char *text,
		    const struct condition *condition, const char *message)
{
	struct reading reading;
	int status = read_condition(target, condition, &reading);

	if (status || !target->ops->acts ||
	    condition_holds(condition, reading.unit))
		return status;
	return target_fail(target, -UIO_ECHECK,
			   "%s%sexpected '%s', found 0x%0*" PRIx64,
			   message ?: "", message ? ": " : "", text,
			   (resolved_bits(&condition->found) + 3) / 4,
			   condition_operand(condition, reading.unit));
}
