// SPDX-License-Identifier: GPL-2.0-or-later
#include "access.h"

#include <endian.h>
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "common/base/error.h"
#include "port.h"

/**
 * struct block - consecutive units
 * @bytes: the bytes of all units, aligned as the units are; to ACCESS_FILL, those of
 *         the one unit that is written to all places
 */
struct block {
	const struct uio_mapping *mapping;
	enum access_action action;
	uint64_t offset;
	unsigned int width;
	size_t count;
	unsigned char *bytes;
};

int access_check(uint64_t offset, uint64_t length, const struct unit *unit,
		 const struct uio_region *region, struct access *access)
{
	uint64_t size = unit->width / 8, bytes = uio_region_bytes(region);
	uint64_t first = region->io ? region->addr : region->offset;

	if (unit->width != 8 && unit->width != 16 && unit->width != 32 &&
	    (unit->width != 64 || sizeof(void *) < 8))
		return -UIO_EWIDTH;
	if (region->io && unit->width == 64)
		return -UIO_EPORTWIDTH;
	length = length ?: size;
	/* Widths are powers of two. */
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

/*
 * The guard against bus errors. A signal handler can reach its caller only
 * through static data: `armed` is set during our own accesses, as any other bus
 * error must end the process as usual, and `reached` is the register that is
 * accessed.
 */
static sigjmp_buf escape;
static volatile sig_atomic_t armed;
static volatile const void *volatile reached;

static void on_sigbus(int sig)
{
	if (armed) {
		armed = 0;
		siglongjmp(escape, 1);
	}
	signal(sig, SIG_DFL);
	raise(sig);
}

/*
 * The loops over memory, one for each width. volatile alone keeps the compiler
 * from splitting, widening, merging or repeating an access. The loops are
 * unrolled by four, because the loop itself costs as much as an access.
 */
#define ALL_UNITS(ONE)                           \
	for (; at != four; at += 4, unit += 4) { \
		ONE(0);                          \
		ONE(1);                          \
		ONE(2);                          \
		ONE(3);                          \
	}                                        \
	for (; at != end; at++, unit++)          \
		ONE(0);

#define LOAD_UNIT(i)  (reached = at + i, unit[i] = at[i])
#define STORE_UNIT(i) (reached = at + i, at[i] = unit[i])
#define FILL_UNIT(i)  (reached = at + i, at[i] = value)

#define MEMORY(bits)                                                        \
	static void load_##bits(volatile void *registers, void *bytes,      \
				size_t count)                               \
	{                                                                   \
		volatile uint##bits##_t *at = registers, *end = at + count, \
					*four = at + count / 4 * 4;         \
		uint##bits##_t *unit = bytes;                               \
                                                                            \
		ALL_UNITS(LOAD_UNIT)                                        \
	}                                                                   \
	static void store_##bits(volatile void *registers, void *bytes,     \
				 size_t count)                              \
	{                                                                   \
		volatile uint##bits##_t *at = registers, *end = at + count, \
					*four = at + count / 4 * 4;         \
		const uint##bits##_t *unit = bytes;                         \
                                                                            \
		ALL_UNITS(STORE_UNIT)                                       \
	}                                                                   \
	static void fill_##bits(volatile void *registers, void *bytes,      \
				size_t count)                               \
	{                                                                   \
		volatile uint##bits##_t *at = registers, *end = at + count, \
					*four = at + count / 4 * 4;         \
		const uint##bits##_t value = *(uint##bits##_t *)bytes;      \
		size_t unit = 0;                                            \
                                                                            \
		ALL_UNITS(FILL_UNIT)                                        \
		(void)unit;                                                 \
	}

MEMORY(8)
MEMORY(16)
MEMORY(32)
MEMORY(64)

typedef void memory_loop(volatile void *registers, void *bytes, size_t count);

/* Indexed by the action, and the binary logarithm of the width in bytes. */
static memory_loop *const loops[][4] = {
	[ACCESS_LOAD] = { load_8, load_16, load_32, load_64 },
	[ACCESS_STORE] = { store_8, store_16, store_32, store_64 },
	[ACCESS_FILL] = { fill_8, fill_16, fill_32, fill_64 },
};

static int access_memory(const struct block *block, size_t *done)
{
	volatile char *registers =
		(volatile char *)block->mapping->registers + block->offset;
	unsigned int size = block->width / 8;
	/*
	 * SA_NODEFER leaves the signal mask alone, so no system call has to
	 * save and restore it for each access.
	 */
	static const struct sigaction action = {
		.sa_handler = on_sigbus,
		.sa_flags = SA_NODEFER,
	};
	static bool installed;

	if (!installed)
		sigaction(SIGBUS, &action, NULL);
	installed = true;
	if (sigsetjmp(escape, 0)) {
		*done = ((volatile const char *)reached - registers) / size;
		return -UIO_EBUS;
	}
	armed = 1;
	loops[block->action][__builtin_ctz(size)](registers, block->bytes,
						  block->count);
	armed = 0;
	*done = block->count;
	return 0;
}

/* One system call makes one access in the kernel, or none. */
static int access_file(const struct block *block, size_t *done)
{
	ssize_t size = block->width / 8, moved;
	off_t at = block->mapping->base + block->offset;
	unsigned char *unit = block->bytes;
	int fd = block->mapping->fd;

	for (; *done < block->count; at += size, ++*done) {
		moved = block->action == ACCESS_LOAD
				? pread(fd, unit, size, at)
				: pwrite(fd, unit, size, at);
		if (moved < 0)
			return errno == EPERM ? -UIO_ELOCKDOWN : -errno;
		if (moved != size)
			return -EIO;
		unit += block->action == ACCESS_FILL ? 0 : size;
	}
	return 0;
}

static int access_ports(const struct block *block, size_t *done)
{
	const struct unit unit = { .width = block->width };
	unsigned int size = unit.width / 8;
	uint16_t port = block->mapping->base + block->offset;
	unsigned char *bytes = block->bytes;

	for (; *done < block->count; ++*done, port += size) {
		if (block->action == ACCESS_LOAD)
			unit_to_bytes(bytes, port_in(port, unit.width), &unit);
		else
			port_out(port, unit.width,
				 unit_from_bytes(bytes, &unit));
		bytes += block->action == ACCESS_FILL ? 0 : size;
	}
	return 0;
}

int access_block(const struct uio_mapping *mapping, enum access_action action,
		 uint64_t offset, unsigned int width, size_t count, void *bytes,
		 size_t *done)
{
	const struct block block = { mapping, action, offset,
				     width,   count,  bytes };

	*done = 0;
	switch (mapping->way) {
	case UIO_WAY_FILE:
		return access_file(&block, done);
	case UIO_WAY_BYTES:
		return width == 8 ? access_file(&block, done) : -UIO_EBYTES;
	case UIO_WAY_PORTS:
		return access_ports(&block, done);
	default:
		return access_memory(&block, done);
	}
}

static bool is_big(const struct unit *unit)
{
	return (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) != unit->swap;
}

void unit_to_bytes(void *bytes, uint64_t value, const struct unit *unit)
{
	uint64_t ordered = is_big(unit) ? htobe64(value << (64 - unit->width))
					: htole64(value);

	memcpy(bytes, &ordered, unit->width / 8);
}

uint64_t unit_from_bytes(const void *bytes, const struct unit *unit)
{
	uint64_t ordered = 0;

	memcpy(&ordered, bytes, unit->width / 8);
	return is_big(unit) ? be64toh(ordered) >> (64 - unit->width)
			    : le64toh(ordered);
}

int access_read(const struct uio_mapping *mapping, uint64_t offset,
		const struct unit *unit, uint64_t *value)
{
	uint64_t bytes = 0;
	size_t done;
	int err = access_block(mapping, ACCESS_LOAD, offset, unit->width, 1,
			       &bytes, &done);

	if (!err)
		*value = unit_from_bytes(&bytes, unit);
	return err;
}

int access_write(const struct uio_mapping *mapping, uint64_t offset,
		 const struct unit *unit, uint64_t value)
{
	uint64_t bytes = 0;
	size_t done;

	unit_to_bytes(&bytes, value, unit);
	return access_block(mapping, ACCESS_STORE, offset, unit->width, 1,
			    &bytes, &done);
}
