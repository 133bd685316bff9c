/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The state of repeated reads, which all forms of output share. */
#ifndef UIO_CMD_RUN_READ_ROUNDS_H
#define UIO_CMD_RUN_READ_ROUNDS_H

#include "read.h"

/**
 * struct rounds - reads that are repeated
 * @style: style of the current round
 * @before: units of all steps as the previous round read them; NULL if there is
 *          only one round
 * @changes: this round prints only changes
 */
struct rounds {
	struct target *target;
	const struct plan *plan;
	const struct read_request *request;
	const struct resolve_context *by;
	struct style style;
	uint64_t *before;
	bool changes;
};

/**
 * rounds_skip() - whether to skip a unit of a step
 *
 * The register file advises against reading some registers: in ranges and with
 * --all they are skipped. A named register is read, but not repeatedly.
 */
bool rounds_skip(const struct rounds *rounds, const struct step *step,
		 uint64_t unit);

/**
 * rounds_json(), rounds_csv() - print one round as a line, completely or not at all
 *
 * Return 0, or the exit status of an error that was reported.
 */
int rounds_json(struct rounds *rounds);
int rounds_csv(struct rounds *rounds);

#endif
