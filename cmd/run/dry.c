// SPDX-License-Identifier: GPL-2.0-or-later
#include "dry.h"

#include <inttypes.h>
#include <stdio.h>

#include "cmd/show/print.h"

void print_access(const struct target *target, const char *what,
		  const struct access *access, uint64_t offset)
{
	printf("%s ", what);
	print_device(stdout, target_elsewhere(target));
	printf("0x%08" PRIx64 " %u", offset, access->unit.width);
}

void print_read(const struct target *target, const struct access *access,
		uint64_t offset)
{
	print_access(target, "read", access, offset);
	putchar('\n');
}
