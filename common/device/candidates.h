/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Devices that could be bound to a driver of the kernel for UIO devices: PCI
 * functions to uio_pci_generic, nodes of the device tree to uio_pdrv_genirq (both
 * in drivers/uio/). Nothing is changed.
 */
#ifndef UIO_DEVICE_CANDIDATES_H
#define UIO_DEVICE_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>

/* The maximum number of commands. */
#define CANDIDATE_COMMANDS 4

/**
 * struct candidate - one of them
 * @bus: pci or platform
 * @address: its name on the bus
 * @id: PCI: vendor and device, as `VVVV:DDDD`; else NULL
 * @compatible: device tree: the most specific `compatible`; else NULL
 * @modalias: what the hardware database knows it by, or NULL
 * @driver: that it is bound to, and would lose; NULL for none
 * @use: what the system uses it for, as device_use() says it; NULL for nothing
 * @interrupt: it has one that the driver would be given
 * @commands: for a shell of root, in this order; @command_count of them
 */
struct candidate {
	const char *bus;
	char *address;
	char *id;
	char *compatible;
	char *modalias;
	char *driver;
	char *use;
	bool interrupt;
	char *commands[CANDIDATE_COMMANDS];
	size_t command_count;
};

struct candidate_list {
	struct candidate *list;
	size_t count;
};

/**
 * candidates_find() - all there are, PCI first, by their addresses
 * @candidates: the result; free with candidates_free(), on success only
 *
 * Left out are: what has a UIO device already; PCI bridges; nodes of the device
 * tree that have a driver or no registers; and what has a name that a shell
 * could take for more than a word.
 *
 * Returns 0 or a negative errno.
 */
int candidates_find(struct candidate_list *candidates);
void candidates_free(struct candidate_list *candidates);

#endif
