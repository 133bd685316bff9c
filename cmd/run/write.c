// SPDX-License-Identifier: GPL-2.0-or-later
#include "write.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "cmd/show/progress.h"
#include "cmd/show/report.h"
#include "cmd/show/terminal.h"
#include "common/base/clock.h"
#include "common/base/text.h"
#include "devmem.h"
#include "registers.h"

/* At a prompt, filling more bytes than this requires a confirmation. */
#define FILL_ASKED 4096

/**
 * struct job - the shared state of the writes of one command
 * @bytes: the bytes of --input in the order of memory; else NULL
 * @inverted: the units that ^= wrote, which only the write itself can compute;
 *            else NULL
 */
struct job {
	struct target *target;
	const struct resolve_context *by;
	const struct write_request *request;
	struct progress progress;
	const unsigned char *bytes;
	uint64_t *inverted;
	bool begun;
};

/*
 * Returns the bits of a written unit that can be compared: none if reading has
 * an effect.
 */
static uint64_t readable_bits(const struct job *job,
			      const struct resolved *found, uint64_t offset)
{
	if (resolved_read_has_effect(found, job->by, offset))
		return 0;
	return found->mask &
	       ~resolved_kind_bits(found, job->by, offset, reg_other_bits);
}

/*
 * Decides on the other bits of a unit that is written in part: @kept are
 * written as they were read, @set are written as 1, and all others as 0. Bits
 * that ^= inverts are kept, too.
 */
static void split_rest(const struct job *job, const struct step *step,
		       uint64_t offset, uint64_t *kept, uint64_t *set)
{
	const struct unit *unit = &step->found.access.unit;
	uint64_t rest = ~step->found.mask & reg_mask(unit->width);
	uint64_t ones = resolved_kind_bits(&step->found, job->by, offset,
					   reg_write_one_bits);
	uint64_t zeros = resolved_kind_bits(&step->found, job->by, offset,
					    reg_write_zero_bits);

	*kept = rest & ~ones & ~zeros;
	if (step->found.change == '^')
		*kept |= step->found.mask;
	*set = rest & zeros;
}

/* Only the bits that can be compared must have the requested value. */
static int verify_unit(struct job *job, const struct step *step, uint64_t index)
{
	const struct access *access = &step->found.access;
	unsigned int size = access_unit_size(access);
	int digits = access->unit.width / 4;
	uint64_t offset = access_unit_offset(access, index);
	uint64_t mask = readable_bits(job, &step->found, offset);
	uint64_t value = access->value;
	struct reading read;
	int status;

	if (!mask)
		return 0;
	if (job->bytes)
		value = unit_from_bytes(job->bytes + index * size,
					&access->unit);
	else if (job->inverted)
		value = job->inverted[index];
	status = job->target->ops->read(job->target, offset, &access->unit,
					&read);
	if (status || !read.known || !((read.unit ^ value) & mask))
		return status;
	return target_fail(job->target, -UIO_ECHECK,
			   "'%s': 0x%" PRIx64 " reads 0x%0*" PRIx64
			   ", expected 0x%0*" PRIx64 " (mask 0x%0*" PRIx64 ")",
			   step->operand.text, offset, digits, read.unit & mask,
			   digits, value & mask, digits, mask);
}

static int write_unit(struct job *job, const struct step *step, uint64_t index)
{
	const struct write_request *request = job->request;
	const struct access *access = &step->found.access;
	unsigned int size = access_unit_size(access);
	uint64_t offset = access_unit_offset(access, index);
	bool whole = resolved_whole(&step->found);
	struct reading written = { access->value, true };
	struct target *target = job->target;
	uint64_t kept = 0, set = 0;
	int status = 0;

	if (!job->bytes && !whole)
		split_rest(job, step, offset, &kept, &set);
	if (job->begun && request->delay_ns)
		status = target->ops->sleep(target,
					    clock_deadline(request->delay_ns));
	job->begun = true;
	if (job->bytes)
		written.unit = unit_from_bytes(job->bytes + index * size,
					       &access->unit);
	else if (request->has_from && !whole)
		written.unit ^= (request->from & kept) | set;
	if (status)
		return status;
	if (job->bytes || request->has_from || whole)
		status = target->ops->write(target, offset, &access->unit,
					    written.unit);
	else
		status = target->ops->update(target, offset, &access->unit,
					     access->value | set, kept,
					     &written);
	if (job->inverted)
		job->inverted[index] = written.unit;
	return status;
}

static int write_block(struct job *job, const struct step *step)
{
	const struct access *access = &step->found.access;
	unsigned int size = access_unit_size(access);
	uint64_t value;
	int status = 0;

	unit_to_bytes(&value, access->value, &access->unit);
	for (uint64_t i = 0; i < access->count && !status;
	     i += REGISTERS_CHUNK) {
		size_t count = access->count - i < REGISTERS_CHUNK
				       ? access->count - i
				       : REGISTERS_CHUNK;
		size_t done;

		status = job->target->ops->write_block(
			job->target, access, i, count,
			job->bytes ? (void *)(job->bytes + i * size) : &value,
			!job->bytes, &done);
		progress_add(&job->progress, done * size);
	}
	return status;
}

static int write_step(struct job *job, const struct step *step)
{
	const struct access *access = &step->found.access;
	bool verified = job->request->verify;
	int status = 0;

	if (verified && step->found.change == '^') {
		job->inverted = calloc(access->count, sizeof(*job->inverted));
		if (!job->inverted)
			return fail_memory();
	}
	/* A block is written without any other operation between its units. */
	if (access->count > 1 && !job->request->delay_ns &&
	    (job->bytes || resolved_whole(&step->found)))
		status = write_block(job, step);
	else
		for (uint64_t i = 0; i < access->count && !status; i++) {
			status = write_unit(job, step, i);
			if (!status)
				progress_add(&job->progress,
					     access_unit_size(access));
		}
	for (uint64_t i = 0; verified && i < access->count && !status; i++)
		status = verify_unit(job, step, i);
	free(job->inverted);
	job->inverted = NULL;
	return status;
}

int write_plan(struct target *target, const struct plan *plan,
	       const struct resolve_context *by,
	       const struct write_request *request, const unsigned char *bytes)
{
	struct job job = {
		.target = target,
		.by = by,
		.request = request,
		.bytes = bytes,
	};
	uint64_t total = 0;
	int status = 0;

	/* A dry run prints each access. */
	for (size_t i = 0; i < plan->count && target->ops->acts; i++)
		total += access_bytes(&plan->steps[i].found.access);
	progress_start(&job.progress, total);
	for (size_t i = 0; i < plan->count && !status; i++)
		status = write_step(&job, &plan->steps[i]);
	progress_clear();
	if (status && job.progress.done && job.progress.done < total)
		fail(0, target->selector,
		     "%" PRIu64 " of %" PRIu64
		     " bytes were written before the failure",
		     job.progress.done, total);
	return status;
}

/* @end is the offset after the last byte that will be written. */
static int check_all(struct target *target, uint64_t end,
		     const struct resolve_context *by,
		     const struct strings *expect)
{
	struct condition conditions[STRINGS_MAX];
	int status = 0;

	for (size_t i = 0; i < expect->count && !status; i++) {
		const struct access *access = &conditions[i].found.access;

		status = plan_condition(target, by, expect->list[i],
					&conditions[i]);
		if (!status && !conditions[i].is_value &&
		    access_end(access) > end)
			end = access_end(access);
	}
	if (!status)
		status = target->ops->ready(target, end, true);
	for (size_t i = 0; i < expect->count && !status; i++)
		status = check_condition(target, expect->list[i],
					 &conditions[i], NULL);
	return status;
}

static int make_plan(struct plan *plan, const struct target *target,
		     const struct write_request *request,
		     const struct resolve_context *by, char **joined)
{
	const struct register_request *registers = &request->registers;

	if (devmem_check(target, registers, true))
		return EXIT_USAGE;
	if (!request->pair)
		return plan_request(plan, target, by, true, registers);
	*joined = text_format("%s=%s", registers->operands[0],
			      registers->operands[1]);
	if (!*joined)
		return fail_memory();
	return plan_make(plan, target, by, true, joined, 1);
}

/* A typing error in a range must not overwrite a large part of the device. */
uint64_t write_long_fill(const struct plan *plan)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < plan->count; i++) {
		const struct access *access = &plan->steps[i].found.access;

		if (plan->steps[i].operand.length)
			bytes += access_bytes(access);
	}
	return bytes > FILL_ASKED ? bytes : 0;
}

static int confirm_fill(const struct target *target, const struct plan *plan,
			const struct write_request *request)
{
	uint64_t bytes = write_long_fill(plan);

	if (!request->typed || request->input || !target->ops->acts || !bytes ||
	    terminal_confirm("fill %" PRIu64 " bytes?", bytes))
		return 0;
	return fail(-EINTR, target->selector, "nothing was written");
}

int run_write(struct target *target, const void *data)
{
	const struct write_request *request = data;
	const struct register_request *registers = &request->registers;
	bool names = plan_has_names((char **)request->expect.list,
				    request->expect.count);
	const struct register_ops *ops = target->ops;
	bool was_json = target->json;
	struct content content = { 0 };
	struct plan plan = { 0 };
	struct resolve_context by;
	char *joined = NULL;
	int status;

	if (request->dry_run)
		target->ops = &dry_run_ops;
	target->json |= request->json;
	status = plan_prepare(target, registers, names, &by);
	if (!status && request->input)
		status =
			write_plan_input(&plan, target, request, &by, &content);
	else if (!status)
		status = make_plan(&plan, target, request, &by, &joined);
	if (!status)
		status = write_check(target, &plan, &by, request)
				 ?: confirm_fill(target, &plan, request)
				 ?: check_all(target, plan.end, &by,
					      &request->expect)
				 ?: write_plan(target, &plan, &by, request,
					       content.bytes);
	target->ops = ops;
	target->json = was_json;
	plan_free(&plan);
	free(content.bytes);
	free(joined);
	return status;
}
