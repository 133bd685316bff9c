/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The I/O ports of an x86 CPU, accessed by its own instructions. */
#ifndef UIO_ACCESS_PORT_H
#define UIO_ACCESS_PORT_H

#include <stdint.h>

/**
 * port_open() - ask the kernel for access to ports, for this thread
 * @first: the first port
 * @count: number of ports
 *
 * Returns 0, -EPERM, -ENOSYS if the kernel lacks ioperm(2), or -UIO_EPORT if
 * the CPU has no such ports or none with these numbers.
 */
int port_open(uint64_t first, uint64_t count);
void port_close(uint64_t first, uint64_t count);

/**
 * port_in(), port_out() - access a port with one instruction
 * @port: a port that is open; any other ends the process with SIGSEGV
 * @width: 8, 16 or 32
 */
uint64_t port_in(uint16_t port, unsigned int width);
void port_out(uint16_t port, unsigned int width, uint64_t value);

#endif
