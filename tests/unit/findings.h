/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The findings of a register file that has no blocks. */
#ifndef FINDINGS_H
#define FINDINGS_H

#include <errno.h>

#include "common/regs/check.h"

static inline int regs_check(const struct regs *regs,
			     void (*finding)(void *context,
					     const struct reg_finding *finding),
			     void *context)
{
	struct regs_findings *findings = regs_findings_new();
	int err = -ENOMEM;

	if (findings)
		err = regs_findings_check(findings, regs, NULL,
					  REGS_OVERLAPS_WRONG)
			      ?: regs_findings_each(findings, finding, context);
	regs_findings_free(findings);
	return err;
}

#endif
