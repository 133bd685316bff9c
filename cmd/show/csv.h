/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Values of registers as comma-separated values (RFC 4180, but with newlines
 * alone as line ends): a line of names, then for each round a line that begins
 * with the time. A step has one column for each unit, and another for the
 * physical value if its register or field has a scale.
 */
#ifndef UIO_CMD_SHOW_CSV_H
#define UIO_CMD_SHOW_CSV_H

#include <time.h>

#include "print.h"

/**
 * csv_names() - print the line of names
 * @style: its device precedes each name
 * @steps: @count steps
 *
 * Returns 0, or an exit status if memory was short, which is reported.
 */
int csv_names(const struct style *style, const struct step *steps,
	      size_t count);

/**
 * csv_time() - print the first cell of a line: a time of CLOCK_REALTIME, in UTC
 */
void csv_time(FILE *out, const struct timespec *time);

/**
 * csv_step() - print the cells of a step, each after a comma
 * @units: as they were read, as many as the access has
 * @missing: which of them were not read; their cells are empty
 */
void csv_step(FILE *out, const struct style *style, const struct step *step,
	      const uint64_t *units, const bool *missing);

#endif
