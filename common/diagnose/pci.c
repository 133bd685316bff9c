// SPDX-License-Identifier: GPL-2.0-or-later
/* Checks of the power state, and of whether a PCI card answers. */
#include <linux/pci_regs.h>
#include <string.h>

#include "check.h"
#include "common/base/error.h"

void check_runtime(struct diagnosis *diagnosis,
		   const struct diagnose_facts *facts)
{
	const char *status = facts->power.runtime;

	if (!status)
		return;
	if (!strcmp(status, "active") || !strcmp(status, "unsupported")) {
		found(diagnosis, VERDICT_OK, "runtime power management: %s",
		      status);
		return;
	}
	found(diagnosis,
	      strcmp(status, "error") ? VERDICT_WARNING : VERDICT_FAILED,
	      "runtime power management: %s", status);
	advise(diagnosis,
	       "`echo on >%s/power/control' keeps it powered; some drivers "
	       "power it up when the node is opened",
	       uio_device_parent(facts->device));
}

void check_d3(struct diagnosis *diagnosis, const struct diagnose_facts *facts)
{
	const char *state = facts->power.state;

	if (!state || !strcmp(state, "unknown"))
		return;
	if (!strcmp(state, "D0")) {
		found(diagnosis, VERDICT_OK, "the card is in D0");
		return;
	}
	found(diagnosis, VERDICT_FAILED,
	      "the card is in %s: its registers do not answer", state);
	advise(diagnosis, "`echo on >%s/power/control'",
	       uio_device_parent(facts->device));
}

void check_answer(struct diagnosis *diagnosis,
		  const struct diagnose_facts *facts)
{
	const struct pci_facts *pci = &facts->pci;

	if (!pci->there)
		return;
	if (pci->err == -UIO_EGONE) {
		found(diagnosis, VERDICT_FAILED,
		      "the card does not answer: its command register reads "
		      "all ones");
		advise(diagnosis,
		       "check its power and reset, then `echo 1 >%s/remove' "
		       "and `echo 1 >/sys/bus/pci/rescan'",
		       uio_device_parent(facts->device));
	} else if (pci->err) {
		found(diagnosis, VERDICT_WARNING,
		      "its configuration cannot be read: %s",
		      uio_strerror(pci->err));
	} else {
		found(diagnosis, VERDICT_OK,
		      "the card answers; its command register is 0x%04x",
		      pci->command);
	}
}

void check_decode(struct diagnosis *diagnosis,
		  const struct diagnose_facts *facts)
{
	const struct uio_region *bar =
		uio_device_regions(facts->device, UIO_FACT_REGIONS);

	for (; bar && !facts->pci.err; bar = bar->next) {
		const char *kind = bar->io ? "I/O" : "memory";
		int bit = bar->io ? PCI_COMMAND_IO : PCI_COMMAND_MEMORY;
		int err;

		if (bar->kind != UIO_BAR)
			continue;
		err = facts->pci.bar_err[bar->index];
		if (err == -UIO_EDECODE) {
			found(diagnosis, VERDICT_FAILED,
			      "bar%u: %s decode is off, so the card does not "
			      "answer",
			      bar->index, kind);
			advise(diagnosis, "`setpci -s %s COMMAND=%d:%d'",
			       uio_device_address(facts->device), bit, bit);
		} else if (err) {
			found(diagnosis, VERDICT_FAILED, "bar%u: %s",
			      bar->index, uio_strerror(err));
		} else {
			found(diagnosis, VERDICT_OK, "bar%u: %s decode is on",
			      bar->index, kind);
		}
	}
}

void check_master(struct diagnosis *diagnosis,
		  const struct diagnose_facts *facts)
{
	bool msi = !facts->irq.err && facts->irq.state.msi;

	if (!facts->pci.there || facts->pci.err)
		return;
	if (facts->pci.command & PCI_COMMAND_MASTER) {
		found(diagnosis, VERDICT_OK, "bus mastering is on");
		return;
	}
	found(diagnosis, msi ? VERDICT_FAILED : VERDICT_WARNING,
	      "bus mastering is off: the card cannot do DMA%s",
	      msi ? ", and MSI is in use, which is DMA" : "");
	advise(diagnosis, "`setpci -s %s COMMAND=4:4'%s",
	       uio_device_address(facts->device),
	       uio_device_driven_by(facts->device, "uio_pci_generic")
		       ? " while a process has the node open: each close "
			 "turns it off"
		       : "");
}
