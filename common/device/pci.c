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

static int add_bar(struct uio_device *device, unsigned int index,
		   uint64_t start, uint64_t end, uint64_t flags)
{
	struct uio_region *bar = uio_region_add(device);
	bool io = flags & IORESOURCE_IO;
	uint64_t page = sysconf(_SC_PAGESIZE);

	if (!bar)
		return -ENOMEM;
	bar->kind = UIO_BAR;
	bar->index = index;
	bar->name = strdup("");
	bar->offset = io ? 0 : start % page;
	bar->io = io;
	bar->flags = flags;
	bar->addr = start - bar->offset;
	bar->size = end - bar->addr + 1;
	return bar->name ? 0 : -ENOMEM;
}

int pci_add_bars(struct uio_device *device, const char *resources)
{
	int err = 0;

	for (unsigned int i = 0; i < UIO_MAX_BARS && resources && !err; i++) {
		uint64_t start, end, flags;

		if (sscanf(resources, "%" SCNx64 " %" SCNx64 " %" SCNx64,
			   &start, &end, &flags) != 3)
			break;
		if (flags & (IORESOURCE_IO | IORESOURCE_MEM))
			err = add_bar(device, i, start, end, flags);
		resources = strchr(resources, '\n');
		if (resources)
			resources++;
	}
	return err;
}

int pci_open_file(const struct uio_device *device, const char *file, int flags)
{
	char *path = text_format("%s/%s", uio_device_parent(device), file);
	int fd = path ? open(path, flags | O_CLOEXEC) : -1;
	int err = path ? -errno : -ENOMEM;

	free(path);
	return fd < 0 ? err : fd;
}

int pci_open_config(const struct uio_device *device, int flags)
{
	return pci_open_file(device, "config", flags);
}

static int read_word(int config, off_t offset, uint16_t *word)
{
	uint16_t raw;

	if (pread(config, &raw, sizeof(raw), offset) != sizeof(raw))
		return -EIO;
	*word = le16toh(raw);
	return *word == UINT16_MAX ? -UIO_EGONE : 0;
}

int pci_read_command(int config, uint16_t *command)
{
	return read_word(config, PCI_COMMAND, command);
}

int pci_read_status(int config, uint16_t *status)
{
	return read_word(config, PCI_STATUS, status);
}

int pci_write_command(int config, uint16_t command)
{
	uint16_t raw = htole16(command);

	if (pwrite(config, &raw, sizeof(raw), PCI_COMMAND) != sizeof(raw))
		return -EIO;
	return 0;
}

static bool has_file(const struct uio_device *device, const char *file)
{
	char *path = text_format("%s/%s", uio_device_parent(device), file);
	bool found = path && !access(path, F_OK);

	free(path);
	return found;
}

bool pci_has_msi(const struct uio_device *device)
{
	return has_file(device, "msi_irqs");
}

int pci_check_bar(const struct uio_device *device,
		  const struct uio_region *region)
{
	uint16_t needed = region->io ? PCI_COMMAND_IO : PCI_COMMAND_MEMORY;
	uint16_t command;
	int config, err;

	if (region->flags & IORESOURCE_UNSET)
		return -UIO_ENOADDRESS;
	config = pci_open_config(device, O_RDONLY);
	if (config < 0)
		return config;
	err = pci_read_command(config, &command);
	close(config);
	if (err)
		return err;
	/*
	 * A virtual function has this bit hardwired to 0, and follows its
	 * physical function.
	 */
	if (command & needed || has_file(device, "physfn"))
		return 0;
	return -UIO_EDECODE;
}

bool pci_bar_is_writable(const struct uio_device *device,
			 const struct uio_region *region)
{
	char *path = text_format("%s/resource%u", uio_device_parent(device),
				 region->index);
	bool writable = path && !access(path, W_OK);

	free(path);
	return writable;
}
