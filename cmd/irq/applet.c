// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/options/registers.h"
#include "cmd/run/registers.h"
#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/number.h"
#include "common/irq/count.h"
#include "common/irq/mask.h"
#include "common/irq/state.h"

/**
 * struct irq_request - the action on the interrupt
 * @action: on, off or @value; NULL for @status
 */
struct irq_request {
	const char *device;
	struct strings require;
	const char *action;
	uint64_t value;
	bool status;
	bool json;
	bool verbose;
};

#define PLACE(member) offsetof(struct irq_request, member)

static const struct option_row options[] = {
	{ "status", 0, OPTION_FLAG, PLACE(status), NULL,
	  "Print the state of the interrupt without changing it" },
	{ "json", 'J', OPTION_FLAG, PLACE(json), NULL,
	  "Print the status as JSON" },
	{ "verbose", 'v', OPTION_FLAG, PLACE(verbose), NULL,
	  "Report on stderr which mechanism was used" },
	{ 0 },
};

static bool is_switch(const char *action)
{
	return !strcmp(action, "on") || !strcmp(action, "off");
}

static int take_words(struct parse *parse, char **words, size_t count)
{
	struct irq_request *request = parse->request;
	size_t next = 0;

	if (!parse->context->in_use && next < count)
		request->device = words[next++];
	if (next < count)
		request->action = words[next++];
	return next < count ? parse_wrong(parse, "unexpected argument '%s'",
					  words[next])
			    : 0;
}

static int finish(struct parse *parse)
{
	struct irq_request *request = parse->request;
	const char *action = request->action;

	if (request->status && action)
		return parse_wrong(parse, "'%s' cannot be used with --status",
				   action);
	if (request->status && request->verbose)
		return parse_wrong(parse,
				   "--verbose cannot be used with --status");
	if (request->json && !request->status)
		return parse_wrong(parse, "--json requires --status");
	if (!parse->context->in_use && !request->device)
		return parse_wrong(parse, "missing DEVICE");
	if (!request->status && !action)
		return parse_wrong(
			parse, "missing on, off or VALUE after DEVICE (or use "
			       "--status)");
	if (action && !is_switch(action) &&
	    (number_parse(action, &request->value) ||
	     request->value > UINT32_MAX))
		return parse_wrong(
			parse,
			"invalid value '%s': expected on, off or a 32-bit "
			"number",
			action);
	request->json |= request->status && parse->context->json;
	return 0;
}

static const char *const exclusive[] = {
	" status verbose ",
	NULL,
};

static const struct grammar grammar = {
	.exclusive = exclusive,
	.tables = { { options, 0 }, { require_rows, PLACE(require) } },
	.words = take_words,
	.finish = finish,
	.forms = "DEVICE on|off|VALUE\n--status DEVICE",
	.doc = "Enable or disable the interrupt.\v"
	       "`on' and `off' use the driver's irqcontrol or, with "
	       "uio_pci_generic, INTx disable in the PCI command register. "
	       "VALUE is written to irqcontrol unchanged.",
};

/* The same words are used in text and in JSON; NULL means unknown. */
static const char *const way_words[] = {
	[IRQ_MASK_AUTO] = NULL,
	[IRQ_MASK_IRQCONTROL] = "irqcontrol",
	[IRQ_MASK_INTX] = "intx",
	[IRQ_MASK_NONE] = "none",
};

static const char *const answer_words[] = {
	[IRQ_UNKNOWN] = "unknown",
	[IRQ_NO] = "no",
	[IRQ_YES] = "yes",
};

static void print_note(FILE *out, const char *key, const char *text)
{
	fprintf(out, "%s: ", key);
	print_text(out, text);
	fputc('\n', out);
}

static void print_flag(FILE *out, const char *key, bool flag)
{
	print_note(out, key, answer_words[flag ? IRQ_YES : IRQ_NO]);
}

static void print_state(FILE *out, const struct uio_device *device,
			const struct irq_state *state)
{
	print_note(out, "device", uio_device_name(device));
	fprintf(out, "number: %u\n", device->number);
	print_note(out, "driver", uio_device_driver(device) ?: "none");
	print_note(out, "interrupt", answer_words[state->present]);
	print_note(out, "masking", way_words[state->way] ?: "unknown");
	print_note(out, "masks_itself", answer_words[state->masks_itself]);
	if (state->pci) {
		print_flag(out, "intx_disabled", state->intx_disabled);
		print_flag(out, "intx_asserted", state->intx_asserted);
		print_flag(out, "msi", state->msi);
	}
	fprintf(out, "count: %" PRIu32 "\n", state->count);
	for (int i = 0; i < state->line_count; i++)
		print_note(out, "line", state->lines[i].text);
}

static void json_answer(struct json *object, const char *key,
			enum irq_answer answer)
{
	if (answer == IRQ_UNKNOWN)
		json_note(object, key, NULL);
	else
		json_flag(object, key, answer == IRQ_YES);
}

static int json_state(struct output *out, const struct uio_device *device,
		      const struct irq_state *state)
{
	struct json *object = json_device(device), *lines;

	if (!object)
		return EXIT_FAILURE;
	json_note(object, "driver", uio_device_driver(device));
	json_answer(object, "interrupt", state->present);
	json_note(object, "masking", way_words[state->way]);
	json_answer(object, "masks_itself", state->masks_itself);
	if (state->pci) {
		json_flag(object, "intx_disabled", state->intx_disabled);
		json_flag(object, "intx_asserted", state->intx_asserted);
		json_flag(object, "msi", state->msi);
	}
	json_number(object, "count", state->count);
	lines = json_array(object, "lines");
	for (int i = 0; i < state->line_count; i++) {
		struct json *line = json_child(lines, NULL);

		json_number(line, "irq", state->lines[i].irq);
		json_number(line, "count", state->lines[i].count);
		json_note(line, "text", state->lines[i].text);
	}
	return json_end(object, out);
}

/*
 * Prints the state of the interrupt: as one object, or as lines `key: value'. The
 * node stays closed if it is closed.
 */
static int print_status(struct target *target, bool json)
{
	struct irq_state state;
	int status, err;

	status = target_watch(target);
	if (status)
		return status;
	err = irq_state_read(&state, target->device);
	if (uio_node_gone(&target->node)) {
		if (!err)
			irq_state_free(&state);
		err = -UIO_EGONE;
	}
	if (err)
		return fail(err, target->selector, "%s%s%s",
			    is_errno(err) ? state.unread : "",
			    is_errno(err) ? ": " : "", uio_strerror(err));
	if (json)
		status = json_state(target->out, target->device, &state);
	else
		print_state(target->out->file, target->device, &state);
	irq_state_free(&state);
	warn_troubles(target->device);
	return status;
}

static int switch_irq(struct target *target, bool off, enum irq_mask_way *way)
{
	struct irq_mask mask;
	int err = irq_mask_open(&mask, target->device, &target->node,
				IRQ_MASK_AUTO);

	if (err) {
		*way = IRQ_MASK_INTX;
		return err;
	}
	err = irq_mask_set(&mask, off);
	*way = mask.way;
	irq_mask_close(&mask);
	return err;
}

static int irq_job(struct target *target, const void *data)
{
	const struct irq_request *request = data;
	enum irq_mask_way way = IRQ_MASK_IRQCONTROL;
	int status, err;

	if (!target->ops->acts)
		return 0;
	if (request->status)
		return print_status(target, request->json);
	status = target_open(target, O_RDWR);
	if (status)
		return status;
	if (is_switch(request->action))
		err = switch_irq(target, !strcmp(request->action, "off"), &way);
	else
		err = uio_irq_control(&target->node, request->value);
	if (err == -UIO_EREFUSED)
		return fail(err, target->selector, "%s: %s", request->action,
			    uio_strerror(err));
	if (err)
		return target_fail_irq(
			target, way == IRQ_MASK_INTX,
			"`uio-wait --no-arm' waits without arming", err);
	if (request->verbose)
		print_info(target->selector, "%s through %s", request->action,
			   way == IRQ_MASK_INTX ? "INTx disable"
						: "irqcontrol");
	return 0;
}

static int run(void *data, const struct context *context)
{
	const struct irq_request *request = data;

	return (request->json ? json_check() : 0)
		       ?: with_target(context->out, context->in_use,
				      request->device, &request->require,
				      irq_job, request);
}

const struct applet applet_irq = {
	.name = "uio-irq",
	.verb = "irq",
	.grammar = &grammar,
	.on_device = true,
	.request_size = sizeof(struct irq_request),
	.run = run,
};
