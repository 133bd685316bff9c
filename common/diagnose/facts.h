/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The facts for a diagnosis, gathered without changing anything. */
#ifndef UIO_DIAGNOSE_FACTS_H
#define UIO_DIAGNOSE_FACTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "common/device/device.h"
#include "common/device/holders.h"
#include "common/irq/state.h"

/* The time between two reads of the interrupt counts. */
#define DIAGNOSE_LOOK_MS 200

/**
 * struct node_facts - the device's node
 * @err: why it is missing, or 0
 * @readable, @writable: by this process
 */
struct node_facts {
	int err;
	mode_t mode;
	uid_t owner;
	gid_t group;
	bool readable;
	bool writable;
};

/**
 * struct power_facts - power management of the parent, from sysfs
 * @runtime: `power/runtime_status`, or NULL
 * @state: PCI: `power_state`, or NULL
 */
struct power_facts {
	char *runtime;
	char *state;
};

/**
 * struct pci_facts - a PCI parent
 * @err: why its command register could not be read, or 0
 * @bar_err: what pci_check_bar() says, by the number of the BAR
 */
struct pci_facts {
	bool there;
	int err;
	uint16_t command;
	int bar_err[UIO_MAX_BARS];
};

/**
 * struct irq_facts - the interrupt, looked at twice
 * @err: why it could not be looked at, or 0
 * @state: at the second look
 * @count_before: what @state has in count, at the first look
 * @lines_before, @lines: interrupts on all of its lines, at either
 */
struct irq_facts {
	int err;
	struct irq_state state;
	uint32_t count_before;
	uint64_t lines_before;
	uint64_t lines;
};

/**
 * struct sim_facts - a device of uio_sim (uio_sim(4)), looked at as often
 * @known: it is one, and its attributes can be read
 * @irqcontrol: the kind it has, or NULL
 * @irq: it has an interrupt
 * @raised_before, @raised: events, delivered or not, modulo 2^32
 */
struct sim_facts {
	bool known;
	char *irqcontrol;
	bool irq;
	uint32_t raised_before;
	uint32_t raised;
};

/**
 * struct probe_facts - the results of opening the node
 * @done: it was tried
 * @open_err: why it could not be opened, or 0
 * @irq_err: what uio_irq_count() said
 * @map_err: what uio_map() said, by the map's index
 */
struct probe_facts {
	bool done;
	int open_err;
	int irq_err;
	int *map_err;
};

/**
 * struct diagnose_facts - all of it
 * @read_only: sysfs is mounted so
 * @log: the kernel's log, NULL where this process may not read it
 * @lockdown: how far the kernel is locked down, NULL where it does not say
 * @holders: the processes that hold nodes, of any device
 * @all_holders: of all users' processes
 */
struct diagnose_facts {
	const struct uio_device *device;
	struct node_facts node;
	struct power_facts power;
	struct pci_facts pci;
	struct irq_facts irq;
	struct sim_facts sim;
	struct probe_facts probe;
	bool read_only;
	char *log;
	char *lockdown;
	struct holders holders;
	bool all_holders;
};

/**
 * diagnose_gather() - take all of it in
 * @device: must live as long as the facts
 * @probe: open the node and map each map; the driver may act on that
 * @facts: free with diagnose_facts_free() in any case
 *
 * What cannot be read is missing. Takes DIAGNOSE_LOOK_MS.
 */
void diagnose_gather(const struct uio_device *device, bool probe,
		     struct diagnose_facts *facts);
void diagnose_facts_free(struct diagnose_facts *facts);

#endif
