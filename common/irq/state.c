// SPDX-License-Identifier: GPL-2.0-or-later
#include "state.h"

#include <fcntl.h>
#include <linux/pci_regs.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/device/pci.h"
#include "count.h"

static int read_pci(struct irq_state *state, const struct uio_device *device)
{
	int config = pci_open_file(device, "config", O_RDONLY), err;
	uint16_t command, status;

	if (config < 0)
		return config;
	err = pci_read_word(config, PCI_COMMAND, &command)
		      ?: pci_read_word(config, PCI_STATUS, &status);
	close(config);
	if (err)
		return err;
	state->pci = true;
	state->intx_disabled = command & PCI_COMMAND_INTX_DISABLE;
	state->intx_asserted = status & PCI_STATUS_INTERRUPT;
	state->msi = pci_has_msi(device);
	return 0;
}

int irq_state_read(struct irq_state *state, const struct uio_device *device)
{
	const struct irq_driver *driver = irq_driver(device);
	int err = 0;

	*state = (struct irq_state){
		.way = driver->way,
		.masks_itself = driver->masks,
	};
	if (pci_is_parent(device)) {
		state->unread = "config";
		err = read_pci(state, device);
	}
	if (!err) {
		state->unread = "event";
		err = uio_device_known(device)
			      ?: uio_irq_events(device, &state->count);
	}
	if (!err) {
		state->unread = "/proc/interrupts";
		err = irq_table_read(&state->table);
	}
	if (err)
		return err;
	state->line_count =
		irq_table_find(&state->table, device, &state->lines);
	if (state->line_count < 0) {
		irq_table_free(&state->table);
		return state->line_count;
	}
	if (state->line_count || state->count ||
	    driver->source == IRQ_SOURCE_OWN)
		state->present = IRQ_YES;
	else if (driver->source == IRQ_SOURCE_LINE)
		state->present = IRQ_NO;
	else
		state->present = IRQ_UNKNOWN;
	return 0;
}

void irq_state_free(struct irq_state *state)
{
	free(state->lines);
	irq_table_free(&state->table);
}
