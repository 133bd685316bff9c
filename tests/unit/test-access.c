// SPDX-License-Identifier: GPL-2.0-or-later
/* Loads and stores on plain memory, and the guard on a file that is too short. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "access.h"
#include "error.h"
#include "tap.h"

static const uint8_t pattern[] = { 0x11, 0x22, 0x33, 0x44,
				   0x55, 0x66, 0x77, 0x88 };

static const struct {
	struct unit unit;
	uint64_t little; /* what a little-endian CPU sees in the pattern */
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

/* A page behind the end of a file is a bus error, as from a removed device. */
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
		   "read behind the end is a bus error, again and again");
		ok(access_write(&mapping, page, &unit, 1) == -UIO_EBUS,
		   "write behind the end is a bus error");
	}
	ok(!access_write(&mapping, 4, &unit, 1) &&
		   !access_read(&mapping, 4, &unit, &value) && value == 1,
	   "access goes on after it");
	close(fd);
}

int main(void)
{
	test_widths();
	test_guard();
	return done();
}
