// SPDX-License-Identifier: GPL-2.0-or-later
#include "candidates.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/pci_regs.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/text.h"
#include "in-use.h"
#include "names.h"
#include "pci.h"
#include "sysfs.h"

#define PCI_DRIVER	"/sys/bus/pci/drivers/uio_pci_generic"
#define PLATFORM_DRIVER "/sys/bus/platform/drivers/uio_pdrv_genirq"

/* The class code of bridges, in the upper of the three bytes. */
#define CLASS_BRIDGE 0x06

static bool has(const char *dir, const char *file)
{
	return attr_is_in(dir, file, F_OK);
}

static uint64_t read_number(const char *dir, const char *file)
{
	uint64_t number;

	return attr_u64_in(dir, file, &number) ? 0 : number;
}

static bool is_word(const char *text)
{
	return *text && *text != '-' &&
	       text[strspn(text, "abcdefghijklmnopqrstuvwxyz"
				 "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "0123456789:.,_+@-")] == '\0';
}

/* Takes ownership of an allocated command; without memory it is dropped. */
static int add_command(struct candidate *candidate, char *command)
{
	if (!command)
		return -ENOMEM;
	candidate->commands[candidate->command_count++] = command;
	/* The analyzer does not know that the second command gets another place. */
	// NOLINTNEXTLINE(clang-analyzer-unix.Malloc)
	return 0;
}

static void candidate_free(struct candidate *candidate)
{
	for (size_t i = 0; i < candidate->command_count; i++)
		free(candidate->commands[i]);
	free(candidate->address);
	free(candidate->id);
	free(candidate->compatible);
	free(candidate->modalias);
	free(candidate->driver);
	free(candidate->use);
}

/* Reads what both buses have in common. */
static int read_common(struct candidate *candidate, const char *dir,
		       const char *address)
{
	candidate->address = strdup(address);
	attr_read_in(dir, "modalias", &candidate->modalias);
	candidate->driver = attr_link_in(dir, "driver");
	if (!candidate->address)
		return -ENOMEM;
	return candidate->driver ? device_use(dir, &candidate->use) : 0;
}

/*
 * Commands that bind a single card by its address. A kernel without
 * driver_override binds all free cards of the kind.
 */
static int pci_commands(struct candidate *pci, const char *dir)
{
	bool exact = has(dir, "driver_override");
	int err = add_command(pci, strdup("modprobe uio_pci_generic"));

	if (!err && exact)
		err = add_command(pci, text_format("echo uio_pci_generic "
						   ">%s/driver_override",
						   dir));
	if (!err && pci->driver)
		err = add_command(pci, text_format("echo %s >%s/driver/unbind",
						   pci->address, dir));
	if (!err && exact)
		err = add_command(pci,
				  text_format("echo %s >" PCI_DRIVER "/bind",
					      pci->address));
	else if (!err)
		err = add_command(pci,
				  text_format("echo '%.4s %.4s' >" PCI_DRIVER
					      "/new_id",
					      pci->id, pci->id + 5));
	return err;
}

static int read_pci(struct candidate *pci, const char *dir, const char *address)
{
	unsigned int class = read_number(dir, "class") >> 16;
	uint8_t config[PCI_STD_HEADER_SIZEOF] = { 0 };
	struct uio_device parent = {
		.facts = { .known = UIO_FACT_ALL, .parent = (char *)dir },
	};
	int fd;

	if (class == CLASS_BRIDGE || has(dir, "uio"))
		return 0;
	fd = pci_open_file(&parent, "config", O_RDONLY);
	if (fd < 0)
		return 0;
	pci->interrupt = pread(fd, config, sizeof(config), 0) >
				 PCI_INTERRUPT_PIN &&
			 config[PCI_INTERRUPT_PIN] && read_number(dir, "irq");
	close(fd);
	pci->bus = "pci";
	pci->id = text_format("%04x:%04x",
			      (unsigned int)read_number(dir, "vendor"),
			      (unsigned int)read_number(dir, "device"));
	return (pci->id ? 0 : -ENOMEM) ?: read_common(pci, dir, address)
					       ?: pci_commands(pci, dir);
}

static int read_node(struct candidate *node, const char *dir,
		     const char *address)
{
	const struct uio_device parent = {
		.facts = { .known = UIO_FACT_ALL, .parent = (char *)dir },
	};
	char **names;
	int count, err;

	err = read_common(node, dir, address);
	if (err || node->driver || !has(dir, "of_node/reg"))
		return err;
	count = uio_device_compatible(&parent, &names);
	if (count < 0)
		return count;
	if (count && is_word(names[0]) && is_word(address)) {
		node->bus = "platform";
		node->compatible = strdup(names[0]);
		node->interrupt = has(dir, "of_node/interrupts") ||
				  has(dir, "of_node/interrupts-extended");
	}
	names_free(names, count);
	if (!node->bus)
		return 0;
	if (!node->compatible)
		return -ENOMEM;
	/*
	 * of_id must be set when the module is loaded, and binds all free nodes
	 * of the kind; later, the device needs driver_override.
	 */
	if (access(PLATFORM_DRIVER, F_OK))
		return add_command(
			node, text_format("modprobe uio_pdrv_genirq of_id=%s",
					  node->compatible));
	err = add_command(node, text_format("echo uio_pdrv_genirq "
					    ">%s/driver_override",
					    dir));
	return err
		       ?: add_command(node,
				      text_format("echo %s >" PLATFORM_DRIVER
						  "/bind",
						  node->address));
}

/* Makes room first, so that no candidate is lost. */
static int find_on(struct candidate_list *candidates, const char *bus,
		   int (*read)(struct candidate *, const char *dir,
			       const char *address))
{
	char *devices = text_format("/sys/bus/%s/devices", bus);
	char **names = NULL;
	int count = devices ? dir_names(devices, &names) : -ENOMEM, err = 0;
	struct candidate *larger;

	for (int i = 0; i < count && !err; i++) {
		struct candidate candidate = { 0 };
		char *dir = text_format("%s/%s", devices, names[i]);

		larger = reallocarray(candidates->list, candidates->count + 1,
				      sizeof(*larger));
		if (larger)
			candidates->list = larger;
		err = dir && larger ? read(&candidate, dir, names[i]) : -ENOMEM;
		free(dir);
		/* The reader sets the bus of candidates only. */
		if (!err && candidate.bus)
			larger[candidates->count++] = candidate;
		else
			candidate_free(&candidate);
	}
	names_free(names, count);
	free(devices);
	/* A machine may lack the bus. */
	return count < 0 && count != -ENOENT ? count : err;
}

int candidates_find(struct candidate_list *candidates)
{
	int err;

	*candidates = (struct candidate_list){ 0 };
	err = find_on(candidates, "pci", read_pci)
		      ?: find_on(candidates, "platform", read_node);
	if (err)
		candidates_free(candidates);
	return err;
}

void candidates_free(struct candidate_list *candidates)
{
	for (size_t i = 0; i < candidates->count; i++)
		candidate_free(&candidates->list[i]);
	free(candidates->list);
	*candidates = (struct candidate_list){ 0 };
}
