// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>

#include "cmd/show/print.h"
#include "cmd/show/progress.h"
#include "cmd/show/report.h"
#include "common/access/bytes.h"
#include "common/base/clock.h"
#include "dry.h"
#include "poke.h"

/**
 * struct job - what the writes of one command share
 * @bytes: of --input, as they are to be in memory; else NULL
 */
struct job {
	struct target *target;
	const struct resolve_by *by;
	const struct poke_args *args;
	struct progress progress;
	const unsigned char *bytes;
	bool begun;
};

/*
 * Those of a unit that was written, as far as is known: none where reading has
 * an effect.
 */
static uint64_t readable_bits(const struct job *job, const struct step *step,
			      uint64_t offset)
{
	const struct resolved *found = &step->found;
	unsigned int width = found->access.unit.width;
	const struct reg *reg = found->reg;

	if (!reg && resolve_side_effect(job->by, offset, width / 8))
		return 0;
	if (!reg)
		reg = resolve_register(job->by, offset, width);
	if (!reg)
		return found->mask;
	if (reg_has(reg, REG_RC) || reg->access == REG_WO)
		return 0;
	return found->mask & reg_plain_bits(reg);
}

/* What is kept of a unit of which a part changes. */
static uint64_t kept_bits(const struct job *job, const struct step *step,
			  uint64_t offset)
{
	const struct resolved *found = &step->found;
	uint64_t acting = found->acting;

	if (step->operand.length)
		acting = resolve_acting(job->by, offset, &found->access.unit);
	return ~found->mask & ~acting & reg_mask(found->access.unit.width);
}

static void show_value(uint64_t value, unsigned int width)
{
	static const struct style style = { .base = 16 };

	print_value(stdout, &style, value, value, width);
}

/* The value that is written where a part of a unit changes. */
static int partial_value(struct job *job, const struct step *step,
			 uint64_t offset, uint64_t *value)
{
	uint64_t base = job->args->from;
	int status = 0;

	if (!job->args->has_from)
		status = target_read(job->target, offset,
				     &step->found.access.unit, &base);
	if (!status)
		*value |= base & kept_bits(job, step, offset);
	return status;
}

static int verify(struct job *job, const struct step *step, uint64_t offset,
		  uint64_t written)
{
	const struct resolved *found = &step->found;
	uint64_t mask = readable_bits(job, step, offset), read;
	unsigned int digits = found->access.unit.width / 4;
	int status;

	if (!mask)
		return 0;
	status = target_read(job->target, offset, &found->access.unit, &read);
	if (status || !((read ^ written) & mask))
		return status;
	return target_fail(job->target, -UIO_ECHECK,
			   "'%s': 0x%" PRIx64 " reads 0x%0*" PRIx64
			   ", expected 0x%0*" PRIx64 " (mask 0x%0*" PRIx64 ")",
			   step->operand.text, offset, digits, read & mask,
			   digits, written & mask, digits, mask);
}

static int write_unit(struct job *job, const struct step *step, uint64_t index)
{
	const struct access *access = &step->found.access;
	unsigned int size = access->unit.width / 8;
	uint64_t offset = access->offset + index * size;
	uint64_t value = access->value;
	int status = 0;

	if (job->begun && job->args->delay_ns)
		status = target_sleep(job->target,
				      clock_deadline(job->args->delay_ns));
	job->begun = true;
	if (job->bytes)
		value = unit_from_bytes(job->bytes + index * size,
					&access->unit);
	else if (!status && !resolved_whole(&step->found))
		status = partial_value(job, step, offset, &value);
	if (!status)
		status =
			target_write(job->target, offset, &access->unit, value);
	if (!status && job->args->verify)
		status = verify(job, step, offset, value);
	return status;
}

/* The same accesses as write_unit(), in words. */
static void show_unit(const struct job *job, const struct step *step,
		      uint64_t index)
{
	const struct resolved *found = &step->found;
	const struct access *access = &found->access;
	unsigned int size = access->unit.width / 8;
	uint64_t offset = access->offset + index * size;
	uint64_t value = access->value;
	bool whole = resolved_whole(found);

	if (job->bytes)
		value = unit_from_bytes(job->bytes + index * size,
					&access->unit);
	if (!whole && !job->args->has_from)
		print_read(job->target, access, offset);
	print_access(job->target, "write", access, offset);
	putchar(' ');
	if (!whole && job->args->has_from) {
		value |= job->args->from & kept_bits(job, step, offset);
		whole = true;
	}
	show_value(value, access->unit.width);
	if (!whole) {
		putchar(':');
		show_value(~kept_bits(job, step, offset) &
				   reg_mask(access->unit.width),
			   access->unit.width);
	}
	putchar('\n');
	if (job->args->verify && readable_bits(job, step, offset))
		print_read(job->target, access, offset);
}

static int write_step(struct job *job, const struct step *step)
{
	const struct access *access = &step->found.access;
	int status = 0;

	for (uint64_t i = 0; i < access->count && !status; i++) {
		if (job->args->dry_run)
			show_unit(job, step, i);
		else
			status = write_unit(job, step, i);
		if (!status)
			progress_add(&job->progress, access->unit.width / 8);
	}
	return status;
}

static uint64_t plan_bytes(const struct plan *plan)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < plan->count; i++)
		bytes += plan->steps[i].found.access.count *
			 (plan->steps[i].found.access.unit.width / 8);
	return bytes;
}

int poke_write(struct target *target, const struct plan *plan,
	       const struct resolve_by *by, const struct poke_args *args,
	       const unsigned char *bytes)
{
	struct job job = {
		.target = target,
		.by = by,
		.args = args,
		.bytes = bytes,
	};
	int status = 0;

	progress_start(&job.progress, plan_bytes(plan));
	for (size_t i = 0; i < plan->count && !status; i++)
		status = write_step(&job, &plan->steps[i]);
	progress_end(&job.progress);
	if (status && job.progress.done)
		fail(0, target->selector,
		     "%" PRIu64 " of %" PRIu64 " bytes were written before",
		     job.progress.done, job.progress.total);
	return status;
}
