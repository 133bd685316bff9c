/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The operations that stress the modules. Any process may run any of them at
 * any time.
 */
#ifndef STRESS_H
#define STRESS_H

#include <stdbool.h>

#define SIMS "/sys/kernel/config/uio-sim"

/* Each operation returns 0 or a negative errno. */
typedef int stress_op(void);

stress_op sim_make, sim_set, sim_live, sim_dead, sim_remove, sim_rebind;
stress_op sim_trigger, sim_period, sim_write_data, sim_read_data, sim_look;
stress_op node_open, node_map, node_touch, node_read, node_poll, node_write;
stress_op node_unmap, node_close, node_fork;
stress_op card_bind, card_unbind, card_unplug, card_plug;
stress_op module_reload_sim, module_reload_edu;

/* Removes each simulated device. */
void sim_remove_all(void);

/*
 * Enables the cards that exist, without their driver. The driver need not enable or
 * disable them after that, for which the kernel would run methods of ACPI: if an
 * allocation fails there, it uses memory that it has freed.
 */
void cards_enable(void);

/* Allows MSI to drivers that are bound to the cards from now on, or only INTx. */
int cards_allow_msi(bool allow);

/* The directory of the modules. */
extern const char *module_dir;

/* Loads a module of this suite, or unloads it. */
int load(const char *name);
int unload(const char *name);

/* Returns a random number that is less than `limit`. */
unsigned int any(unsigned int limit);

/* Writes a text into a file, or reads the file to its end. */
int put(const char *path, const char *text);
int get(const char *path);

/*
 * Makes the kernel's allocations and copies for this process fail now and then,
 * or stops that. An operation that the kernel itself cannot survive this way
 * switches it off.
 */
void may_fail(bool on);

/*
 * Makes the n-th allocation or copy fail (fail-nth). Returns whether it was
 * reached.
 */
void fail_nth(unsigned int n);
bool failed_nth(void);

int sweep(void);

#endif
