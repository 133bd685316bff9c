// SPDX-License-Identifier: GPL-2.0-or-later
/* Rounds of reads that are printed as one line of JSON or CSV. */
#include <stdlib.h>
#include <time.h>

#include "cmd/show/csv.h"
#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/text.h"
#include "read-rounds.h"
#include "registers.h"

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

		missing[u] = rounds_skip(rounds, step, u);
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

int rounds_json(struct rounds *rounds)
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

int rounds_csv(struct rounds *rounds)
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
