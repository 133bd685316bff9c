// SPDX-License-Identifier: GPL-2.0-or-later
#include "request.h"

#include <string.h>

#include "target.h"

struct register_args register_defaults(struct target *held)
{
	struct register_args args = { .in_use = held, .held = held };

	if (held) {
		args.width = held->settings->width;
		args.endian = held->settings->endian;
	}
	return args;
}

bool register_two_words(const struct register_args *args)
{
	return args->assigns && args->count == 2 &&
	       !strchr(args->operands[0], '=') &&
	       !strchr(args->operands[1], '=');
}
