/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checks of register files: the findings of all blocks, each reported once. */
#ifndef UIO_REGS_CHECK_H
#define UIO_REGS_CHECK_H

#include "file.h"

/**
 * enum regs_overlaps - how overlaps of registers or fields are judged
 * @REGS_OVERLAPS_WRONG: as an error
 * @REGS_OVERLAPS_PARTLY_WRONG: as an error, or as a warning if both have the
 *                              same bits
 * @REGS_OVERLAPS_MEANT: as a warning
 */
enum regs_overlaps {
	REGS_OVERLAPS_WRONG,
	REGS_OVERLAPS_PARTLY_WRONG,
	REGS_OVERLAPS_MEANT,
};

/**
 * regs_findings_new() - a new empty list of findings; NULL without memory
 */
struct regs_findings *regs_findings_new(void);
void regs_findings_free(struct regs_findings *findings);

/**
 * regs_findings_check() - check a model for faults
 * @block: the name of the block in the findings, or NULL
 *
 * The notes of the reader are findings too. Returns 0 or -ENOMEM.
 */
int regs_findings_check(struct regs_findings *findings, const struct regs *regs,
			const char *block, enum regs_overlaps overlaps);

/**
 * regs_findings_add() - add findings from elsewhere
 * @finding: the first one, or NULL
 *
 * Returns 0 or -ENOMEM.
 */
int regs_findings_add(struct regs_findings *findings, const char *block,
		      const struct reg_finding *finding);

/**
 * regs_findings_each() - call a function for each finding, by line
 *
 * If several blocks have the same finding in the same line, because one is
 * derived from the other, it is reported for the first one. Returns 0 or
 * -ENOMEM.
 */
int regs_findings_each(const struct regs_findings *findings,
		       void (*report)(void *context,
				      const struct reg_finding *finding),
		       void *context);

#endif
