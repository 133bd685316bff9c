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
 * struct candidate - a device that could be bound
 * @bus: pci or platform
 * @address: its name on the bus
 * @id: PCI: vendor and device, as `VVVV:DDDD`; else NULL
 * @compatible: device tree: the most specific `compatible`; else NULL
 * @modalias: the key under which the hardware database lists it, or NULL
 * @driver: the driver that is bound to it and would lose it, or NULL
 * @use: what the system uses it for, in the words of device_use(), or NULL
 * @interrupt: it has an interrupt that the driver would be given
 * @commands: @command_count commands that bind it, for root's shell, in this
 *            order
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
 * candidates_find() - find all candidates, PCI first, in the order of their
 * addresses
 * @candidates: the result; free with candidates_free(), on success only
 *
 * Left out are: devices with a UIO device; PCI bridges; nodes of the device
 * tree that have a driver or no registers; and devices whose name a shell could
 * take for more than one word.
 *
 * Returns 0 or a negative errno.
 */
int candidates_find(struct candidate_list *candidates);
void candidates_free(struct candidate_list *candidates);

#endif
