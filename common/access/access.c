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
 * @bytes: the bytes of all units, aligned as the units are; if @fill, those of
 *         the one unit that is written to all places
 */
struct block {
	const struct uio_mapping *mapping;
	uint64_t offset;
	unsigned int width;
	size_t count;
	unsigned char *bytes;
	bool fill;
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

#define LOAD(i)	 (reached = at + i, unit[i] = at[i])
#define STORE(i) (reached = at + i, at[i] = unit[i])
#define FILL(i)	 (reached = at + i, at[i] = value)

#define MEMORY(bits)                                                        \
	static void load_##bits(volatile void *registers, void *bytes,      \
				size_t count)                               \
	{                                                                   \
		volatile uint##bits##_t *at = registers, *end = at + count, \
					*four = at + count / 4 * 4;         \
		uint##bits##_t *unit = bytes;                               \
                                                                            \
		ALL_UNITS(LOAD)                                             \
	}                                                                   \
	static void store_##bits(volatile void *registers, void *bytes,     \
				 size_t count)                              \
	{                                                                   \
		volatile uint##bits##_t *at = registers, *end = at + count, \
					*four = at + count / 4 * 4;         \
		const uint##bits##_t *unit = bytes;                         \
                                                                            \
		ALL_UNITS(STORE)                                            \
	}                                                                   \
	static void fill_##bits(volatile void *registers, void *bytes,      \
				size_t count)                               \
	{                                                                   \
		volatile uint##bits##_t *at = registers, *end = at + count, \
					*four = at + count / 4 * 4;         \
		const uint##bits##_t value = *(uint##bits##_t *)bytes;      \
		size_t unit = 0;                                            \
                                                                            \
		ALL_UNITS(FILL)                                             \
		(void)unit;                                                 \
	}

MEMORY(8)
MEMORY(16)
MEMORY(32)
MEMORY(64)

typedef void memory_loop(volatile void *registers, void *bytes, size_t count);

/* The functions are indexed by the binary logarithm of the width in bytes. */
static memory_loop *const loads[] = { load_8, load_16, load_32, load_64 };
static memory_loop *const stores[] = { store_8, store_16, store_32, store_64 };
static memory_loop *const fills[] = { fill_8, fill_16, fill_32, fill_64 };

static int guarded(memory_loop *const *loops, const struct block *block,
		   size_t *done)
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
	loops[__builtin_ctz(size)](registers, block->bytes, block->count);
	armed = 0;
	*done = block->count;
	return 0;
}

static int memory_read(const struct block *block, size_t *done)
{
	return guarded(loads, block, done);
}

static int memory_write(const struct block *block, size_t *done)
{
	return guarded(block->fill ? fills : stores, block, done);
}

/* One system call makes one access in the kernel, or none. */
static int file_error(ssize_t moved)
{
	if (moved >= 0)
		return -EIO;
	return errno == EPERM ? -UIO_ELOCKDOWN : -errno;
}

static int file_read(const struct block *block, size_t *done)
{
	ssize_t size = block->width / 8, moved;
	off_t at = block->mapping->base + block->offset;

	for (*done = 0; *done < block->count; at += size, ++*done) {
		moved = pread(block->mapping->fd, block->bytes + *done * size,
			      size, at);
		if (moved != size)
			return file_error(moved);
	}
	return 0;
}

/* Returns the bytes from which a unit is written. */
static const unsigned char *source(const struct block *block, size_t unit)
{
	return block->bytes + (block->fill ? 0 : unit * (block->width / 8));
}

static int file_write(const struct block *block, size_t *done)
{
	ssize_t size = block->width / 8, moved;
	off_t at = block->mapping->base + block->offset;

	for (*done = 0; *done < block->count; at += size, ++*done) {
		moved = pwrite(block->mapping->fd, source(block, *done), size,
			       at);
		if (moved != size)
			return file_error(moved);
	}
	return 0;
}

static int byte_read(const struct block *block, size_t *done)
{
	return block->width == 8 ? file_read(block, done) : -UIO_EBYTES;
}

static int byte_write(const struct block *block, size_t *done)
{
	return block->width == 8 ? file_write(block, done) : -UIO_EBYTES;
}

static int ports_read(const struct block *block, size_t *done)
{
	const struct unit unit = { .width = block->width };
	unsigned int size = unit.width / 8;
	uint16_t port = block->mapping->base + block->offset;

	for (*done = 0; *done < block->count; ++*done, port += size)
		unit_to_bytes(block->bytes + *done * size,
			      port_in(port, unit.width), &unit);
	return 0;
}

static int ports_write(const struct block *block, size_t *done)
{
	const struct unit unit = { .width = block->width };
	unsigned int size = unit.width / 8;
	uint16_t port = block->mapping->base + block->offset;

	for (*done = 0; *done < block->count; ++*done, port += size)
		port_out(port, unit.width,
			 unit_from_bytes(source(block, *done), &unit));
	return 0;
}

static const struct {
	int (*read)(const struct block *block, size_t *done);
	int (*write)(const struct block *block, size_t *done);
} ways[] = {
	[UIO_WAY_MEMORY] = { memory_read, memory_write },
	[UIO_WAY_FILE] = { file_read, file_write },
	[UIO_WAY_BYTES] = { byte_read, byte_write },
	[UIO_WAY_PORTS] = { ports_read, ports_write },
};

int access_read_block(const struct uio_mapping *mapping, uint64_t offset,
		      unsigned int width, size_t count, void *bytes,
		      size_t *done)
{
	const struct block block = {
		mapping, offset, width, count, bytes, false
	};

	*done = 0;
	return ways[mapping->way].read(&block, done);
}

int access_write_block(const struct uio_mapping *mapping, uint64_t offset,
		       unsigned int width, size_t count, const void *bytes,
		       size_t *done)
{
	const struct block block = { mapping, offset,	     width,
				     count,   (void *)bytes, false };

	*done = 0;
	return ways[mapping->way].write(&block, done);
}

int access_fill_block(const struct uio_mapping *mapping, uint64_t offset,
		      unsigned int width, size_t count, const void *bytes,
		      size_t *done)
{
	const struct block block = { mapping, offset,	     width,
				     count,   (void *)bytes, true };

	*done = 0;
	return ways[mapping->way].write(&block, done);
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
	int err = access_read_block(mapping, offset, unit->width, 1, &bytes,
				    &done);

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
	return access_write_block(mapping, offset, unit->width, 1, &bytes,
				  &done);
}
