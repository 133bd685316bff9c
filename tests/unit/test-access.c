// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Loads and stores in plain memory and through a file, and the guard on a file
 * that is too short.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "common/access/access.h"
#include "common/base/error.h"
#include "tap.h"

static const uint8_t pattern[] = { 0x11, 0x22, 0x33, 0x44,
				   0x55, 0x66, 0x77, 0x88 };

static const struct {
	struct unit unit;
	uint64_t little; /* the value for a little-endian CPU */
	uint64_t big;
} views[] = {
	{ { 8, false }, 0x11, 0x11 },
	{ { 8, true }, 0x11, 0x11 },
	{ { 16, false }, 0x2211, 0x1122 },
	{ { 16, true }, 0x1122, 0x2211 },
	{ { 32, false }, 0x44332211, 0x11223344 },
	{ { 32, true }, 0x11223344, 0x44332211 },
	{ { 64, false }, 0x8877665544332211, 0x1122334455667788 },
	{ { 64, true }, 0x1122334455667788, 0x8877665544332211 },
};

static void test_widths(void)
{
	bool big = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;

	for (size_t i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
		const struct unit *unit = &views[i].unit;
		uint64_t want = big ? views[i].big : views[i].little;
		uint64_t memory[3] = { 0, 0, 0 }, value = 0;
		struct uio_mapping mapping = { .registers = memory };
		int err;

		if (unit->width == 64 && sizeof(void *) < 8)
			continue;
		memcpy(&memory[1], pattern, sizeof(pattern));
		err = access_read(&mapping, 8, unit, &value);
		ok(!err && value == want, "read %u bits%s: 0x%" PRIx64,
		   unit->width, unit->swap ? " swapped" : "", value);

		memory[1] = 0;
		err = access_write(&mapping, 8, unit, want);
		ok(!err && !memory[0] && !memory[2] &&
			   !memcmp(&memory[1], pattern, unit->width / 8) &&
			   (unit->width == 64 ||
			    !((uint8_t *)&memory[1])[unit->width / 8]),
		   "write %u bits%s, and no other", unit->width,
		   unit->swap ? " swapped" : "");
	}
}

/*
 * Accesses through a file: the bytes that one call transfers, and their place.
 */
static void test_file(void)
{
	char path[] = "/tmp/uio-test-XXXXXX";
	struct uio_mapping mapping = { .way = UIO_WAY_FILE, .base = 8 };
	const struct unit units[] = { { 8, false },
				      { 16, true },
				      { 32, false } };
	uint8_t bytes[16];

	mapping.fd = mkstemp(path);
	unlink(path);
	if (mapping.fd < 0)
		exit(1);
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		uint64_t value = 0, want = 0x11223344 >> (32 - units[i].width);
		size_t size = units[i].width / 8;
		int err;

		memset(bytes, 0xff, sizeof(bytes));
		if (pwrite(mapping.fd, bytes, 16, 0) != 16)
			exit(1);
		err = access_write(&mapping, 4, &units[i], want)
			      ?: access_read(&mapping, 4, &units[i], &value);
		ok(!err && value == want, "%u bits of a file come back",
		   units[i].width);
		if (pread(mapping.fd, bytes, 16, 0) != 16)
			exit(1);
		ok(bytes[11] == 0xff && bytes[12] != 0xff &&
			   bytes[12 + size - 1] != 0xff &&
			   (size == 4 || bytes[12 + size] == 0xff),
		   "and no other changes");
	}
	ok(access_read(&mapping, 8, &units[0], &(uint64_t){ 0 }) == -EIO,
	   "the end of a file is an error");

	mapping.way = UIO_WAY_BYTES;
	ok(access_write(&mapping, 0, &units[1], 0) == -UIO_EBYTES &&
		   access_read(&mapping, 0, &units[1], &(uint64_t){ 0 }) ==
			   -UIO_EBYTES,
	   "16 bits of bytes are refused");
	ok(!access_write(&mapping, 0, &units[0], 0x5a) &&
		   pread(mapping.fd, bytes, 16, 0) == 16 && bytes[8] == 0x5a &&
		   bytes[9] == 0xff,
	   "8 are not");
	close(mapping.fd);
}

/* An access after the end of a file is a bus error, like one to a removed device. */
static void test_guard(void)
{
	const struct unit unit = { .width = 32 };
	char path[] = "/tmp/uio-test-XXXXXX";
	size_t page = sysconf(_SC_PAGESIZE);
	struct uio_mapping mapping = { 0 };
	uint64_t value = 5;
	int fd = mkstemp(path);

	unlink(path);
	if (fd < 0 || ftruncate(fd, page))
		exit(1);
	mapping.registers =
		mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	ok(!access_read(&mapping, 0, &unit, &value) && value == 0,
	   "read before the end");
	value = 5;
	for (int i = 0; i < 3; i++) {
		ok(access_read(&mapping, page, &unit, &value) == -UIO_EBUS &&
			   value == 5,
		   "read after the end is a bus error, again and again");
		ok(access_write(&mapping, page, &unit, 1) == -UIO_EBUS,
		   "write after the end is a bus error");
	}
	ok(!access_write(&mapping, 4, &unit, 1) &&
		   !access_read(&mapping, 4, &unit, &value) && value == 1,
	   "access goes on after it");
	close(fd);
}

/* A block reports the unit at which it stopped, wherever it began. */
static void test_block_end(enum access_action action, const char *what,
			   const struct uio_mapping *mapping, size_t page)
{
	static uint64_t bytes[64];

	for (unsigned int width = 8; width <= 8 * sizeof(void *); width *= 2)
		for (size_t before = 0; before < 7; before++) {
			size_t size = width / 8, done = 99;
			int err = access_block(mapping, action,
					       page - before * size, width, 40,
					       bytes, &done);

			ok(err == -UIO_EBUS && done == before,
			   "%s %u bits, %zu before the end: %zu were done",
			   what, width, before, done);
		}
}

static void test_blocks(void)
{
	char path[] = "/tmp/uio-test-XXXXXX";
	size_t page = sysconf(_SC_PAGESIZE), done;
	struct uio_mapping mapping = { 0 };
	uint16_t bytes[9] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 }, read[9] = { 0 };
	int fd = mkstemp(path);

	unlink(path);
	if (fd < 0 || ftruncate(fd, page))
		exit(1);
	mapping.registers =
		mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	test_block_end(ACCESS_LOAD, "read", &mapping, page);
	test_block_end(ACCESS_STORE, "write", &mapping, page);
	test_block_end(ACCESS_FILL, "fill", &mapping, page);
	ok(!access_block(&mapping, ACCESS_STORE, 4, 16, 9, bytes, &done) &&
		   done == 9 &&
		   !access_block(&mapping, ACCESS_LOAD, 4, 16, 9, read,
				 &done) &&
		   done == 9 && !memcmp(bytes, read, sizeof(bytes)),
	   "a block reads back as it was written");
	ok(!access_block(&mapping, ACCESS_FILL, 4, 16, 7, &bytes[5], &done) &&
		   !access_block(&mapping, ACCESS_LOAD, 4, 16, 9, read,
				 &done) &&
		   read[0] == 5 && read[6] == 5 && read[7] == 7,
	   "a fill does not exceed its end");
	close(fd);
}

int main(void)
{
	test_widths();
	test_file();
	test_guard();
	test_blocks();
	return done();
}
