// SPDX-License-Identifier: GPL-2.0-or-later
#include "request.h"

#include "target.h"

struct register_request register_defaults(struct target *target)
{
	struct register_request request = { .target = target };

	if (target) {
		request.width = target->settings->width;
		request.endian = target->settings->endian;
	}
	return request;
}
