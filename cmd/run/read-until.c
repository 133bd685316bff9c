// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdlib.h>

#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/number.h"
#include "read.h"
#include "registers.h"

/**
 * struct outcome - the course of a wait for a condition
 * @start, @end: times of CLOCK_MONOTONIC, in ns
 * @unit: the unit that was read last
 */
struct outcome {
	uint64_t start;
	uint64_t end;
	uint64_t reads;
	uint64_t unit;
};

static int print_outcome(const struct target *target,
			 const struct read_request *request,
			 const struct condition *condition,
			 const struct outcome *outcome)
{
	unsigned int bits = resolved_bits(&condition->found);
	uint64_t elapsed_ns = outcome->end - outcome->start;
	uint64_t value = condition_operand(condition, outcome->unit);
	const struct style style = { .base = request->base };
	FILE *out = target->out->file;

	if (request->json) {
		struct json *object =
			json_region(target->device, target->region);

		if (!object)
			return EXIT_FAILURE;
		json_note(object, "until", request->until);
		json_number(object, "time_ns", outcome->end);
		json_number(object, "elapsed_ns", elapsed_ns);
		json_number(object, "reads", outcome->reads);
		json_value(object, value, bits);
		return json_end(object, target->out);
	}
	output_volatile(target->out, true);
	print_device(out, target_elsewhere(target));
	fprintf(out, "%s: ", request->until);
	print_value(out, &style, value, value, bits);
	fprintf(out, " after %" PRIu64 ".%06" PRIu64 " s, %" PRIu64 " read%s\n",
		elapsed_ns / 1000000000, elapsed_ns / 1000 % 1000000,
		outcome->reads, outcome->reads == 1 ? "" : "s");
	output_stable(target->out, true);
	return 0;
}

static int fail_timeout(const struct target *target,
			const struct read_request *request,
			const struct condition *condition, uint64_t unit)
{
	const struct style style = { .base = request->base };
	uint64_t value = condition_operand(condition, unit);
	char limit[DURATION_SIZE], *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	int status;

	if (!out)
		return fail_memory();
	print_value(out, &style, value, value,
		    resolved_bits(&condition->found));
	fclose(out);
	duration_format(limit, request->timeout_ns);
	status = fail(-UIO_ETIMEOUT, target->selector,
		      "timed out after %s: %.*s is still %s", limit,
		      (int)condition->operand.length, condition->operand.start,
		      text ?: "");
	free(text);
	return status;
}

/*
 * The last read happens at the deadline or later, so that a late value is not
 * missed.
 */
int read_until(struct target *target, const struct read_request *request,
	       const struct condition *condition)
{
	const struct access *access = &condition->found.access;
	struct outcome outcome = { .start = clock_now() };
	uint64_t deadline = clock_deadline(request->timeout_ns);
	uint64_t due = outcome.start;
	struct reading reading;
	bool holds, late;
	int status;

	do {
		status = target_sleep(target, due);
		late = clock_now() >= deadline;
		if (!status)
			status = target->ops->read(target, access->offset,
						   &access->unit, &reading);
		if (status && outcome.reads)
			print_outcome(target, request, condition, &outcome);
		if (status || !reading.known)
			return status;
		outcome.end = clock_now();
		outcome.unit = reading.unit;
		outcome.reads++;
		holds = condition_holds(condition, reading.unit);
		due += request->interval_ns;
		/* Reads that were missed are left out, as in all_rounds(). */
		if (due < outcome.end)
			due = outcome.end;
		if (due > deadline)
			due = deadline;
	} while (!holds && !late);

	/* After a card was removed all bits read as 1. */
	if (target_is_gone(target))
		return fail_error(-UIO_EGONE, target->selector);
	status = print_outcome(target, request, condition, &outcome);
	if (status || holds)
		return status;
	return fail_timeout(target, request, condition, outcome.unit);
}
