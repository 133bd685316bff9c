// SPDX-License-Identifier: GPL-2.0-or-later
#include "stamps.h"

#include "common/access/access.h"
#include "common/base/error.h"

#define ENTRIES UIO_STAMPS_ENTRIES

int stamps_open(struct stamps *stamps, const struct uio_device *device,
		const struct uio_node *node, const struct uio_region *region)
{
	static const struct unit unit = { .width = 32 };
	uint64_t value;
	int err;

	if (uio_region_bytes(region) < sizeof(*stamps->ring) ||
	    region->kind != UIO_MAP ||
	    region->offset % _Alignof(struct uio_stamps))
		return -UIO_ENOSTAMPS;
	err = uio_map(device, node, region, false, &stamps->mapping);
	if (err)
		return err;
	stamps->ring = (const struct uio_stamps *)stamps->mapping.registers;
	/*
	 * The first access to a page may cause a bus error, which access_read()
	 * handles.
	 */
	for (size_t at = 0; at < sizeof(*stamps->ring) && !err; at += 4)
		err = access_read(&stamps->mapping, at, &unit, &value);
	if (!err && (stamps->ring->magic != UIO_STAMPS_MAGIC ||
		     stamps->ring->entries != ENTRIES))
		err = -UIO_ENOSTAMPS;
	if (err)
		uio_unmap(&stamps->mapping);
	return err;
}

/*
 * The fence orders the read of the count before the call ahead of the reads here.
 * The position of an entry follows from that of the newest one, as counts
 * increase by one. A copy is valid if the writer had not yet reached that entry
 * again.
 */
size_t stamps_get(const struct stamps *stamps, uint32_t count, uint32_t wanted,
		  struct uio_stamp *found)
{
	const volatile struct uio_stamp *ring = stamps->ring->ring;
	uint32_t head, last, first;
	size_t copied = 0, late = 0;

	if (wanted > ENTRIES)
		wanted = ENTRIES;
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	head = __atomic_load_n(&stamps->ring->head, __ATOMIC_ACQUIRE);
	last = head - 1 - (ring[(head - 1) % ENTRIES].count - count);
	first = last - wanted + 1;
	for (uint32_t n = 0; n < wanted; n++)
		found[copied++] = ring[(first + n) % ENTRIES];
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	head = __atomic_load_n(&stamps->ring->head, __ATOMIC_ACQUIRE);
	for (uint32_t n = 0; n < copied; n++)
		if (head - (first + n) >= ENTRIES || !found[n].ns ||
		    found[n].count != count - wanted + 1 + n)
			late = n + 1;
	for (size_t i = late; i < copied; i++)
		found[i - late] = found[i];
	return copied - late;
}

void stamps_close(struct stamps *stamps)
{
	uio_unmap(&stamps->mapping);
}
