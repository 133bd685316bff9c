// SPDX-License-Identifier: GPL-2.0-or-later
#include "pci.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/pci_regs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/text.h"
#include "sysfs.h"

/* These values are from the kernel's linux/ioport.h, which is not exported. */
#define IORESOURCE_IO	 0x00000100
#define IORESOURCE_MEM	 0x00000200
#define IORESOURCE_UNSET 0x20000000

bool pci_is_parent(const struct uio_device *device)
{
	const char *bus = uio_device_bus(device);

	return bus && !strcmp(bus, "pci");
}

int pci_add_bars(struct uio_device *device, const char *resources)
{
	uint64_t page = sysconf(_SC_PAGESIZE);

	for (unsigned int i = 0; i < UIO_MAX_BARS && resources; i++) {
		uint64_t start, end, flags;
		struct uio_region *bar;

		if (sscanf(resources, "%" SCNx64 " %" SCNx64 " %" SCNx64,
			   &start, &end, &flags) != 3)
			break;
		resources = strchr(resources, '\n');
		if (resources)
			resources++;
		if (!(flags & (IORESOURCE_IO | IORESOURCE_MEM)))
			continue;
		bar = uio_region_add(device);
		if (!bar)
			return -ENOMEM;
		bar->kind = UIO_BAR;
		bar->index = i;
		bar->name = strdup("");
		bar->io = flags & IORESOURCE_IO;
		bar->offset = bar->io ? 0 : start % page;
		bar->flags = flags;
		bar->addr = start - bar->offset;
		bar->size = end - bar->addr + 1;
		if (!bar->name)
			return -ENOMEM;
	}
	return 0;
}

int pci_open_file(const struct uio_device *device, const char *file, int flags)
{
	char *path = text_format("%s/%s", uio_device_parent(device), file);
	int fd = path ? open(path, flags | O_CLOEXEC) : -1;
	int err = path ? -errno : -ENOMEM;

	free(path);
	return fd < 0 ? err : fd;
}

int pci_read_word(int config, unsigned int offset, uint16_t *word)
{
	uint16_t raw;

	if (pread(config, &raw, sizeof(raw), offset) != sizeof(raw))
		return -EIO;
	*word = le16toh(raw);
	return *word == UINT16_MAX ? -UIO_EGONE : 0;
}

int pci_write_command(int config, uint16_t command)
{
	uint16_t raw = htole16(command);

	if (pwrite(config, &raw, sizeof(raw), PCI_COMMAND) != sizeof(raw))
		return -EIO;
	return 0;
}

bool pci_has_msi(const struct uio_device *device)
{
	char *path = text_format("%s/msi_irqs", uio_device_parent(device));
	char **names = NULL;
	int count = path ? dir_names(path, &names) : -ENOMEM;

	/* A driver that could not use MSI may leave the directory empty. */
	names_free(names, count);
	free(path);
	return count > 0;
}

int pci_check_bar(const struct uio_device *device,
		  const struct uio_region *region)
{
	uint16_t needed = region->io ? PCI_COMMAND_IO : PCI_COMMAND_MEMORY;
	uint16_t command;
	int config, err;

	if (region->flags & IORESOURCE_UNSET)
		return -UIO_ENOADDRESS;
	config = pci_open_file(device, "config", O_RDONLY);
	if (config < 0)
		return config;
	err = pci_read_word(config, PCI_COMMAND, &command);
	close(config);
	if (err)
		return err;
	/*
	 * A virtual function has this bit hardwired to 0, and follows its
	 * physical function.
	 */
	if (command & needed ||
	    attr_is_in(uio_device_parent(device), "physfn", F_OK))
		return 0;
	return -UIO_EDECODE;
}

bool pci_bar_is_writable(const struct uio_device *device,
			 const struct uio_region *region)
{
	char file[16];

	sprintf(file, "resource%u", region->index % 10);
	return attr_is_in(uio_device_parent(device), file, W_OK);
}
