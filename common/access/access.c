// SPDX-License-Identifier: GPL-2.0-or-later
#include "access.h"

#include <byteswap.h>
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "common/base/error.h"
#include "port.h"

static bool width_possible(unsigned int width)
{
	return width == 8 || width == 16 || width == 32 ||
	       (width == 64 && sizeof(void *) == 8);
}

int access_check(uint64_t offset, uint64_t length, const struct unit *unit,
		 const struct uio_region *region, struct access *access)
{
	uint64_t size = unit->width / 8, bytes = uio_region_bytes(region);
	uint64_t first = region->io ? region->addr : region->offset;

	if (!width_possible(unit->width))
		return -UIO_EWIDTH;
	if (region->io && unit->width == 64)
		return -UIO_EPORTWIDTH;
	length = length ?: size;
	/* A size is a power of two. */
	if ((first + offset) & (size - 1))
		return -UIO_EALIGN;
	if (length & (size - 1))
		return -UIO_ETAIL;
	if (offset > bytes || length > bytes - offset)
		return -UIO_EOUTSIDE;
	*access = (struct access){
		.offset = offset,
		.count = length >> __builtin_ctz(size),
		.unit = *unit,
	};
	return 0;
}

static uint64_t swapped(uint64_t value, unsigned int width)
{
	return bswap_64(value) >> (64 - width);
}

/* volatile alone keeps the compiler from splitting, widening or repeating. */
static void load(volatile void *reg, unsigned int width, uint64_t *value)
{
	switch (width) {
	case 8:
		*value = *(volatile uint8_t *)reg;
		break;
	case 16:
		*value = *(volatile uint16_t *)reg;
		break;
	case 32:
		*value = *(volatile uint32_t *)reg;
		break;
	default:
		*value = *(volatile uint64_t *)reg;
	}
}

static void store(volatile void *reg, unsigned int width, uint64_t *value)
{
	switch (width) {
	case 8:
		*(volatile uint8_t *)reg = *value;
		break;
	case 16:
		*(volatile uint16_t *)reg = *value;
		break;
	case 32:
		*(volatile uint32_t *)reg = *value;
		break;
	default:
		*(volatile uint64_t *)reg = *value;
	}
}

/*
 * The guard. A signal handler has no other way to reach its caller than static
 * data; `armed` tells our own accesses from a bus error anywhere else, which
 * must end the process as ever.
 */
static sigjmp_buf escape;
static volatile sig_atomic_t armed;

static void on_sigbus(int sig)
{
	if (armed) {
		armed = 0;
		siglongjmp(escape, 1);
	}
	signal(sig, SIG_DFL);
	raise(sig);
}

static void guard_install(void)
{
	/* SA_NODEFER leaves the signal mask alone, so that no access has to
	 * save and restore it with a system call. */
	struct sigaction action = {
		.sa_handler = on_sigbus,
		.sa_flags = SA_NODEFER,
	};

	sigaction(SIGBUS, &action, NULL);
}

static int guarded(void (*touch)(volatile void *, unsigned int, uint64_t *),
		   const struct uio_mapping *mapping, uint64_t offset,
		   unsigned int width, uint64_t *value)
{
	static bool installed;

	if (!installed)
		guard_install();
	installed = true;
	if (sigsetjmp(escape, 0))
		return -UIO_EBUS;
	armed = 1;
	touch((volatile char *)mapping->registers + offset, width, value);
	armed = 0;
	return 0;
}

static int memory_read(const struct uio_mapping *mapping, uint64_t offset,
		       unsigned int width, uint64_t *value)
{
	return guarded(load, mapping, offset, width, value);
}

static int memory_write(const struct uio_mapping *mapping, uint64_t offset,
			unsigned int width, uint64_t value)
{
	return guarded(store, mapping, offset, width, &value);
}

/* The kernel makes one access of what one call asks for, or none. */
static int file_error(ssize_t done)
{
	if (done >= 0)
		return -EIO;
	return errno == EPERM ? -UIO_ELOCKDOWN : -errno;
}

static int file_read(const struct uio_mapping *mapping, uint64_t offset,
		     unsigned int width, uint64_t *value)
{
	uint64_t raw;
	ssize_t size = width / 8;
	ssize_t done = pread(mapping->fd, &raw, size, mapping->base + offset);

	if (done != size)
		return file_error(done);
	load(&raw, width, value);
	return 0;
}

static int file_write(const struct uio_mapping *mapping, uint64_t offset,
		      unsigned int width, uint64_t value)
{
	uint64_t raw;
	ssize_t size = width / 8, done;

	store(&raw, width, &value);
	done = pwrite(mapping->fd, &raw, size, mapping->base + offset);
	return done == size ? 0 : file_error(done);
}

static int byte_read(const struct uio_mapping *mapping, uint64_t offset,
		     unsigned int width, uint64_t *value)
{
	return width == 8 ? file_read(mapping, offset, width, value)
			  : -UIO_EBYTES;
}

static int byte_write(const struct uio_mapping *mapping, uint64_t offset,
		      unsigned int width, uint64_t value)
{
	return width == 8 ? file_write(mapping, offset, width, value)
			  : -UIO_EBYTES;
}

static int ports_read(const struct uio_mapping *mapping, uint64_t offset,
		      unsigned int width, uint64_t *value)
{
	*value = port_in(mapping->base + offset, width);
	return 0;
}

static int ports_write(const struct uio_mapping *mapping, uint64_t offset,
		       unsigned int width, uint64_t value)
{
	port_out(mapping->base + offset, width, value);
	return 0;
}

static const struct {
	int (*read)(const struct uio_mapping *mapping, uint64_t offset,
		    unsigned int width, uint64_t *value);
	int (*write)(const struct uio_mapping *mapping, uint64_t offset,
		     unsigned int width, uint64_t value);
} ways[] = {
	[UIO_WAY_MEMORY] = { memory_read, memory_write },
	[UIO_WAY_FILE] = { file_read, file_write },
	[UIO_WAY_BYTES] = { byte_read, byte_write },
	[UIO_WAY_PORTS] = { ports_read, ports_write },
};

int access_read(const struct uio_mapping *mapping, uint64_t offset,
		const struct unit *unit, uint64_t *value)
{
	uint64_t loaded = 0;
	int err =
		ways[mapping->way].read(mapping, offset, unit->width, &loaded);

	if (!err)
		*value = unit->swap ? swapped(loaded, unit->width) : loaded;
	return err;
}

int access_write(const struct uio_mapping *mapping, uint64_t offset,
		 const struct unit *unit, uint64_t value)
{
	uint64_t stored = unit->swap ? swapped(value, unit->width) : value;

	return ways[mapping->way].write(mapping, offset, unit->width, stored);
}
