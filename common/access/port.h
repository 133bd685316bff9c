/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The I/O ports of an x86 CPU, accessed by its own instructions. */
#ifndef UIO_ACCESS_PORT_H
#define UIO_ACCESS_PORT_H

#include <stdint.h>

/**
 * port_open() - ask the kernel to let this thread at some ports
 * @first: the first port
 * @count: how many
 *
 * Returns 0, -EPERM, -ENOSYS where the kernel has no ioperm(2), or -UIO_EPORT
 * on a CPU without such ports or where it has none of that number.
 */
int port_open(uint64_t first, uint64_t count);
void port_close(uint64_t first, uint64_t count);

/**
 * port_in(), port_out() - one instruction of that width
 * @port: between port_open() and port_close(): else it ends in SIGSEGV
 * @width: 8, 16 or 32
 */
uint64_t port_in(uint16_t port, unsigned int width);
void port_out(uint16_t port, unsigned int width, uint64_t value);

#endif
