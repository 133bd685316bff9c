// SPDX-License-Identifier: GPL-2.0-or-later
/* The ring of timestamps, as a driver leaves it in memory. */
#include <string.h>

#include "common/irq/stamps.h"
#include "tap.h"

static struct uio_stamps ring;
static const struct stamps stamps = {
	.mapping = { .way = UIO_WAY_MEMORY, .registers = (void *)&ring },
};
static struct uio_stamp found[UIO_STAMPS_ENTRIES];

/* Writes a number of timestamps, the first of them with this count. */
static void fill(uint32_t first, uint32_t written)
{
	memset(&ring, 0, sizeof(ring));
	for (uint32_t n = 0; n < written; n++) {
		ring.ring[n % UIO_STAMPS_ENTRIES] = (struct uio_stamp){
			.count = first + n,
			.ns = 1000 + n,
		};
		ring.head++;
	}
}

/*
 * Returns whether the timestamps that were found go up to a count, without a
 * gap.
 */
static bool end_with(size_t total, uint32_t count)
{
	for (size_t i = 0; i < total; i++)
		if (found[i].count != (uint32_t)(count - total + 1 + i) ||
		    found[i].ns != found[0].ns + i)
			return false;
	return true;
}

static void check(const char *what, uint32_t count, uint32_t wanted,
		  size_t expected)
{
	size_t got;
	int err = stamps_get(&stamps, count, wanted, found, &got);

	ok(!err && got == expected && end_with(got, count), "%s: %zu of %u",
	   what, got, wanted);
}

int main(void)
{
	fill(1, 0);
	check("an empty ring", 1, 1, 0);
	check("an empty ring, at the wrap", 0, 4, 0);
	fill(1, 5);
	check("the newest", 5, 1, 1);
	check("all", 5, 5, 5);
	check("one before", 4, 1, 1);
	check("the oldest", 1, 1, 1);
	check("more than there were", 5, 9, 5);
	check("one in the future", 6, 1, 0);
	fill(1, 5000);
	check("a full ring", 5000, 3, 3);
	/* The writer may be at the oldest entry. */
	check("as many as are certain", 5000, 1024, 1023);
	check("some that are overwritten", 4000, 100, 23);
	check("none but overwritten ones", 3000, 10, 0);
	check("more than the ring holds", 5000, 4999, 1023);
	fill(0xfffffffe, 6);
	check("across the wrap of the count", 3, 6, 6);
	check("up to the wrap", 0xffffffff, 2, 2);
	ring.head = 3;
	ring.ring[2].count = 7;
	check("a ring that is not a sequence", 0xffffffff, 2, 0);
	return done();
}
