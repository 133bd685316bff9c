// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/json.h"
#include "cmd/show/print.h"
#include "cmd/show/report.h"
#include "wait.h"

static void print_seconds(FILE *out, uint64_t ns)
{
	fprintf(out, "%" PRIu64 ".%09" PRIu64, ns / 1000000000,
		ns % 1000000000);
}

/* The values of a range are printed side by side. */
static void print_snapshot(const struct waited *waited)
{
	static const struct style style = { .base = 16 };
	struct output *out = waited->target->out;
	const uint64_t *units = waited->units;

	for (size_t i = 0; i < waited->snapshot.count; i++) {
		const struct step *step = &waited->snapshot.steps[i];
		const struct resolved *found = &step->found;
		const struct access *access = &found->access;
		bool moves = resolve_volatile(&waited->by, access->offset,
					      access_bytes(access));

		output_volatile(out, moves);
		fprintf(out->file, "%s%s=", i ? " " : "", step->operand.text);
		for (uint64_t u = 0; u < access->count; u++) {
			uint64_t value = (*units++ & found->mask) >>
					 found->shift;

			if (u)
				fputc(',', out->file);
			print_value(out->file, &style, value, value,
				    resolved_bits(found));
		}
		output_stable(out, moves);
	}
}

/* The letters of --format. */
#define LETTERS "dncDmtTls%"

static void put_field(FILE *out, char letter, const struct waited *waited,
		      const struct event *event)
{
	switch (letter) {
	case 'd':
		fprintf(out, "uio%u", waited->target->device->number);
		break;
	case 'n':
		print_text(out, uio_device_name(waited->target->device));
		break;
	case 'c':
		fprintf(out, "%" PRIu32, event->count);
		break;
	case 'D':
		fprintf(out, "%" PRIu32, event->delta);
		break;
	case 'm':
		fprintf(out, "%" PRIu32, event->missed);
		break;
	case 't':
		print_seconds(out, event->shown_ns);
		break;
	case 'T':
		fprintf(out, "%" PRIu64, event->shown_ns);
		break;
	case 'l':
		if (event->stamped)
			fprintf(out, "%" PRIu64, event->latency_ns);
		else
			fputc('-', out);
		break;
	case 's':
		print_snapshot(waited);
		break;
	default:
		fputc(letter, out);
	}
}

const char *event_format_check(const char *format)
{
	while ((format = strchr(format, '%'))) {
		if (!format[1] || !strchr(LETTERS, format[1]))
			return format;
		format += 2;
	}
	return NULL;
}

/* Values that vary between runs are marked; print_snapshot() marks its own. */
static void print_format(const char *format, const struct waited *waited,
			 const struct event *event)
{
	struct output *out = waited->target->out;

	for (; *format; format++) {
		bool moves;

		if (*format != '%') {
			fputc(*format, out->file);
			continue;
		}
		moves = !strchr("ns%", *++format);
		output_volatile(out, moves);
		put_field(out->file, *format, waited, event);
		output_stable(out, moves);
	}
	fputc('\n', out->file);
}

/* Converts a timestamp from CLOCK_MONOTONIC to the clock that was chosen. */
static uint64_t shown_ns(const struct event *event,
			 const struct uio_stamp *stamp)
{
	return stamp->ns + (event->shown_ns - event->mono_ns);
}

static void print_lines(FILE *out, const struct waited *waited,
			const struct event *event)
{
	for (size_t i = 0; i < event->named && !ferror(out); i++) {
		fprintf(out, "uio%u missed count=%" PRIu32 " time=",
			waited->target->device->number, event->stamps[i].count);
		print_seconds(out, shown_ns(event, &event->stamps[i]));
		fputc('\n', out);
	}
	fprintf(out,
		"uio%u count=%" PRIu32 " delta=%" PRIu32 " missed=%" PRIu32
		" time=",
		waited->target->device->number, event->count, event->delta,
		event->missed);
	print_seconds(out, event->shown_ns);
	if (event->stamped) {
		fputs(" latency=", out);
		print_seconds(out, event->latency_ns);
	}
	if (waited->snapshot.count) {
		fputc(' ', out);
		print_snapshot(waited);
	}
	fputc('\n', out);
}

static int print_json(const struct waited *waited, const struct event *event)
{
	struct json *object = json_device(waited->target->device);
	const uint64_t *units = waited->units;

	if (!object)
		return EXIT_FAILURE;
	json_number(object, "count", event->count);
	json_number(object, "delta", event->delta);
	json_number(object, "missed", event->missed);
	json_number(object, "time_ns", event->shown_ns);
	if (event->stamped)
		json_number(object, "latency_ns", event->latency_ns);
	for (size_t i = 0; i < event->named; i++) {
		struct json *missed =
			json_child(json_array(object, "missed_events"), NULL);

		json_number(missed, "count", event->stamps[i].count);
		json_number(missed, "time_ns",
			    shown_ns(event, &event->stamps[i]));
	}
	for (size_t i = 0; i < waited->snapshot.count; i++) {
		const struct step *step = &waited->snapshot.steps[i];

		json_step(object, step, units, NULL);
		units += step->found.access.count;
	}
	return json_end(object, waited->target->out);
}

int event_print(const struct waited *waited, const struct wait_request *request,
		const struct event *event)
{
	struct output *out = waited->target->out;

	if (request->quiet)
		return 0;
	if (request->json)
		return print_json(waited, event) ?: output_flush(out);
	if (request->format) {
		print_format(request->format, waited, event);
	} else {
		output_volatile(out, true);
		print_lines(out->file, waited, event);
		output_stable(out, true);
	}
	return output_flush(out);
}
