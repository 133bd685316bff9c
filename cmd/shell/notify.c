// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reports above the prompt, or to a program between two answers, about devices
 * that are removed and come back, and about interrupts after `irq notify on`.
 *
 * The node that is kept open is only polled, not read, so that `wait` still
 * finds its events. A second open would have side effects: under
 * uio_pci_generic its close turns bus mastering off (release() in
 * drivers/uio/uio_pci_generic.c).
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "cmd/run/registers.h"
#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/device/lookup.h"
#include "common/device/monitor.h"
#include "common/irq/count.h"
#include "shell.h"

#define EVENTS 16
#define PAUSE_NS \
	200000000 /* the shortest time between two reports of interrupts */

/**
 * struct shell_notify - the sources of notices
 * @epoll: watches all the others
 * @timer: ends a pause
 * @pausing: interrupts are not reported until then
 */
struct shell_notify {
	struct monitor monitor;
	int epoll;
	int timer;
	bool pausing;
};

static void watch_fd(const struct shell_notify *notify, int fd, uint32_t events,
		     void *data)
{
	struct epoll_event event = { .events = events, .data.ptr = data };

	/* An error is harmless: the descriptor may already be watched. */
	if (fd >= 0)
		epoll_ctl(notify->epoll, EPOLL_CTL_ADD, fd, &event);
}

void shell_notify_open(struct shell *shell, struct line_notify *line_notify)
{
	struct shell_notify *notify = calloc(1, sizeof(*notify));

	if (!notify) {
		fail_memory();
		return;
	}
	notify->epoll = epoll_create1(EPOLL_CLOEXEC);
	notify->timer =
		timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	/*
	 * Without libudev, devices that are removed or come back are not
	 * reported.
	 */
	monitor_open(&notify->monitor);
	/* The monitor blocks signals for its own sleep, which is not used here. */
	signals_release(&notify->monitor.held);
	watch_fd(notify, monitor_fd(&notify->monitor), EPOLLIN,
		 &notify->monitor);
	watch_fd(notify, notify->timer, EPOLLIN, &notify->timer);
	shell->notify = notify;
	*line_notify =
		(struct line_notify){ notify->epoll, shell_notify, shell };
}

void shell_notify_close(struct shell *shell)
{
	struct shell_notify *notify = shell->notify;

	if (!notify)
		return;
	monitor_close(&notify->monitor);
	close(notify->timer);
	close(notify->epoll);
	free(notify);
}

/* The number, or the selector's number, may belong to another device by now. */
static bool is_back(const struct target *target, unsigned int *number)
{
	struct uio_match match;
	bool back;

	if (uio_lookup(target->selector, &match))
		return false;
	back = match.found.count == 1 &&
	       !strcmp(uio_device_name(match.found.devices),
		       uio_device_name(target->device));
	if (back)
		*number = match.found.devices->number;
	uio_device_list_free(&match.found);
	return back;
}

/**
 * struct notice - an event to report
 * @event: as `lsuio --watch' calls it, or an interrupt
 * @number: number of the device after the event
 * @delta, @count: of an interrupt
 */
struct notice {
	enum notice_event {
		NOTICE_REMOVE,
		NOTICE_ADD,
		NOTICE_INTERRUPT,
	} event;
	unsigned int number;
	uint32_t delta;
	uint32_t count;
};

static void print_notice(FILE *out, const struct target *target,
			 const struct notice *notice)
{
	print_text(out, target->selector);
	switch (notice->event) {
	case NOTICE_REMOVE:
		fprintf(out, " went away (uio%u)\n", notice->number);
		break;
	case NOTICE_ADD:
		fprintf(out, " is back as uio%u: `use ", notice->number);
		print_text(out, target->selector);
		fputs("'\n", out);
		break;
	case NOTICE_INTERRUPT:
		fprintf(out, ": %" PRIu32 " interrupt%s, count %" PRIu32 "\n",
			notice->delta, notice->delta == 1 ? "" : "s",
			notice->count);
	}
}

static void json_notice(FILE *file, const struct target *target,
			const struct notice *notice)
{
	static const char *const events[] = {
		[NOTICE_REMOVE] = "remove",
		[NOTICE_ADD] = "add",
		[NOTICE_INTERRUPT] = "interrupt",
	};
	struct output out = { .file = file };
	struct json *object = json_new();

	json_note(object, "event", events[notice->event]);
	json_note(object, "device", uio_device_name(target->device));
	json_number(object, "number", notice->number);
	json_note(object, "selector", target->selector);
	if (notice->event == NOTICE_INTERRUPT) {
		json_number(object, "count", notice->count);
		json_number(object, "delta", notice->delta);
	}
	json_number(object, "time_ns", clock_now());
	json_end(object, &out);
}

static void put_notice(const struct shell *shell, FILE *out,
		       const struct target *target, const struct notice *notice)
{
	if (shell->machine)
		json_notice(out, target, notice);
	else
		print_notice(out, target, notice);
}

static void report_presence(const struct shell *shell, struct target *target,
			    FILE *out)
{
	struct notice notice = { NOTICE_REMOVE, target->device->number };

	if (!target->watched || !uio_node_gone(&target->node))
		return;
	if (!target->missed)
		put_notice(shell, out, target, &notice);
	target->missed = true;
	if (target->back || !is_back(target, &notice.number))
		return;
	notice.event = NOTICE_ADD;
	put_notice(shell, out, target, &notice);
	target->back = true;
}

/* Interrupts that `wait` has printed are not reported again. */
static bool report_interrupts(const struct shell *shell, struct target *target,
			      FILE *out)
{
	struct notice notice = { NOTICE_INTERRUPT, target->device->number };
	uint32_t count;

	if (!target->notified || uio_node_gone(&target->node) ||
	    uio_irq_events(target->device, &count))
		return false;
	if ((int32_t)(target->events - target->heard) > 0)
		target->heard = target->events;
	notice.delta = count - target->heard;
	notice.count = target->heard = count;
	if (!notice.delta)
		return false;
	put_notice(shell, out, target, &notice);
	return true;
}

static void report_all(struct shell *shell, FILE *out)
{
	static const struct itimerspec once = { .it_value.tv_nsec = PAUSE_NS };
	struct shell_notify *notify = shell->notify;
	bool shown = false;

	for (struct target *t = shell->targets; t; t = t->next) {
		if (!notify->pausing)
			shown |= report_interrupts(shell, t, out);
		report_presence(shell, t, out);
	}
	if (shown) {
		timerfd_settime(notify->timer, 0, &once, NULL);
		notify->pausing = true;
	}
}

/* The events are only drained: the state of all devices is looked up afterwards. */
static void drain_monitor(struct monitor *monitor)
{
	struct monitor_event event;
	int err;

	do {
		err = monitor_next(monitor, 0, &event);
		if (!err)
			monitor_done(monitor, &event);
	} while (!err || err == -ENOBUFS);
}

char *shell_notify(void *data)
{
	struct shell *shell = data;
	struct shell_notify *notify = shell->notify;
	struct epoll_event events[EVENTS];
	char *text = NULL;
	uint64_t times;
	size_t length;
	FILE *out;
	int count;

	/* Devices may have been opened since the last call. */
	for (struct target *t = shell->targets; t; t = t->next)
		if (t->notified && t->opened)
			watch_fd(notify, t->node.fd, EPOLLIN | EPOLLET, t);
	count = epoll_wait(notify->epoll, events, EVENTS, 0);
	for (int i = 0; i < count; i++) {
		if (events[i].data.ptr == &notify->monitor)
			drain_monitor(&notify->monitor);
		else if (events[i].data.ptr == &notify->timer &&
			 read(notify->timer, &times, sizeof(times)) > 0)
			notify->pausing = false;
	}
	out = count > 0 ? open_memstream(&text, &length) : NULL;
	if (!out)
		return NULL;
	report_all(shell, out);
	if (!fclose(out) && length)
		return text;
	free(text);
	return NULL;
}

static int set_notify(struct target *target, bool on)
{
	int status = 0;

	if (!target->ops->acts)
		return 0;
	if (!on) {
		target->notified = false;
		return 0;
	}
	if (!target->opened)
		status = target_open(
			target,
			target->read_only ||
					uio_node_allows(target->device, W_OK)
				? O_RDONLY
				: O_RDWR);
	status = status ?: target_watch(target) ?: target_count(target);
	if (status)
		return status;
	target->notified = true;
	uio_irq_events(target->device, &target->heard);
	return 0;
}

int shell_irq(struct shell *shell, int count, char **words)
{
	bool on;

	if (count < 2 || strcmp(words[1], "notify"))
		return shell_run_volatile(shell, count, words);
	if (count == 2) {
		fputs(shell->target->notified ? "on\n" : "off\n",
		      shell->out.file);
		return 0;
	}
	on = !strcmp(words[2], "on");
	if (count > 3 || (!on && strcmp(words[2], "off")))
		return fail(-UIO_ESYNTAX, NULL, "usage: irq notify [on|off]");
	if (!shell->notify)
		return fail(-UIO_ESYNTAX, NULL,
			    "irq notify: can only be used at a prompt");
	return target_check(shell->target) ?: set_notify(shell->target, on);
}
