// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "cmd/show/json.h"
#include "cmd/show/record.h"
#include "cmd/show/report.h"
#include "cmd/show/screen.h"
#include "common/base/clock.h"
#include "dry.h"
#include "peek.h"

/**
 * struct samples - what the steps of a plan gave in one round
 * @units: of all steps, one behind the other
 * @missing: which of them were not read
 */
struct samples {
	uint64_t *units;
	bool *missing;
	size_t count;
};

static int samples_new(struct samples *samples, const struct plan *plan)
{
	*samples = (struct samples){ 0 };
	for (size_t i = 0; i < plan->count; i++)
		samples->count += plan->steps[i].found.access.count;
	samples->units = calloc(samples->count + 1, sizeof(*samples->units));
	samples->missing = calloc(samples->count + 1, 1);
	if (samples->units && samples->missing)
		return 0;
	return fail_memory();
}

static void samples_free(struct samples *samples)
{
	free(samples->units);
	free(samples->missing);
}

/* Why a register is better not read unless it was asked for by name. */
static const char *reason_to_skip(const struct reg *reg)
{
	if (reg_has(reg, REG_RC))
		return "reading has an effect";
	return reg->access == REG_WO ? "it is write-only" : NULL;
}

/*
 * What is to be left alone in each round: in ranges and whole files what the
 * register file warns of. A register that was named is read, but not over and
 * over.
 */
static void mark_skipped(const struct plan *plan, const struct peek_args *args,
			 const struct resolve_by *by, struct samples *samples)
{
	bool *missing = samples->missing;

	for (size_t i = 0; i < plan->count; i++) {
		const struct step *step = &plan->steps[i];
		const struct access *access = &step->found.access;
		unsigned int size = access->unit.width / 8;
		bool dump = args->all || args->rounds != 1;

		for (uint64_t u = 0; u < access->count; u++, missing++) {
			if (args->registers.force)
				continue;
			if (step->operand.length)
				*missing = resolve_side_effect(
					by, access->offset + u * size, size);
			else if (dump && step->found.reg)
				*missing = reason_to_skip(step->found.reg);
		}
	}
}

int peek_unit(struct target *target, const struct access *access,
	      uint64_t index, uint64_t *value)
{
	return target_read(target,
			   access->offset + index * (access->unit.width / 8),
			   &access->unit, value);
}

static void print_skipped(const struct style *style, const struct step *step)
{
	print_device(style->out, style->device);
	fprintf(style->out, "%s - (not read: %s)\n", step->operand.text,
		reason_to_skip(step->found.reg));
}

/* Who leaves a pager has seen enough, and needs not be told. */
static int fail_output(const struct target *target, const struct style *style,
		       uint64_t offset)
{
	if (style->out != stdout)
		return EXIT_FAILURE;
	return fail(-EIO, target->selector,
		    "stopped at 0x%" PRIx64 ": standard output fails", offset);
}

/* Whether units of a step change by themselves: @count of them. */
static bool is_volatile(const struct resolve_by *by,
			const struct access *access, uint64_t first,
			uint64_t count)
{
	unsigned int size = access->unit.width / 8;

	return record_is_on() &&
	       resolve_volatile(by, access->offset + first * size,
				count * size);
}

/* Prints while it reads, so that what came before a bus error is seen. */
static int print_range(struct target *target, const struct style *style,
		       const struct resolve_by *by, const struct access *access,
		       uint64_t *units, const bool *missing)
{
	struct range_printer printer;
	int status = 0;

	range_begin(&printer, style, access);
	for (uint64_t i = 0; i < access->count && !status; i++) {
		bool moves = !missing[i] && is_volatile(by, access, i, 1);
		uint64_t before = units[i];

		if (!missing[i])
			status = peek_unit(target, access, i, &units[i]);
		moving_begin(moves);
		if (status)
			range_cut(&printer, i);
		else
			range_unit(&printer, i, units[i], before, missing[i]);
		moving_end(moves);
		if (!status && ferror(style->out))
			status = fail_output(
				target, style,
				access->offset + i * (access->unit.width / 8));
	}
	return status;
}

static int text_round(struct target *target, const struct plan *plan,
		      const struct peek_args *args, const struct resolve_by *by,
		      struct samples *samples)
{
	uint64_t *units = samples->units;
	const bool *missing = samples->missing;
	bool labels = plan->count > 1 || args->style.decode || args->all;
	int status = 0;

	for (size_t i = 0; i < plan->count && !status; i++) {
		const struct step *step = &plan->steps[i];
		const struct access *access = &step->found.access;
		uint64_t before = *units;

		if (step->operand.length) {
			status = print_range(target, &args->style, by, access,
					     units, missing);
		} else if (*missing) {
			print_skipped(&args->style, step);
		} else {
			bool moves = is_volatile(by, access, 0, 1);

			status = peek_unit(target, access, 0, units);
			moving_begin(moves);
			if (!status)
				print_step(&args->style, step, *units, before,
					   labels);
			moving_end(moves);
		}
		units += access->count;
		missing += access->count;
	}
	return status;
}

int peek_show(const struct target *target, const struct plan *plan,
	      const struct peek_args *args, const struct resolve_by *by)
{
	struct samples samples;
	const bool *missing;
	int status = samples_new(&samples, plan);

	if (!status)
		mark_skipped(plan, args, by, &samples);
	missing = samples.missing;
	for (size_t i = 0; !status && i < plan->count; i++) {
		const struct access *access = &plan->steps[i].found.access;
		unsigned int size = access->unit.width / 8;

		for (uint64_t u = 0; u < access->count; u++)
			if (!*missing++)
				print_read(target, access,
					   access->offset + u * size);
	}
	samples_free(&samples);
	return status;
}

static int json_round(struct target *target, const struct plan *plan,
		      struct samples *samples)
{
	struct json_object *object =
		json_region(target->device, target->region);
	uint64_t *units = samples->units;
	const bool *missing = samples->missing;
	int status = object ? 0 : EXIT_FAILURE;

	for (size_t i = 0; i < plan->count && !status; i++) {
		const struct step *step = &plan->steps[i];
		const struct access *access = &step->found.access;

		for (uint64_t u = 0; u < access->count && !status; u++)
			if (!missing[u])
				status =
					peek_unit(target, access, u, &units[u]);
		json_step(object, step, units, missing);
		units += access->count;
		missing += access->count;
	}
	if (object)
		json_end(object, !status);
	return status;
}

static int one_round(struct target *target, const struct plan *plan,
		     struct peek_args *args, const struct resolve_by *by,
		     struct samples *samples, struct screen *screen)
{
	int status;

	if (args->json)
		return json_round(target, plan, samples);
	if (!screen->in_place)
		return text_round(target, plan, args, by, samples);
	args->style.out = screen_begin(screen);
	if (!args->style.out)
		return fail_memory();
	status = text_round(target, plan, args, by, samples);
	screen_end(screen, !status);
	return status;
}

/* Its memory may be there for longer than the device, so that is looked after. */
static int wait_for_round(struct target *target, struct screen *screen,
			  uint64_t due, bool *ended)
{
	int status = 0;

	do {
		uint64_t look = clock_deadline(TARGET_LOOK_NS);

		if (screen_wait(screen, look < due ? look : due, ended))
			return fail(-EINTR, target->selector, "%s",
				    uio_strerror(-EINTR));
		status = target_watch(target);
	} while (!status && !*ended && clock_now() < due);
	return status;
}

/* The first round has nothing to differ from. */
static int all_rounds(struct target *target, const struct plan *plan,
		      const struct peek_args *args, const struct resolve_by *by,
		      struct samples *samples, struct screen *screen)
{
	struct peek_args round = *args;
	uint64_t due = clock_now();
	bool ended = false;
	int status = 0;

	round.style.colour = false;
	for (uint64_t i = 0; !status && !ended; i++) {
		status = one_round(target, plan, &round, by, samples, screen);
		if (!status)
			status = flush_output();
		round.style.colour = args->style.colour;
		if (status || i + 1 == args->rounds)
			break;
		due += args->round_ns;
		status = wait_for_round(target, screen, due, &ended);
	}
	return status;
}

int peek_rounds(struct target *target, const struct plan *plan,
		const struct peek_args *args, const struct resolve_by *by)
{
	struct samples samples;
	struct screen screen;
	int status = samples_new(&samples, plan);

	if (!status)
		mark_skipped(plan, args, by, &samples);
	screen_open(&screen, args->watch && args->style.colour,
		    args->watch && args->typed);
	if (!status)
		status = all_rounds(target, plan, args, by, &samples, &screen);
	screen_close(&screen);
	samples_free(&samples);
	return status;
}
