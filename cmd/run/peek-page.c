// SPDX-License-Identifier: GPL-2.0-or-later
/* What is longer than the window is read through a pager. */
#include "cmd/show/pager.h"
#include "peek.h"

#define LINE_BYTES 16

static uint64_t lines_of(const struct step *step, bool decode)
{
	const struct access *access = &step->found.access;
	uint64_t size = access->unit.width / 8, lines = 1;

	if (step->operand.length)
		return (access->count * size + LINE_BYTES - 1) / LINE_BYTES;
	if (decode && step->found.reg)
		for (const struct reg_field *field = step->found.reg->fields;
		     field; field = field->next)
			lines++;
	return lines;
}

int peek_page(struct target *target, const struct plan *plan,
	      const struct peek_args *args, const struct resolve_by *by)
{
	struct peek_args paged = *args;
	struct pager pager;
	uint64_t lines = 0;
	int status;

	for (size_t i = 0; i < plan->count; i++)
		lines += lines_of(&plan->steps[i], args->style.decode);
	if (args->json || args->rounds != 1 || !pager_open(&pager, lines))
		return peek_rounds(target, plan, args, by);
	paged.style.out = pager.out;
	status = peek_rounds(target, plan, &paged, by);
	return pager_close(&pager) ? 0 : status;
}
