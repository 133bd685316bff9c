/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A series of checks for what may keep a device from working. They use facts that
 * were gathered before (facts.h), so nothing here touches the system.
 */
#ifndef UIO_DIAGNOSE_DIAGNOSE_H
#define UIO_DIAGNOSE_DIAGNOSE_H

#include <stdbool.h>
#include <stddef.h>

#include "facts.h"

/**
 * enum verdict - the result of a check
 * @VERDICT_OK: no obstacle was found
 * @VERDICT_WARNING: something that may surprise, or that is likely but not
 *                   certain
 * @VERDICT_FAILED: accesses or interrupts do not work
 */
enum verdict {
	VERDICT_OK,
	VERDICT_WARNING,
	VERDICT_FAILED,
};

/**
 * struct finding - one result of a check, which may have several
 * @check: the key of the check, for programs
 * @seen: what was found
 * @advice: what to do, or NULL
 */
struct finding {
	const char *check;
	enum verdict verdict;
	char *seen;
	char *advice;
};

/**
 * struct diagnosis - all findings, in the order of the checks
 * @check: the key of the check that runs
 * @failed: memory was short
 */
struct diagnosis {
	struct finding *findings;
	size_t count;
	const char *check;
	bool failed;
};

/**
 * diagnose() - run all checks on the facts
 * @diagnosis: the result; free with diagnosis_free(), on success only
 *
 * A check that does not apply to the device, or whose facts are missing, finds
 * nothing.
 *
 * Returns 0 or -ENOMEM.
 */
int diagnose(struct diagnosis *diagnosis, const struct diagnose_facts *facts);
void diagnosis_free(struct diagnosis *diagnosis);

#endif
