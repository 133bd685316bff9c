// SPDX-License-Identifier: GPL-2.0-or-later
#include "progress.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include "common/base/clock.h"
#include "terminal.h"

#define BAR_WIDTH   40
#define FIRST_AFTER 300000000 /* ns: shorter work needs no bar */
#define EVERY	    100000000
#define STRIDE	    1024 /* bytes between two looks at the clock */

/* Whether there is a bar, which is in the way of all messages. */
static bool drawn;

void progress_start(struct progress *progress, uint64_t total)
{
	*progress = (struct progress){ .total = total, .next = CLOCK_NEVER };
	if (total > STRIDE && terminal_has_bars())
		progress->next = clock_deadline(FIRST_AFTER);
}

void progress_add(struct progress *progress, uint64_t bytes)
{
	uint64_t before = progress->done;
	int filled;

	progress->done += bytes;
	if (progress->next == CLOCK_NEVER ||
	    before / STRIDE == progress->done / STRIDE ||
	    clock_now() < progress->next)
		return;
	filled = progress->done * BAR_WIDTH / progress->total;
	fprintf(stderr, "[%.*s%*s] %3" PRIu64 "%%\r", filled,
		"########################################", BAR_WIDTH - filled,
		"", progress->done * 100 / progress->total);
	drawn = true;
	progress->next = clock_deadline(EVERY);
}

void progress_clear(void)
{
	if (drawn)
		fprintf(stderr, "%*s\r", BAR_WIDTH + 8, "");
	drawn = false;
}
