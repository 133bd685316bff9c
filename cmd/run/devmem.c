// SPDX-License-Identifier: GPL-2.0-or-later
#include "devmem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/base/array.h"
#include "common/base/text.h"
#include "common/lang/operand.h"

static bool is_offset(const char *word)
{
	struct operand op;
	size_t column;

	return !operand_parse(word, &op, &column) && !op.name.length &&
	       !op.length && !op.has_bits && !op.assigned;
}

/* Only widths typed in decimal count: 0x20 is a number like any other. */
static unsigned int width_of(const char *word)
{
	static const unsigned int widths[] = { 8, 16, 32, 64 };

	for (size_t i = 0; i < ARRAY_SIZE(widths); i++) {
		char text[4];

		snprintf(text, sizeof(text), "%u", widths[i]);
		if (!strcmp(word, text))
			return widths[i];
	}
	return 0;
}

/**
 * struct devmem - the typed words, for messages
 * @uio: precedes the name of a command; empty in the shell
 * @device: the word after the name of the applet; empty in the shell
 */
struct devmem {
	const char *uio;
	const char *device;
	const char *offset;
	unsigned int width;
	const char *value;
};

static int fail_pair(const struct target *target, const struct devmem *words,
		     bool writes)
{
	const char *device = words->device, *offset = words->offset;
	const char *uio = words->uio;
	unsigned int width = words->width;

	if (!writes)
		return fail(
			-UIO_ESYNTAX, target->selector,
			"'%s %u' is ambiguous, because devmem takes %u as a "
			"width: `%speek%s -w %u %s' reads %u bits, `%speek%s "
			"%s 0x%x' two registers, `%speek%s %s+%u' %u bytes",
			offset, width, width, uio, device, width, offset, width,
			uio, device, offset, width, uio, device, offset, width,
			width);
	return fail(-UIO_ESYNTAX, target->selector,
		    "'%s %u' is ambiguous, because devmem takes %u as a "
		    "width: `%speek%s -w %u %s' reads %u bits, `%spoke%s -w "
		    "%u %s=%s' writes them, `%spoke%s %s=%u' writes %u",
		    offset, width, width, uio, device, width, offset, width,
		    uio, device, width, offset, words->value, uio, device,
		    offset, width, width);
}

int devmem_check(const struct target *target,
		 const struct register_request *args, bool writes)
{
	char **operands = args->operands;
	bool has_value = writes && !args->parsed && args->count == 3 &&
			 !strchr(operands[2], '=');
	const char *elsewhere;
	char *device, *offset;
	struct devmem words;
	int status;

	if (args->parsed || (args->count != 2 && !has_value) ||
	    !is_offset(operands[0]) || !width_of(operands[1]))
		return 0;
	elsewhere = target_elsewhere(target);
	device = text_format("%s%s", args->device ? " " : "",
			     args->device ?: "");
	offset = text_format("%s%s%s", elsewhere ?: "", elsewhere ? "::" : "",
			     operands[0]);
	words = (struct devmem){
		.uio = args->device ? "uio " : "",
		.device = device ?: "",
		.offset = offset ?: "",
		.width = width_of(operands[1]),
		.value = has_value ? operands[2] : "VALUE",
	};
	status = fail_pair(target, &words, writes);
	free(device);
	free(offset);
	return status;
}
