/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads that are repeated: what their forms of output share. */
#ifndef UIO_CMD_RUN_READ_ROUNDS_H
#define UIO_CMD_RUN_READ_ROUNDS_H

#include "read.h"

/**
 * struct rounds - reads that are repeated
 * @style: of the round that is read now
 * @before: units of all steps as the round before read them; NULL where there is
 *          only one round
 * @changes: this round prints what changed, and nothing else
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
 * rounds_skip() - whether a unit of a step is not to be read
 *
 * The register file advises against reading some registers: in ranges and with
 * --all they are skipped. A named register is read, but not repeatedly.
 */
bool rounds_skip(const struct rounds *rounds, const struct step *step,
		 uint64_t unit);

/**
 * rounds_json(), rounds_csv() - one round, as a line that is printed completely or
 * not at all
 *
 * Return 0, or the exit status of an error that was reported.
 */
int rounds_json(struct rounds *rounds);
int rounds_csv(struct rounds *rounds);

#endif
