/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The checks of a diagnosis. Each adds any number of findings, or none. */
#ifndef UIO_DIAGNOSE_CHECK_H
#define UIO_DIAGNOSE_CHECK_H

#include "diagnose.h"

typedef void diagnose_check(struct diagnosis *diagnosis,
			    const struct diagnose_facts *facts);

/* Checks of the driver and of access to registers: access.c and pci.c. */
diagnose_check check_driver, check_node, check_attributes, check_sysfs,
	check_open, check_holders, check_lockdown, check_maps, check_offsets;
diagnose_check check_runtime, check_d3, check_answer, check_decode,
	check_master;

/* Checks of interrupts: irq.c. */
diagnose_check check_interrupt, check_irqcontrol, check_intx, check_activity,
	check_masked, check_spurious;

/**
 * found() - add a finding of the check that runs
 * @fmt: a description of what was found
 */
__attribute__((format(printf, 3, 4))) void
found(struct diagnosis *diagnosis, enum verdict verdict, const char *fmt, ...);

/**
 * advise() - add advice to the last finding
 */
__attribute__((format(printf, 2, 3))) void advise(struct diagnosis *diagnosis,
						  const char *fmt, ...);

#endif
