/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A progress bar on stderr for long transfers. */
#ifndef UIO_CMD_SHOW_PROGRESS_H
#define UIO_CMD_SHOW_PROGRESS_H

#include <stdint.h>

/**
 * struct progress - the progress of a transfer
 * @total, @done: in bytes
 * @next: when the bar is due again, a time of CLOCK_MONOTONIC in ns;
 *        CLOCK_NEVER without a terminal
 */
struct progress {
	uint64_t total;
	uint64_t done;
	uint64_t next;
};

void progress_start(struct progress *progress, uint64_t total);
void progress_add(struct progress *progress, uint64_t bytes);

/**
 * progress_clear() - remove the bar if there is one: at the end, and before a
 * message
 */
void progress_clear(void);

#endif
