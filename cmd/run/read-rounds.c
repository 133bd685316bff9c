// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/csv.h"
#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "cmd/show/screen.h"
#include "common/base/clock.h"
#include "common/base/text.h"
#include "read.h"
#include "registers.h"

/* Units are read in chunks of this number before they are printed. */
#define PRINT_CHUNK 256

/**
 * struct rounds - reads that are repeated
 * @style: style of the current round
 * @before: units of all steps as the previous round read them; NULL if there is
 *          only one round
 * @changes: this round prints only changes
 */
struct rounds {
	struct target *target;
	const struct plan *plan;
	const struct read_request *request;
	const struct resolve_context *by;
	struct style style;
	uint64_t *before;
	bool changes;
};

static const char *reason_to_skip(const struct reg *reg)
{
	return reg_has(reg, REG_RC) ? "reading has an effect"
				    : "the register is write-only";
}

/* Returns the register that a step should not read unless it was named, or NULL. */
static const struct reg *affected(const struct rounds *rounds,
				  const struct step *step)
{
	const struct resolved *found = &step->found;

	if (!found->named)
		return resolve_side_effect(rounds->by, found->access.offset,
					   access_unit_size(&found->access));
	return reg_read_has_effect(found->reg) ? found->reg : NULL;
}

/*
 * Whether to skip a unit of a step. The register file advises against reading some
 * registers: in ranges and with --all they are skipped. A named register is read,
 * but not repeatedly.
 */
static bool is_skipped(const struct rounds *rounds, const struct step *step,
		       uint64_t unit)
{
	const struct read_request *request = rounds->request;
	const struct access *access = &step->found.access;

	if (request->registers.force || !rounds->by->regs)
		return false;
	if (step->operand.length)
		return resolve_side_effect(rounds->by,
					   access_unit_offset(access, unit),
					   access_unit_size(access));
	return (step->dump || request->repeated) && affected(rounds, step);
}

static bool is_volatile(const struct rounds *rounds, const struct step *step,
			uint64_t unit)
{
	const struct access *access = &step->found.access;

	return rounds->style.out->record &&
	       resolve_volatile(rounds->by, access_unit_offset(access, unit),
				access_unit_size(access));
}

/*
 * Returns the number of units from @first on that can be read at once; 0 if the
 * first is skipped.
 */
static size_t run_of(const struct rounds *rounds, const struct step *step,
		     uint64_t first)
{
	uint64_t left = step->found.access.count - first;
	size_t most = left < PRINT_CHUNK ? left : PRINT_CHUNK, count = 0;

	while (count < most && !is_skipped(rounds, step, first + count))
		count++;
	return count;
}

static void print_change(struct rounds *rounds, const struct step *step,
			 uint64_t index, uint64_t unit, uint64_t *before)
{
	output_volatile(rounds->style.out, true);
	print_step_change(&rounds->style, step, index, *before, unit);
	output_stable(rounds->style.out, true);
	*before = unit;
}

static void print_unit(struct rounds *rounds, const struct step *step,
		       struct range_printer *printer, uint64_t index,
		       uint64_t unit, uint64_t *before)
{
	if (rounds->changes) {
		print_change(rounds, step, index, unit, before);
		return;
	}
	range_unit(printer, index, unit, before ? *before : unit,
		   is_volatile(rounds, step, index) ? RANGE_VOLATILE
						    : RANGE_PLAIN);
	if (before)
		*before = unit;
}

/* Output is printed while reading, so that values before a bus error are shown. */
static int print_range(struct rounds *rounds, const struct step *step,
		       uint64_t *before)
{
	const struct access *access = &step->found.access;
	unsigned int size = access_unit_size(access);
	uint64_t bytes[PRINT_CHUNK], i = 0;
	struct range_printer printer;
	int status = 0, err;

	range_begin(&printer, &rounds->style, access);
	while (i < access->count && !status) {
		size_t count = run_of(rounds, step, i), done = 0;

		if (!count && !rounds->changes)
			range_unit(&printer, i, 0, 0, RANGE_MISSING);
		i += !count;
		if (!count)
			continue;
		status = rounds->target->ops->read_block(
			rounds->target, access, i, count, bytes, &done);
		for (size_t n = 0; n < done; n++)
			print_unit(rounds, step, &printer, i + n,
				   unit_from_bytes((char *)bytes + n * size,
						   &access->unit),
				   before ? before + i + n : NULL);
		if (status)
			range_cut(&printer);
		i += count;
		if (status || !ferror(rounds->style.out->file))
			continue;
		/* It is not an error to leave a pager early. */
		if (rounds->style.out != rounds->target->out)
			return EXIT_FAILURE;
		err = output_error(rounds->style.out);
		status = fail(err, rounds->target->selector,
			      "stopped at 0x%" PRIx64 ": standard output: %s",
			      access_unit_offset(access, i), strerror(-err));
	}
	return status;
}

static int print_register(struct rounds *rounds, const struct step *step,
			  uint64_t *before, bool label)
{
	bool varies = is_volatile(rounds, step, 0);
	const struct style *style = &rounds->style;
	struct reading reading;
	int status;

	if (is_skipped(rounds, step, 0)) {
		if (!rounds->changes)
			print_skipped(style, step,
				      reason_to_skip(affected(rounds, step)));
		return 0;
	}
	status = rounds->target->ops->read(rounds->target,
					   step->found.access.offset,
					   &step->found.access.unit, &reading);
	if (status)
		return status;
	if (rounds->changes) {
		print_change(rounds, step, 0, reading.unit, before);
		return 0;
	}
	output_volatile(style->out, varies);
	print_step(style, step, reading.unit, before ? *before : reading.unit,
		   label);
	output_stable(style->out, varies);
	if (before)
		*before = reading.unit;
	return 0;
}

static int text_round(struct rounds *rounds)
{
	const struct plan *plan = rounds->plan;
	bool labels = plan->count > 1 || plan->several ||
		      rounds->style.decode || rounds->request->all;
	uint64_t *before = rounds->before;
	int status = 0;

	for (size_t i = 0; i < plan->count && !status; i++) {
		const struct step *step = &plan->steps[i];

		status = step->operand.length
				 ? print_range(rounds, step, before)
				 : print_register(rounds, step, before, labels);
		if (before)
			before += step->found.access.count;
	}
	return status;
}

/* Adds the values of a step to a JSON object or, if that is NULL, to a line of CSV. */
static int read_step(struct rounds *rounds, const struct step *step,
		     struct json *object, FILE *line)
{
	const struct access *access = &step->found.access;
	uint64_t *units = calloc(access->count, sizeof(*units));
	bool *missing = calloc(access->count, sizeof(*missing));
	int status = units && missing ? 0 : fail_memory();

	for (uint64_t u = 0; u < access->count && !status; u++) {
		struct reading reading = { 0 };

		missing[u] = is_skipped(rounds, step, u);
		if (!missing[u])
			status = rounds->target->ops->read(
				rounds->target, access_unit_offset(access, u),
				&access->unit, &reading);
		units[u] = reading.unit;
	}
	if (!status && object)
		json_step(object, step, units, missing);
	else if (!status)
		csv_step(line, &rounds->style, step, units, missing);
	free(units);
	free(missing);
	return status;
}

static int read_steps(struct rounds *rounds, struct json *object, FILE *line)
{
	int status = 0;

	for (size_t i = 0; i < rounds->plan->count && !status; i++)
		status = read_step(rounds, &rounds->plan->steps[i], object,
				   line);
	return status;
}

/* Prints one round as a line of JSON, completely or not at all. */
static int json_round(struct rounds *rounds)
{
	struct target *target = rounds->target;
	struct json *object = json_region(target->device, target->region);
	int status;

	if (!object)
		return EXIT_FAILURE;
	if (rounds->request->repeated)
		json_number(object, "time_ns", clock_read(CLOCK_REALTIME));
	status = read_steps(rounds, object, NULL);
	return json_end(object, status ? NULL : rounds->style.out) ?: status;
}

/* The same as a line of CSV. */
static int csv_round(struct rounds *rounds)
{
	struct output *out = rounds->style.out;
	struct timespec now;
	char *text = NULL;
	size_t length;
	FILE *line = open_memstream(&text, &length);
	int status;

	if (!line)
		return fail_memory();
	clock_gettime(CLOCK_REALTIME, &now);
	csv_time(line, &now);
	status = read_steps(rounds, NULL, line);
	text = text_close(line, &text);
	if (!text && !status)
		status = fail_memory();
	output_volatile(out, true);
	if (!status)
		fprintf(out->file, "%s\n", text);
	output_stable(out, true);
	free(text);
	return status;
}

static int one_round(struct rounds *rounds, struct screen *screen)
{
	struct output *out = rounds->style.out, frame = { 0 };
	int status;

	if (rounds->request->json)
		return json_round(rounds);
	if (rounds->request->csv)
		return csv_round(rounds);
	if (!screen->in_place)
		return text_round(rounds);
	frame.file = screen_begin(screen);
	if (!frame.file)
		return fail_memory();
	rounds->style.out = &frame;
	status = text_round(rounds);
	rounds->style.out = out;
	screen_end(screen, !status);
	return status;
}

/* Mapped memory may outlive the device, so the wait checks that the device exists. */
static int wait_for_round(struct target *target, struct screen *screen,
			  uint64_t due, bool *ended)
{
	int status = 0;

	do {
		uint64_t look = clock_deadline(TARGET_LOOK_NS);

		if (screen_wait(screen, look < due ? look : due, ended))
			return fail_error(-EINTR, target->selector);
		status = target_watch(target);
	} while (!status && !*ended && clock_now() < due);
	return status;
}

/* The first round has no previous values to compare with. */
static int all_rounds(struct rounds *rounds, struct screen *screen)
{
	const struct read_request *request = rounds->request;
	bool colour = rounds->style.colour, ended = false;
	uint64_t due = clock_now();
	int status = 0;

	rounds->style.colour = false;
	for (uint64_t i = 0; !status && !ended; i++) {
		status = one_round(rounds, screen)
				 ?: output_flush(rounds->style.out);
		rounds->style.colour = colour;
		rounds->changes = request->changes;
		if (status || i + 1 == request->rounds)
			break;
		due += request->round_ns;
		/* Rounds that were missed, as in a stopped process, are left out. */
		if (due < clock_now())
			due = clock_now();
		status = wait_for_round(rounds->target, screen, due, &ended);
	}
	return status;
}

int read_rounds(struct target *target, const struct plan *plan,
		const struct read_request *request,
		const struct resolve_context *by, const struct style *style)
{
	struct rounds rounds = {
		.target = target,
		.plan = plan,
		.request = request,
		.by = by,
		.style = *style,
	};
	struct screen screen;
	size_t units = 0;
	int status = 0;

	/* Values are aligned in one column, after the longest name. */
	for (size_t i = 0; plan->count > 1 && i < plan->count; i++) {
		const struct operand *op = &plan->steps[i].operand;
		int length = op->length ? 0 : strlen(op->text);

		if (length > rounds.style.name_width)
			rounds.style.name_width = length;
	}
	for (size_t i = 0; i < plan->count && request->rounds != 1; i++)
		units += plan->steps[i].found.access.count;
	if (units) {
		rounds.before = calloc(units, sizeof(*rounds.before));
		if (!rounds.before)
			return fail_memory();
	}
	screen_open(&screen, style->out->file, request->watch && style->colour,
		    request->watch && request->typed);
	if (request->csv)
		status = csv_names(&rounds.style, plan->steps, plan->count);
	status = status ?: all_rounds(&rounds, &screen);
	screen_close(&screen);
	free(rounds.before);
	return status;
}

int read_dry(struct target *target, const struct plan *plan,
	     const struct read_request *request,
	     const struct resolve_context *by)
{
	const struct rounds rounds = { .request = request, .by = by };
	struct reading unknown;
	int status = 0;

	for (size_t i = 0; i < plan->count && !status; i++) {
		const struct step *step = &plan->steps[i];
		const struct access *access = &step->found.access;

		for (uint64_t u = 0; u < access->count && !status; u++)
			if (!is_skipped(&rounds, step, u))
				status = target->ops->read(
					target, access_unit_offset(access, u),
					&access->unit, &unknown);
	}
	return status ?: output_flush(target->out);
}
