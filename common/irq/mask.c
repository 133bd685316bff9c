// SPDX-License-Identifier: GPL-2.0-or-later
#include "mask.h"

#include <fcntl.h>
#include <linux/pci_regs.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/device/pci.h"
#include "count.h"

/* The last entry is for all other drivers. */
static const struct irq_driver drivers[] = {
	{ "uio_pci_generic", IRQ_MASK_INTX, IRQ_YES, IRQ_SOURCE_LINE },
	{ "uio_pdrv_genirq", IRQ_MASK_IRQCONTROL, IRQ_YES, IRQ_SOURCE_LINE },
	{ "uio_dmem_genirq", IRQ_MASK_IRQCONTROL, IRQ_YES, IRQ_SOURCE_LINE },
	{ "uio_pci_sva", IRQ_MASK_NONE, IRQ_NO, IRQ_SOURCE_LINE },
	{ "uio_hv_generic", IRQ_MASK_IRQCONTROL, IRQ_NO, IRQ_SOURCE_OWN },
	{ "uio_edu", IRQ_MASK_IRQCONTROL, IRQ_UNKNOWN, IRQ_SOURCE_UNKNOWN },
	{ NULL, IRQ_MASK_AUTO, IRQ_UNKNOWN, IRQ_SOURCE_UNKNOWN },
};

const struct irq_driver *irq_driver(const struct uio_device *device)
{
	const struct irq_driver *driver = drivers;

	while (driver->name && !uio_device_driven_by(device, driver->name))
		driver++;
	return driver;
}

int irq_mask_open(struct irq_mask *mask, const struct uio_device *device,
		  const struct uio_node *node, enum irq_mask_way way)
{
	uint16_t command;
	int err;

	*mask = (struct irq_mask){
		.node = node,
		.way = way,
		.config = -UIO_ENOIRQCONTROL,
	};
	if (way == IRQ_MASK_INTX && !pci_is_parent(device))
		return -UIO_ENOINTX;
	if (way != IRQ_MASK_INTX &&
	    (way != IRQ_MASK_AUTO || irq_driver(device)->way != IRQ_MASK_INTX))
		return uio_device_known(device);
	mask->config = pci_open_file(device, "config", O_RDWR);
	if (mask->config < 0) {
		mask->write_err = mask->config;
		mask->config = pci_open_file(device, "config", O_RDONLY);
	}
	/* irqcontrol may work for users who may not change INTx disable. */
	if (mask->config < 0)
		return way == IRQ_MASK_INTX ? mask->config : 0;
	err = pci_read_word(mask->config, PCI_COMMAND, &command);
	if (err) {
		close(mask->config);
		return err;
	}
	mask->found = true;
	mask->disabled = command & PCI_COMMAND_INTX_DISABLE;
	return 0;
}

/* Returns whether the command register was changed. */
static int set_intx(const struct irq_mask *mask, bool disable)
{
	uint16_t command, wanted;
	int err;

	if (mask->config < 0)
		return mask->config;
	err = pci_read_word(mask->config, PCI_COMMAND, &command);
	if (err)
		return err;
	wanted = command & ~PCI_COMMAND_INTX_DISABLE;
	if (disable)
		wanted |= PCI_COMMAND_INTX_DISABLE;
	if (wanted == command)
		return 0;
	if (mask->write_err)
		return mask->write_err;
	return pci_write_command(mask->config, wanted) ?: 1;
}

int irq_mask_set(struct irq_mask *mask, bool masked)
{
	int err = -UIO_ENOIRQCONTROL;

	if (mask->way == IRQ_MASK_AUTO || mask->way == IRQ_MASK_IRQCONTROL)
		err = uio_irq_control(mask->node, !masked);
	if (mask->way == IRQ_MASK_AUTO && err == -UIO_ENOIRQCONTROL)
		mask->way = mask->config == -UIO_ENOIRQCONTROL ? IRQ_MASK_NONE
							       : IRQ_MASK_INTX;
	else if (mask->way == IRQ_MASK_AUTO && !err)
		mask->way = IRQ_MASK_IRQCONTROL;
	if (mask->way == IRQ_MASK_INTX) {
		/* Without its handler, the line would stay asserted. */
		if (!masked && uio_node_gone(mask->node))
			return -UIO_EGONE;
		err = set_intx(mask, masked);
		return err < 0 ? err : 0;
	}
	return err;
}

bool irq_mask_holds_back(const struct irq_mask *mask)
{
	uint16_t command, status;

	return mask->found &&
	       !pci_read_word(mask->config, PCI_COMMAND, &command) &&
	       !pci_read_word(mask->config, PCI_STATUS, &status) &&
	       command & PCI_COMMAND_INTX_DISABLE &&
	       status & PCI_STATUS_INTERRUPT;
}

/*
 * Unmasking a line that is asserted would only raise one more interrupt, after
 * which the driver masks the line again; without a driver, nobody would.
 */
int irq_mask_restore(struct irq_mask *mask)
{
	uint16_t status;

	if (!mask->found || mask->write_err)
		return 0;
	if (!mask->disabled &&
	    !pci_read_word(mask->config, PCI_STATUS, &status) &&
	    status & PCI_STATUS_INTERRUPT)
		return uio_node_gone(mask->node) ? set_intx(mask, true) : 0;
	return set_intx(mask, mask->disabled);
}

void irq_mask_close(struct irq_mask *mask)
{
	if (mask->config >= 0)
		close(mask->config);
}
