/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A ring of the last interrupts, which a UIO driver exports as a region. Each
 * entry has the count, the cause and the time of an interrupt. A program finds
 * in it the interrupts that it missed because the next one came before it could
 * read.
 *
 * The driver is the only writer. It fills an entry, and then advances `head`
 * with release semantics. A reader loads `head` with acquire semantics, copies
 * entry `n % entries` for the n it wants, from `head - entries + 1` up, and
 * loads `head` again after an acquire fence: if that is `n + entries` or more
 * (modulo 2^32), the copy may be of a later entry, or of parts of both.
 */
#ifndef UIO_STAMPS_H
#define UIO_STAMPS_H

#include <linux/types.h>

#define UIO_STAMPS_MAGIC   0x504d5453
#define UIO_STAMPS_ENTRIES 1024

/**
 * struct uio_stamp - one interrupt
 * @count: the event count after it, which a read of the node returns
 * @cause: the cause as the device reports it; 0 if it does not
 * @ns: CLOCK_MONOTONIC when the driver reported it to the UIO core
 */
struct uio_stamp {
	__u32 count;
	__u32 cause;
	__u64 ns;
};

/**
 * struct uio_stamps - the region
 * @magic: UIO_STAMPS_MAGIC
 * @entries: number of entries of the ring, a power of two
 * @head: number of interrupts that were written, modulo 2^32; the next one goes
 *        to entry `head % entries`
 * @ring: at 64 bytes, so that it shares no cache line with @head
 */
struct uio_stamps {
	__u32 magic;
	__u32 entries;
	__u32 head;
	__u32 reserved[13];
	struct uio_stamp ring[UIO_STAMPS_ENTRIES];
};

#ifdef __KERNEL__

#include <asm/barrier.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include <linux/uio_driver.h>

static inline void uio_stamps_init(struct uio_stamps *stamps)
{
	memset(stamps, 0, sizeof(*stamps));
	stamps->entries = UIO_STAMPS_ENTRIES;
	stamps->magic = UIO_STAMPS_MAGIC;
}

/*
 * Must be called right before uio_event_notify(), which increments the count.
 * Since Linux 6.10 it cannot be called from a handler that the core calls:
 * there a thread counts, perhaps once for several interrupts. Calls must be
 * serialized.
 *
 * The head is kept by the driver, because a program can write to the memory
 * that it maps.
 */
static inline void uio_stamps_add(struct uio_stamps *stamps, u32 *head,
				  const struct uio_info *info, u32 cause)
{
	struct uio_stamp *stamp = &stamps->ring[*head % UIO_STAMPS_ENTRIES];

	stamp->count = atomic_read(&info->uio_dev->event) + 1;
	stamp->cause = cause;
	stamp->ns = ktime_get_ns();
	/* The entry must be written before the head. */
	smp_store_release(&stamps->head, ++*head);
	smp_wmb(); /* the count and the next entry are written after the head */
}

#endif

#endif
