// SPDX-License-Identifier: GPL-2.0-or-later
#include "port.h"

#include <errno.h>

#include "common/base/error.h"

#if defined(__x86_64__) || defined(__i386__)

#include <sys/io.h>

#define PORTS 0x10000

int port_open(uint64_t first, uint64_t count)
{
	if (first >= PORTS || count > PORTS - first)
		return -UIO_EPORT;
	return ioperm(first, count, 1) ? -errno : 0;
}

void port_close(uint64_t first, uint64_t count)
{
	ioperm(first, count, 0);
}

uint64_t port_in(uint16_t port, unsigned int width)
{
	switch (width) {
	case 8:
		return inb(port);
	case 16:
		return inw(port);
	default:
		return inl(port);
	}
}

void port_out(uint16_t port, unsigned int width, uint64_t value)
{
	switch (width) {
	case 8:
		outb(value, port);
		break;
	case 16:
		outw(value, port);
		break;
	default:
		outl(value, port);
	}
}

#else

int port_open(uint64_t first, uint64_t count)
{
	(void)first, (void)count;
	return -UIO_EPORT;
}

void port_close(uint64_t first, uint64_t count)
{
	(void)first, (void)count;
}

uint64_t port_in(uint16_t port, unsigned int width)
{
	(void)port;
	return UINT64_MAX >> (64 - width);
}

void port_out(uint16_t port, unsigned int width, uint64_t value)
{
	(void)port, (void)width, (void)value;
}

#endif
