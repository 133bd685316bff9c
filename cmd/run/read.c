// SPDX-License-Identifier: GPL-2.0-or-later
#include "read.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "cmd/show/pager.h"
#include "cmd/show/progress.h"
#include "cmd/show/report.h"
#include "cmd/show/terminal.h"
#include "devmem.h"
#include "files.h"
#include "registers.h"

static int to_file(struct target *target, const struct plan *plan,
		   const struct read_request *request)
{
	const struct access *access = &plan->steps[0].found.access;
	unsigned int size = access_unit_size(access);
	uint64_t bytes[REGISTERS_CHUNK];
	struct progress progress;
	struct save save;
	int status = save_open(&save, request->output, target->out);

	if (status)
		return status;
	progress_start(&progress, access->count * size);
	for (uint64_t i = 0; i < access->count && !status;
	     i += REGISTERS_CHUNK) {
		size_t count = access->count - i < REGISTERS_CHUNK
				       ? access->count - i
				       : REGISTERS_CHUNK;
		size_t done;

		status = target->ops->read_block(target, access, i, count,
						 bytes, &done);
		if (fwrite(bytes, size, done, save.out) != done && !status) {
			status = fail(-errno, output_name(request->output),
				      "%s", strerror(errno));
			drop_output(save.out);
		}
		progress_add(&progress, done * size);
	}
	progress_clear();
	if (status && save.temporary)
		fail(0, request->output,
		     "the file was not written: %" PRIu64 " of %" PRIu64
		     " bytes were read",
		     progress.done, progress.total);
	else if (status)
		fail(0, output_name(request->output),
		     "%" PRIu64 " of %" PRIu64
		     " bytes were read before the failure",
		     progress.done, progress.total);
	return save_finish(&save, status);
}

/* A file cannot leave registers out. */
static int check_output(const struct target *target, const struct plan *plan,
			const struct read_request *request,
			const struct resolve_context *by)
{
	const struct step *step = &plan->steps[0];
	const struct access *access = &step->found.access;

	if (plan->several)
		return plan_single(plan, target,
				   request->registers.operands[0]);
	if (!resolved_whole(&step->found))
		return fail(-UIO_ESYNTAX, target->selector,
			    "'%s' is not a whole register, as --output "
			    "requires",
			    step->operand.text);
	if (step->operand.length && !request->registers.force &&
	    resolve_side_effect(by, access->offset, access_bytes(access)))
		return fail(-UIO_ESYNTAX, target->selector,
			    "'%s' contains a register that should not be "
			    "read (--force reads it)",
			    step->operand.text);
	return 0;
}

static int make_plan(struct plan *plan, struct target *target,
		     const struct read_request *request,
		     const struct resolve_context *by,
		     struct condition *condition)
{
	const struct register_request *registers = &request->registers;
	int status;

	if (request->all)
		status = plan_all(plan, target, by);
	else if (registers->count > 1 && devmem_check(target, registers, false))
		status = EXIT_USAGE;
	else
		status = plan_request(plan, target, by, false, registers);
	if (!status && request->output)
		status = check_output(target, plan, request, by);
	if (!status && request->until)
		status = plan_condition(target, by, request->until, condition);
	if (!status && request->until && condition->is_value)
		status = fail(-UIO_ESYNTAX, target->selector,
			      "'%s' compares a constant; write an offset "
			      "without parentheses",
			      request->until);
	return status;
}

/*
 * Returns whether the register file says that reading has an effect somewhere
 * in the plan.
 */
static bool has_effect(const struct plan *plan,
		       const struct read_request *request,
		       const struct resolve_context *by,
		       const struct condition *condition)
{
	bool dump = request->repeated;

	for (size_t i = 0; i < plan->count; i++) {
		const struct step *step = &plan->steps[i];
		const struct access *access = &step->found.access;

		/* Registers in dumps are skipped. */
		if ((dump || step->dump || step->operand.length) &&
		    !request->registers.force)
			continue;
		if (resolve_side_effect(by, access->offset,
					access_bytes(access)))
			return true;
	}
	return request->until &&
	       resolve_side_effect(by, condition->found.access.offset,
				   access_unit_size(&condition->found.access));
}

/* Output that is longer than the window goes through a pager. */
static int read_paged(struct target *target, const struct plan *plan,
		      const struct read_request *request,
		      const struct resolve_context *by,
		      const struct style *style)
{
	bool pages = request->typed && !request->json && !request->csv &&
		     request->rounds == 1;
	struct output paged = { 0 };
	struct style through = *style;
	struct pager pager;
	uint64_t lines = 0;
	int status;

	for (size_t i = 0; pages && i < plan->count; i++) {
		const struct step *step = &plan->steps[i];
		const struct access *access = &step->found.access;
		unsigned int bytes = range_line_bytes(style, access);

		lines += step->operand.length
				 ? (access_bytes(access) + bytes - 1) / bytes
				 : 1;
		if (step->operand.length || !style->decode || !step->found.reg)
			continue;
		for (const struct reg_field *field = step->found.reg->fields;
		     field; field = field->next)
			lines++;
	}
	if (!pages || !pager_open(&pager, lines, style->out))
		return read_rounds(target, plan, request, by, style);
	paged.file = pager.out;
	through.out = &paged;
	status = read_rounds(target, plan, request, by, &through);
	return pager_close(&pager) ? 0 : status;
}

static int read_all(struct target *target, const struct plan *plan,
		    const struct read_request *request,
		    const struct resolve_context *by,
		    const struct condition *condition)
{
	const struct style style = {
		.out = target->out,
		.base = request->base,
		.decode = request->decode,
		.device = target_elsewhere(target),
		.colour = request->rounds != 1 && !request->json &&
			  !request->changes && !request->csv &&
			  terminal_has_colour(target->out),
	};
	uint64_t end = plan->end;
	int status;

	if (request->until && access_end(&condition->found.access) > end)
		end = access_end(&condition->found.access);
	status = target->ops->ready(target, end, false);
	if (!status && request->until)
		status = read_until(target, request, condition);
	if (!status && !target->ops->acts)
		return read_dry(target, plan, request, by);
	if (!status && request->output)
		return to_file(target, plan, request);
	if (!status && plan->count)
		status = read_paged(target, plan, request, by, &style);
	return status;
}

int run_read(struct target *target, const void *data)
{
	const struct read_request *request = data;
	const struct register_request *registers = &request->registers;
	bool needs_file =
		request->all || request->decode ||
		(request->until && plan_has_names((char **)&request->until, 1));
	struct condition condition;
	struct resolve_context by;
	struct plan plan = { 0 };
	int status;

	status = plan_prepare(target, registers, needs_file, &by)
			 ?: make_plan(&plan, target, request, &by, &condition);
	/* At a prompt an empty line does not repeat such a read. */
	if (!status && target->held)
		target->affected = has_effect(&plan, request, &by, &condition);
	if (!status)
		status = read_all(target, &plan, request, &by, &condition);
	plan_free(&plan);
	return status;
}
