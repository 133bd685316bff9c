/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The state of an interrupt, for people and scripts. */
#ifndef UIO_CMD_IRQ_STATUS_H
#define UIO_CMD_IRQ_STATUS_H

#include <stdbool.h>

#include "cmd/run/target.h"

/**
 * irq_status() - print the state of the device's interrupt
 * @target: the device, whose node stays closed if it is closed
 * @json: print one object, else lines `key: value`
 *
 * Returns 0 or an exit status.
 */
int irq_status(struct target *target, bool json);

#endif
