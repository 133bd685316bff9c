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
 * @readable, @writable: whether this process may read or write it
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
 * @bar_err: the results of pci_check_bar(), by the number of the BAR
 */
struct pci_facts {
	bool there;
	int err;
	uint16_t command;
	int bar_err[UIO_MAX_BARS];
};

/**
 * struct irq_facts - the interrupt, observed twice
 * @err: why it could not be observed, or 0
 * @state: the state when it was observed for the second time
 * @count_before: the count of @state, but from the first time
 * @lines_before, @lines: the number of interrupts on all of its lines, both
 *                        times
 */
struct irq_facts {
	int err;
	struct irq_state state;
	uint32_t count_before;
	uint64_t lines_before;
	uint64_t lines;
};

/**
 * struct sim_facts - a device of uio_sim (uio_sim(4)), observed at the same
 * times
 * @known: it is such a device, and its attributes can be read
 * @irqcontrol: the kind of its irqcontrol, or NULL
 * @irq: it has an interrupt
 * @raised_before, @raised: number of events, delivered or not, modulo 2^32
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
 * @done: an attempt was made
 * @open_err: why it could not be opened, or 0
 * @irq_err: the result of uio_irq_count()
 * @map_err: the results of uio_map(), by the map's index
 */
struct probe_facts {
	bool done;
	int open_err;
	int irq_err;
	int *map_err;
};

/**
 * struct diagnose_facts - all facts of a diagnosis
 * @read_only: sysfs is mounted read-only
 * @log: the kernel's log, or NULL if this process may not read it
 * @lockdown: the kernel's level of lockdown, or NULL if it does not report one
 * @holders: the processes that hold nodes, of any device
 * @all_holders: @holders includes the processes of all users
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
 * diagnose_gather() - gather all facts
 * @device: must live as long as the facts
 * @probe: open the node and map each map, to which the driver may react
 * @facts: free with diagnose_facts_free() in either case
 *
 * Facts that cannot be read are missing. The function takes DIAGNOSE_LOOK_MS.
 */
void diagnose_gather(const struct uio_device *device, bool probe,
		     struct diagnose_facts *facts);
void diagnose_facts_free(struct diagnose_facts *facts);

/**
 * kernel_log_shut() - whether the kernel disabled an interrupt line because no
 * driver handled its interrupts (__report_bad_irq() in kernel/irq/spurious.c)
 * @irq: the kernel's number of the line
 */
bool kernel_log_shut(const char *log, unsigned int irq);

#endif
