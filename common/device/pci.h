/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The PCI parent of a device, and above all its BARs, accessed through files in
 * sysfs (drivers/pci/pci-sysfs.c). The node of the device stays closed, so its
 * driver does none of the work that it does at open and close.
 */
#ifndef UIO_DEVICE_PCI_H
#define UIO_DEVICE_PCI_H

#include <stdbool.h>

#include "device.h"

/**
 * pci_is_parent() - whether the device's parent is on the PCI bus
 */
bool pci_is_parent(const struct uio_device *device);

/**
 * pci_open_file() - open a file of the parent's directory: `resourceN`, or `config`
 * for the configuration space
 * @flags: O_RDONLY or O_RDWR; only root may open `config` for writing
 *
 * Returns a file descriptor or a negative errno.
 */
int pci_open_file(const struct uio_device *device, const char *file, int flags);

/**
 * pci_read_word(), pci_write_command() - access registers of 16 bits
 * @config: the open file `config`
 * @offset: a register that is never all ones: PCI_COMMAND or PCI_STATUS
 *
 * Return 0, -UIO_EGONE (the card does not answer) or a negative errno.
 */
int pci_read_word(int config, unsigned int offset, uint16_t *word);
int pci_write_command(int config, uint16_t command);

/**
 * pci_has_msi() - whether the driver uses MSI or MSI-X, from `msi_irqs`
 */
bool pci_has_msi(const struct uio_device *device);

/**
 * pci_add_bars() - add the BARs to the device's regions
 * @resources: the text of the parent's file `resource`: a line for each
 *             resource, with its first and last address and its flags; the BARs
 *             come first
 *
 * A BAR that is absent, or the upper half of a 64-bit one, is left out.
 *
 * Returns 0 or a negative errno.
 */
int pci_add_bars(struct uio_device *device, const char *resources);

/**
 * pci_check_bar() - check whether accesses would reach the card
 * @region: a BAR of the device
 *
 * Returns 0, -UIO_ENOADDRESS (the kernel assigned no address), -UIO_EDECODE
 * (the card's command register keeps it from answering, and reads would return
 * all ones), -UIO_EGONE (the card does not even answer to configuration reads)
 * or a negative errno.
 */
int pci_check_bar(const struct uio_device *device,
		  const struct uio_region *region);

/**
 * pci_bar_is_writable() - whether this process may open the BAR for writing
 */
bool pci_bar_is_writable(const struct uio_device *device,
			 const struct uio_region *region);

#endif
