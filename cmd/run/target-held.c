// SPDX-License-Identifier: GPL-2.0-or-later
/* The devices that the shell keeps open, as operands name them. */
#include <string.h>

#include "target.h"

/* The last `::' before any value counts, because device names may contain colons. */
size_t target_prefix(const char *operand)
{
	size_t end = strcspn(operand, "=");

	while (end > 2 && (operand[end - 1] != ':' || operand[end - 2] != ':'))
		end--;
	return end > 2 ? end - 2 : 0;
}

static bool is_same(const char *name, const char *selector, size_t length)
{
	return !strncmp(name, selector, length) && !name[length];
}

bool target_is_called(const struct target *target, const char *selector,
		      size_t length)
{
	const struct target_name *name = target->names;

	if (is_same(target->selector, selector, length))
		return true;
	while (name && !is_same(name->text, selector, length))
		name = name->next;
	return name;
}

const char *target_elsewhere(const struct target *target)
{
	return target->in_use && *target->in_use != target ? target->selector
							   : NULL;
}

struct target *target_of(struct target *held, const char **operand)
{
	size_t length = target_prefix(*operand);
	struct target *target = length ? *held->held : held;

	while (length && target && !target_is_called(target, *operand, length))
		target = target->next;
	if (length)
		*operand += length + 2;
	return target;
}

struct register_request register_defaults(struct target *target)
{
	struct register_request request = { .target = target };

	if (target) {
		request.width = target->settings->width;
		request.endian = target->settings->endian;
	}
	return request;
}
