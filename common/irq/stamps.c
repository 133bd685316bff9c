// SPDX-License-Identifier: GPL-2.0-or-later
#include "stamps.h"

#include <stddef.h>

#include "common/access/access.h"
#include "common/base/error.h"

#define ENTRIES UIO_STAMPS_ENTRIES

int stamps_open(struct stamps *stamps, const struct uio_device *device,
		const struct uio_node *node, const struct uio_region *region)
{
	static const struct unit unit = { .width = 32 };
	const struct uio_stamps *ring;
	uint64_t value;
	int err;

	if (uio_region_bytes(region) < sizeof(*ring) ||
	    region->kind != UIO_MAP ||
	    region->offset % _Alignof(struct uio_stamps))
		return -UIO_ENOSTAMPS;
	err = uio_map(device, node, region, UIO_MAP_ALL, false,
		      &stamps->mapping);
	if (err)
		return err;
	ring = (const struct uio_stamps *)stamps->mapping.registers;
	/*
	 * The first access to a page may cause a bus error, which access_read()
	 * handles.
	 */
	for (size_t at = 0; at < sizeof(*ring) && !err; at += 4)
		err = access_read(&stamps->mapping, at, &unit, &value);
	if (!err &&
	    (ring->magic != UIO_STAMPS_MAGIC || ring->entries != ENTRIES))
		err = -UIO_ENOSTAMPS;
	if (err)
		uio_unmap(&stamps->mapping);
	return err;
}

/* The memory of a simulated device may fail at any time. */
static int load(const struct stamps *stamps, size_t offset, unsigned int width,
		size_t count, void *to)
{
	size_t done;

	return access_block(&stamps->mapping, ACCESS_LOAD, offset, width, count,
			    to, &done);
}

static int load_head(const struct stamps *stamps, uint32_t *head)
{
	int err = load(stamps, offsetof(struct uio_stamps, head), 32, 1, head);

	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	return err;
}

static int load_entry(const struct stamps *stamps, uint32_t at,
		      struct uio_stamp *entry)
{
	size_t offset = offsetof(struct uio_stamps, ring) +
			at % ENTRIES * sizeof(*entry);

	return load(stamps, offset, 64, sizeof(*entry) / 8, entry);
}

/*
 * The fence orders the read of the count before the call ahead of the reads here.
 * The position of an entry follows from that of the newest one, as counts
 * increase by one. A copy is valid if the writer had not yet reached that entry
 * again.
 */
int stamps_get(const struct stamps *stamps, uint32_t count, uint32_t wanted,
	       struct uio_stamp *found, size_t *copied)
{
	struct uio_stamp newest;
	uint32_t head, first, late = 0;
	int err;

	if (wanted > ENTRIES)
		wanted = ENTRIES;
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	err = load_head(stamps, &head) ?: load_entry(stamps, head - 1, &newest);
	if (err)
		return err;
	first = head - (newest.count - count) - wanted;
	for (uint32_t n = 0; n < wanted && !err; n++)
		err = load_entry(stamps, first + n, &found[n]);
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	err = err ?: load_head(stamps, &head);
	for (uint32_t n = 0; n < wanted && !err; n++)
		if (head - (first + n) >= ENTRIES || !found[n].ns ||
		    found[n].count != count - wanted + 1 + n)
			late = n + 1;
	*copied = wanted - late;
	for (size_t i = 0; i < *copied; i++)
		found[i] = found[i + late];
	return err;
}

void stamps_close(struct stamps *stamps)
{
	uio_unmap(&stamps->mapping);
}
