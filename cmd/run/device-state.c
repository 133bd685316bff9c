// SPDX-License-Identifier: GPL-2.0-or-later
#include "device-state.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/base/text.h"
#include "common/device/names.h"
#include "registers.h"

int state_identify(struct state *state, const struct target *target,
		   const struct resolve_context *by)
{
	const struct uio_device *device = target->device;
	char label[UIO_REGION_LABEL];

	state->device = strdup(uio_device_name(device));
	state->version = strdup(uio_device_version(device));
	state->region = strdup(
		target->region ? uio_region_label(target->region, label) : "");
	state->driver = strdup(uio_device_driver(device) ?: "");
	state->parent = uio_device_parent(device)
				? text_format("%s:%s",
					      uio_device_bus(device) ?: "",
					      uio_device_address(device))
				: strdup("");
	state->regs = strdup(target->regs_name ?: "");
	state->endian =
		strdup(resolve_endian(by) == REG_BIG ? "big" : "little");
	if (state->device && state->version && state->region && state->driver &&
	    state->parent && state->regs && state->endian &&
	    !uio_device_known(device))
		return 0;
	return fail_memory();
}

bool state_readable(const struct reg *reg)
{
	if (reg_read_has_effect(reg))
		return false;
	return reg->access != REG_PULSE || reg_plain_bits(reg);
}

/* The place of the register that was named or, without a name, is at the offset. */
static const struct reg_place *place_of(const struct resolve_context *by,
					const struct resolved *found,
					uint64_t offset)
{
	const struct reg_place *place = NULL;

	if (!found->named)
		return resolve_at(by, offset, found->access.unit.width);
	do
		place = regs_next(by->regs, place, offset, 1);
	while (place && (place->offset != offset || place->reg != found->reg));
	return place;
}

static int read_unit(struct state *state, struct target *target,
		     const struct resolve_context *by,
		     const struct resolved *step, uint64_t offset)
{
	const struct reg_place *place = place_of(by, step, offset);
	struct access access = { .offset = offset, .unit = step->access.unit };
	struct state_register *reg;
	struct resolved found;
	struct reading reading;
	int status;

	/* The byte order of a register may differ from that of its range. */
	if (place && !resolve_place(place, by, &found))
		access.unit = found.access.unit;
	status = target->ops->read(target, offset, &access.unit, &reading);
	if (status)
		return status;
	reg = state_add(state, offset, access.unit.width,
			place ? place->name : NULL);
	if (!reg)
		return fail_memory();
	reg->value = reading.unit;
	reg->is_volatile = resolve_volatile(by, offset, access.unit.width / 8);
	return 0;
}

int state_read(struct state *state, struct target *target,
	       const struct resolve_context *by, const struct plan *plan)
{
	int status = 0;

	for (size_t i = 0; i < plan->count && !status; i++)
		if (!resolved_whole(&plan->steps[i].found))
			return fail(-UIO_ESYNTAX, target->selector,
				    "'%s' is not a whole register",
				    plan->steps[i].operand.text);
	for (size_t i = 0; i < plan->count && !status; i++) {
		const struct step *step = &plan->steps[i];
		const struct access *access = &step->found.access;
		unsigned int size = access_unit_size(access);

		for (uint64_t u = 0; u < access->count && !status; u++) {
			uint64_t offset = access_unit_offset(access, u);

			if (!step->operand.length ||
			    !resolve_side_effect(by, offset, size))
				status = read_unit(state, target, by,
						   &step->found, offset);
		}
	}
	return status;
}

static bool differ(const char *a, const char *b)
{
	return strcmp(a ?: "", b ?: "");
}

int state_check(const struct state *state, const char *name,
		const struct target *target)
{
	struct resolve_context by = { 0 };
	struct state here = { 0 };
	int status = state_identify(&here, target, &by);

	if (!status &&
	    !uio_device_is_named(target->device, state->device ?: "", true))
		status = fail(-UIO_ECHECK, target->selector,
			      "'%s' was saved from the device '%s', but this "
			      "is '%s'",
			      name, state->device ?: "", here.device);
	else if (!status && differ(state->region, here.region))
		status = fail(-UIO_ECHECK, target->selector,
			      "'%s' was saved from the region %s, but this "
			      "is %s",
			      name, state->region ?: "", here.region);
	else if (!status && differ(state->regs, here.regs))
		status = fail(
			-UIO_ECHECK, target->selector,
			"'%s' was saved with the register file '%s', not '%s'",
			name, state->regs ?: "", here.regs);
	state_free(&here);
	return status;
}

struct resolve_context state_context(const struct state *state,
				     const struct state_register *reg,
				     const struct resolve_context *by)
{
	struct resolve_context same = *by;

	same.width = reg->width;
	if (state->endian)
		same.endian = !strcmp(state->endian, "big") ? REG_BIG
							    : REG_LITTLE;
	return same;
}

int state_resolve(const struct state *state, const struct state_register *reg,
		  const struct target *target, const struct resolve_context *by,
		  struct resolved *found)
{
	const struct resolve_context same = state_context(state, reg, by);
	struct operand op = { .text = reg->name ?: "", .offset = reg->offset };
	char buffer[STATE_LABEL];
	const char *label = state_label(reg, buffer);
	size_t column;
	int err;

	if (reg->name)
		op.name = (struct slice){ reg->name, strlen(reg->name) };
	err = resolve(&op, &same, found, &column);
	if (err)
		return fail(err, target->selector, "'%s': %s", label,
			    uio_strerror(err));
	if (!resolved_whole(found) || found->access.offset != reg->offset ||
	    found->access.unit.width != reg->width)
		return fail(-UIO_ESYNTAX, target->selector,
			    "'%s' has another offset or width in the register "
			    "file",
			    label);
	return 0;
}

const char *state_label(const struct state_register *reg,
			char buffer[static STATE_LABEL])
{
	if (reg->name)
		return reg->name;
	snprintf(buffer, STATE_LABEL, "0x%08" PRIx64, reg->offset);
	return buffer;
}
