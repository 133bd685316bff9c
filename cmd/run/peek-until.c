// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdlib.h>

#include "cmd/show/json.h"
#include "cmd/show/record.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "peek.h"

static int report_until(const struct target *target,
			const struct peek_args *args, uint64_t start,
			uint64_t end, uint64_t reads,
			const struct condition *condition, uint64_t unit)
{
	unsigned int bits = resolved_bits(&condition->found);
	uint64_t elapsed_ns = end - start;
	uint64_t value = condition_operand(condition, unit);

	if (args->json) {
		struct json_object *object =
			json_region(target->device, target->region);

		if (!object)
			return EXIT_FAILURE;
		json_note(object, "until", args->until);
		json_number(object, "time_ns", end);
		json_number(object, "elapsed_ns", elapsed_ns);
		json_number(object, "reads", reads);
		json_hex(object, "value", value, bits);
		json_end(object, true);
		return 0;
	}
	moving_begin(true);
	print_device(stdout, args->style.device);
	printf("%s: ", args->until);
	print_value(stdout, &args->style, value, value, bits);
	printf(" after %" PRIu64 ".%06" PRIu64 " s, %" PRIu64 " reads\n",
	       elapsed_ns / 1000000000, elapsed_ns / 1000 % 1000000, reads);
	moving_end(true);
	return 0;
}

/* The last read comes at the deadline or after it, so none is a read short. */
int peek_until(struct target *target, const struct peek_args *args,
	       const struct condition *condition)
{
	const struct access *access = &condition->found.access;
	uint64_t start = clock_now(), now, reads = 0, due = start, unit = 0;
	uint64_t deadline = clock_deadline(args->timeout_ns);
	int status, reported;
	bool holds, late;

	now = start;
	do {
		status = target_sleep(target, due);
		late = clock_now() >= deadline;
		if (!status)
			status = peek_unit(target, access, 0, &unit);
		if (status && reads)
			report_until(target, args, start, now, reads, condition,
				     unit);
		if (status)
			return status;
		now = clock_now();
		reads++;
		holds = condition_holds(condition, unit);
		due += args->interval_ns;
		if (due > deadline)
			due = deadline;
	} while (!holds && !late);

	/* Of a card that was taken out every bit reads as one. */
	if (target_is_gone(target))
		return target_fail(target, -UIO_EGONE, "%s",
				   uio_strerror(-UIO_EGONE));
	reported =
		report_until(target, args, start, now, reads, condition, unit);
	if (reported || holds)
		return reported;
	return fail(-UIO_ETIMEOUT, target->selector, "'%s' did not come true",
		    args->until);
}
