/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The part of the kernel's log that is still in memory (syslog(2)). */
#ifndef UIO_DIAGNOSE_KERNEL_LOG_H
#define UIO_DIAGNOSE_KERNEL_LOG_H

#include <stdbool.h>

/**
 * kernel_log_read() - read all of the log, without consuming it
 *
 * Returns the allocated text, or NULL if this process may not read it.
 */
char *kernel_log_read(void);

/**
 * kernel_log_shut() - whether the kernel disabled an interrupt line because no
 * driver handled its interrupts (__report_bad_irq() in kernel/irq/spurious.c)
 * @irq: the kernel's number of the line
 */
bool kernel_log_shut(const char *log, unsigned int irq);

#endif
