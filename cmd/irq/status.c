// SPDX-License-Identifier: GPL-2.0-or-later
#include "status.h"

#include <inttypes.h>
#include <stdlib.h>

#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/error.h"
#include "common/irq/state.h"

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

int irq_status(struct target *target, bool json)
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
