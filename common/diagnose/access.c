// SPDX-License-Identifier: GPL-2.0-or-later
/* Checks of the driver, the node and its maps. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "common/base/array.h"
#include "common/base/error.h"
#include "common/device/owner.h"

/* Pitfalls of the kernel's drivers (drivers/uio/). */
static const struct {
	const char *driver;
	const char *trap;
	const char *advice;
} traps[] = {
	{ "uio_pci_generic",
	  "sets INTx disable at each interrupt, and turns bus mastering off "
	  "at each close of the node, even if another process has it open",
	  "arm before each wait; keep the node open in one process while the "
	  "card does DMA" },
	{ "uio_pdrv_genirq",
	  "masks the line at each interrupt and leaves it masked when the "
	  "node is closed; may power the device down at the last close",
	  "arm before each wait; keep the node open from a write to the read "
	  "that depends on it" },
	{ "uio_dmem_genirq",
	  "has its memory only while the node is open, and masks the line at "
	  "each interrupt",
	  "keep the node open; arm before each wait" },
	{ "uio_pci_sva",
	  "can be opened only where the IOMMU lets the card share a "
	  "process's address space (SVA), and keeps only the PASID of the "
	  "last open",
	  "open the node in one process at a time; the card needs the PASID "
	  "that the parent's attribute `pasid' shows" },
	{ "uio_hv_generic",
	  "binds to Hyper-V's file copy service by itself; irqcontrol "
	  "signals the host when it enables the interrupt; only network "
	  "cards have the maps recv and send",
	  "leave a device of the file copy service to its daemon" },
};

void check_driver(struct diagnosis *diagnosis,
		  const struct diagnose_facts *facts)
{
	const char *driver = uio_device_driver(facts->device);

	if (!driver) {
		found(diagnosis, VERDICT_WARNING,
		      "no driver is bound to the parent");
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(traps); i++) {
		if (strcmp(traps[i].driver, driver))
			continue;
		found(diagnosis, VERDICT_OK, "%s: %s", driver, traps[i].trap);
		advise(diagnosis, "%s", traps[i].advice);
		return;
	}
	found(diagnosis, VERDICT_OK, "%s", driver);
}

static void advise_rule(struct diagnosis *diagnosis,
			const struct node_facts *node)
{
	const char *group = group_name(node->group);

	if ((node->mode & 0060) == 0060 && group)
		advise(diagnosis, "run as root or as a member of the group %s",
		       group);
	else
		advise(diagnosis, "run as root; the udev rule 70-uio.rules "
				  "gives nodes to the group uio");
}

void check_node(struct diagnosis *diagnosis, const struct diagnose_facts *facts)
{
	const struct node_facts *node = &facts->node;
	char buffer[UIO_NODE_PATH], owner[128];
	const char *path = uio_node_path(facts->device, buffer);

	if (node->err) {
		found(diagnosis, VERDICT_FAILED, "%s: %s", path,
		      uio_strerror(node->err));
		advise(diagnosis,
		       node->err == -UIO_ENOTNODE
			       ? "another file has this name: remove "
				 "it, or give the path of the node"
			       : "mount devtmpfs, or start udevd");
		return;
	}
	owner_text(owner, sizeof(owner), node->owner, node->group);
	if (node->readable && node->writable) {
		found(diagnosis, VERDICT_OK,
		      "%s %s %04o, you may read and write it", path, owner,
		      node->mode);
		return;
	}
	found(diagnosis, node->readable ? VERDICT_WARNING : VERDICT_FAILED,
	      "%s %s %04o, you may %s", path, owner, node->mode,
	      node->readable   ? "only read it"
	      : node->writable ? "only write it"
			       : "not open it");
	advise_rule(diagnosis, node);
}

void check_open(struct diagnosis *diagnosis, const struct diagnose_facts *facts)
{
	if (!facts->probe.done)
		return;
	if (!facts->probe.open_err) {
		found(diagnosis, VERDICT_OK,
		      "the node can be opened for reading and writing");
		return;
	}
	found(diagnosis, VERDICT_FAILED, "the node cannot be opened: %s",
	      uio_strerror(facts->probe.open_err));
	if (facts->probe.open_err == -EACCES)
		advise_rule(diagnosis, &facts->node);
	else if (uio_device_driven_by(facts->device, "uio_pci_sva"))
		advise(diagnosis, "it can be opened only with SVA: enable "
				  "the IOMMU, and PASID in both the IOMMU "
				  "and the card");
	else if (!facts->node.err)
		advise(diagnosis, "the kernel log may say why");
}

void check_holders(struct diagnosis *diagnosis,
		   const struct diagnose_facts *facts)
{
	char *holders = holders_text(&facts->holders, facts->device->number);

	if (!holders) {
		diagnosis->failed = true;
	} else if (*holders) {
		found(diagnosis, VERDICT_WARNING, "held by %s", holders);
		advise(diagnosis, "all processes share the registers and "
				  "irqcontrol: use them in one process at a "
				  "time");
	} else {
		found(diagnosis, VERDICT_OK, "no process%s",
		      facts->all_holders ? " holds the device"
					 : " of yours holds the device; only "
					   "root can see others");
	}
	free(holders);
}

void check_lockdown(struct diagnosis *diagnosis,
		    const struct diagnose_facts *facts)
{
	if (!facts->lockdown)
		return;
	if (!strcmp(facts->lockdown, "none")) {
		found(diagnosis, VERDICT_OK, "the kernel is not locked down");
		return;
	}
	found(diagnosis, VERDICT_WARNING,
	      "the kernel is locked down (%s): BARs and I/O ports cannot be "
	      "accessed, the maps of the node can",
	      facts->lockdown);
	advise(diagnosis, "use maps, or boot without lockdown and Secure Boot");
}

/*
 * Checks the size and address of a map without mapping it. The type of a map's
 * memory is not exported, but its address shows it: kernel memory has a kernel
 * address, which on 64 bits is above any physical one. The kernel maps other
 * memory in whole pages only. Since Linux 6.12 the memory of uio_dmem_genirq has
 * a kernel address too, but is nevertheless mapped in whole pages
 * (uio_mmap_dma_coherent() in drivers/uio/uio.c).
 */
static void check_pages(struct diagnosis *diagnosis,
			const struct uio_device *device,
			const struct uio_region *map, const char *label)
{
	uint64_t page = sysconf(_SC_PAGESIZE);
	bool pages = sizeof(long) == 8 &&
		     (map->addr < UINT64_C(1) << 56 ||
		      uio_device_driven_by(device, "uio_dmem_genirq"));
	char odd[96];

	if ((map->size % page == 0 && map->addr % page == 0) ||
	    (sizeof(long) == 8 && !pages)) {
		found(diagnosis, VERDICT_OK, "%s has %" PRIu64 " bytes%s",
		      label, map->size, pages ? ", whole pages" : "");
		return;
	}
	if (map->size % page)
		snprintf(odd, sizeof(odd),
			 "has %" PRIu64 " bytes, not a multiple of a page "
			 "(%" PRIu64 ")",
			 map->size, page);
	else
		snprintf(odd, sizeof(odd),
			 "begins at 0x%" PRIx64 ", inside a page", map->addr);
	found(diagnosis, pages ? VERDICT_FAILED : VERDICT_WARNING,
	      "%s %s: the kernel refuses to map it%s", label, odd,
	      pages ? "" : " if it is physical memory");
	advise(diagnosis, !pages	     ? "--probe tries to map it"
			  : map->size % page ? "the driver must round it up"
					     : "the driver must align it");
}

void check_attributes(struct diagnosis *diagnosis,
		      const struct diagnose_facts *facts)
{
	const struct uio_trouble *trouble = uio_device_troubles(facts->device);

	if (!trouble)
		found(diagnosis, VERDICT_OK, "all attributes can be read");
	for (; trouble; trouble = trouble->next)
		found(diagnosis, VERDICT_FAILED, "%s: %s", trouble->file,
		      uio_strerror(trouble->err));
}

/* BARs and the command register of a card are written through sysfs. */
void check_sysfs(struct diagnosis *diagnosis,
		 const struct diagnose_facts *facts)
{
	if (!facts->read_only) {
		found(diagnosis, VERDICT_OK, "mounted read-write");
		return;
	}
	found(diagnosis, facts->pci.there ? VERDICT_WARNING : VERDICT_OK,
	      "/sys is mounted read-only, as in a container%s",
	      facts->pci.there ? ": BARs cannot be written, nor INTx disable "
				 "changed"
			       : "");
	if (facts->pci.there)
		advise(diagnosis, "`mount -o remount,rw /sys', or run it "
				  "outside the container");
}

void check_maps(struct diagnosis *diagnosis, const struct diagnose_facts *facts)
{
	const struct uio_region *map =
		uio_device_regions(facts->device, UIO_FACT_REGIONS);
	bool probed = facts->probe.done && !facts->probe.open_err;
	char label[UIO_REGION_LABEL];

	for (; map && map->kind == UIO_MAP; map = map->next) {
		int err = probed ? facts->probe.map_err[map->index] : 0;

		uio_region_label(map, label);
		if (map->trouble) {
			found(diagnosis, VERDICT_FAILED,
			      "%s cannot be used: see attributes", label);
		} else if (err) {
			found(diagnosis, VERDICT_FAILED,
			      "%s has %" PRIu64 " bytes and cannot be mapped: "
			      "%s",
			      label, map->size, uio_strerror(err));
			if (err == -UIO_EODDSIZE)
				advise(diagnosis,
				       "the driver must round it up");
			else if (err == -UIO_EPAGESTART)
				advise(diagnosis, "the driver must align it");
		} else if (probed) {
			found(diagnosis, VERDICT_OK,
			      "%s has %" PRIu64 " bytes and was mapped", label,
			      map->size);
		} else if (map->addr == UINT64_MAX) {
			found(diagnosis, VERDICT_WARNING, "%s: %s", label,
			      uio_strerror(-UIO_ECLOSED));
			advise(diagnosis, "uio_dmem_genirq has memory only "
					  "while the device is open");
		} else {
			check_pages(diagnosis, facts->device, map, label);
		}
	}
}

void check_offsets(struct diagnosis *diagnosis,
		   const struct diagnose_facts *facts)
{
	for (const struct uio_region *map =
		     uio_device_regions(facts->device, UIO_FACT_REGIONS);
	     map; map = map->next) {
		char label[UIO_REGION_LABEL];

		if (map->kind != UIO_MAP || !map->offset)
			continue;
		found(diagnosis, VERDICT_WARNING,
		      "%s begins 0x%" PRIx64 " bytes into its first page",
		      uio_region_label(map, label), map->offset);
		advise(diagnosis,
		       "a program of your own must add this offset to the "
		       "address that mmap() returns; the applets do so");
	}
}
