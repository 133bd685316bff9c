// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>

#include "cmd/run/device-state.h"
#include "cmd/run/registers.h"
#include "cmd/run/write.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/irq/count.h"
#include "wait.h"

static int fail_mask(const struct waited *waited, bool intx, int err)
{
	return target_fail_irq(waited->target, intx,
			       "--no-arm waits without arming", err);
}

static bool has_names(const struct strings *operands)
{
	return plan_has_names((char **)operands->list, operands->count);
}

static int plan_writes(struct plan *plan, struct waited *waited,
		       const struct wait_request *request,
		       const struct strings *operands)
{
	const struct write_request write = { .registers = request->registers };

	return plan_make(plan, waited->target, &waited->by, true,
			 (char **)operands->list, operands->count)
		       ?: write_check(waited->target, plan, &waited->by,
				      &write);
}

/* All operands are checked before the first device is armed. */
static int plan_operands(struct waited *waited,
			 const struct wait_request *request)
{
	const struct strings *start = &request->start;
	const struct strings *snapshot = &request->snapshot;
	const struct strings *ack = &request->ack;
	struct target *target = waited->target;
	bool names = has_names(start) || has_names(snapshot) || has_names(ack);
	size_t units = 0;
	int status;

	if (!start->count && !snapshot->count && !ack->count)
		return 0;
	status = plan_prepare(target, &request->registers, names, &waited->by)
			 ?: plan_writes(&waited->start, waited, request, start)
			 ?: plan_make(&waited->snapshot, target, &waited->by,
				      false, (char **)snapshot->list,
				      snapshot->count)
			 ?: plan_writes(&waited->ack, waited, request, ack);
	plan_leave_out(&waited->snapshot, state_readable);
	if (!status)
		status = target->ops->ready(target, UIO_MAP_ALL,
					    start->count || ack->count);
	for (size_t i = 0; i < waited->snapshot.count; i++)
		units += waited->snapshot.steps[i].found.access.count;
	waited->units = calloc(units + 1, sizeof(*waited->units));
	if (!status && !waited->units)
		return target_fail(target, -ENOMEM, "%s",
				   uio_strerror(-ENOMEM));
	return status;
}

static int open_stamps(struct waited *waited, const char *name)
{
	const struct target *target = waited->target;
	const struct uio_region *region;
	int status = target_find_region(target, name, &region), err;

	if (status)
		return status;
	err = stamps_open(&waited->stamps, target->device, &target->node,
			  region);
	if (err)
		return target_fail(target, err, "%s: %s", name,
				   uio_strerror(err));
	waited->has_stamps = true;
	return 0;
}

int waited_open(struct waited *waited, const struct wait_request *request)
{
	struct target *target = waited->target;
	bool writes = request->arm != IRQ_MASK_NONE || request->start.count ||
		      request->ack.count;
	int status, err;

	if (!target->ops->acts)
		return plan_operands(waited, request)
			       ?: waited_start(waited, request);
	if (target->read_only && request->arm != IRQ_MASK_NONE)
		return fail_advise(-EROFS, target->selector,
				   "--no-arm waits without arming",
				   "not armed because the shell was started "
				   "with --read-only");
	/* Messages need the name even after the device was removed. */
	uio_device_load(target->device, UIO_FACT_NAME);
	status = target_open(target, writes ? O_RDWR : O_RDONLY) ?:
		 target_count(target) ?:
		 plan_operands(waited, request);
	if (!status && request->stamps)
		status = open_stamps(waited, request->stamps);
	if (status)
		return status;
	err = irq_mask_open(&waited->mask, target->device, &target->node,
			    request->arm);
	if (err)
		return fail_mask(waited, err != -UIO_ENOINTX, err);
	waited->open = true;
	return 0;
}

/*
 * A line that was not acknowledged since the last interrupt raises another one as
 * soon as it is unmasked. A wait with --ack needs no message about it.
 */
static void look_at_line(struct waited *waited,
			 const struct wait_request *request)
{
	const struct target *target = waited->target;

	waited->asserted =
		irq_mask_holds_back(&waited->mask) &&
		!uio_irq_events(target->device, &waited->armed_count);
	if (!waited->asserted || waited->advised || request->ack.count ||
	    request->command)
		return;
	if (!waited->stats.seen && waited->armed_count == target->events)
		return;
	waited->advised = true;
	print_info(target->selector,
		   "the interrupt is still asserted: acknowledge "
		   "it with --ack");
}

uint32_t waited_missed(const struct waited *waited, uint32_t count)
{
	uint32_t events = waited->target->events;
	bool again = waited->asserted && waited->armed_count != events &&
		     waited->armed_count != count;

	return count - events - 1 - again;
}

/* A driver that cannot mask its interrupt needs no arming. */
int waited_arm(struct waited *waited, const struct wait_request *request)
{
	static const char *const words[] = {
		[IRQ_MASK_IRQCONTROL] = "armed through irqcontrol",
		[IRQ_MASK_INTX] = "armed through INTx disable",
		[IRQ_MASK_NONE] = "not armed: the driver has no irqcontrol",
	};
	int err;

	if (waited->mask.way == IRQ_MASK_NONE)
		return 0;
	look_at_line(waited, request);
	err = irq_mask_set(&waited->mask, false);
	if (err && waited->mask.way != IRQ_MASK_NONE)
		return fail_mask(waited, waited->mask.way == IRQ_MASK_INTX,
				 err);
	if (request->verbose)
		print_info(waited->target->selector, "%s",
			   words[waited->mask.way]);
	return 0;
}

static int write_operands(struct waited *waited,
			  const struct wait_request *request,
			  const struct plan *plan)
{
	const struct write_request write = { .registers = request->registers };

	return write_plan(waited->target, plan, &waited->by, &write, NULL);
}

int waited_start(struct waited *waited, const struct wait_request *request)
{
	return write_operands(waited, request, &waited->start);
}

/* Converts a time to the clock that was chosen. */
static uint64_t shown_ns(const struct wait_request *request, uint64_t mono_ns)
{
	if (request->clock == CLOCK_MONOTONIC)
		return mono_ns;
	return clock_read(request->clock) - (clock_now() - mono_ns);
}

static int take_snapshot(struct waited *waited)
{
	uint64_t *units = waited->units;
	int status = 0;

	for (size_t i = 0; i < waited->snapshot.count && !status; i++) {
		const struct access *access =
			&waited->snapshot.steps[i].found.access;

		for (uint64_t u = 0; u < access->count && !status; u++) {
			struct reading reading;

			status = waited->target->ops->read(
				waited->target, access_unit_offset(access, u),
				&access->unit, &reading);
			*units++ = reading.unit;
		}
	}
	return status;
}

int waited_event(struct waited *waited, const struct wait_request *request,
		 struct event *event)
{
	struct uio_stamp *found = waited->found;
	size_t count = 0;
	int err = 0;

	event->shown_ns = shown_ns(request, event->mono_ns);
	wait_stats_event(&waited->stats, event->mono_ns, event->delta,
			 event->missed);
	if (waited->has_stamps)
		err = stamps_get(&waited->stamps, event->count, event->delta,
				 found, &count);
	if (err)
		return target_fail(waited->target, err, "timestamps: %s",
				   uio_strerror(err));
	if (count) {
		/* The last belongs to the event, others to missed ones. */
		event->stamped = true;
		event->latency_ns = event->mono_ns - found[count - 1].ns;
		event->stamps = found;
		event->named = count - 1;
		distribution_add(&waited->stats.latency, event->latency_ns);
		waited->stats.named += event->named;
	}
	return take_snapshot(waited) ?:
	       write_operands(waited, request, &waited->ack) ?:
	       event_print(waited, request, event);
}

int waited_close(struct waited *waited, const struct wait_request *request)
{
	int status = 0, err;

	if (waited->open && !waited->gone) {
		err = irq_mask_restore(&waited->mask);
		if (err < 0)
			status = fail_mask(waited, true, err);
		else if (err && request->verbose)
			print_info(waited->target->selector,
				   "INTx disable was restored");
	}
	if (waited->open)
		irq_mask_close(&waited->mask);
	if (waited->has_stamps)
		stamps_close(&waited->stamps);
	plan_free(&waited->start);
	plan_free(&waited->snapshot);
	plan_free(&waited->ack);
	free(waited->units);
	return status;
}
