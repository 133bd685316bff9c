// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A stub driver for a PCI card, which leaves registers and interrupts to
 * programs. It is the driver of QEMU's edu card, and a template for one of your
 * own.
 *
 * For your card, change
 *  - the registers and edu_ids, and `edu` everywhere;
 *  - edu_quiet(): how your card is stopped, and its pending causes are dropped;
 *  - edu_handler(): how it reports an interrupt, and how that is acknowledged;
 *  - edu_irqcontrol(), if it has a register that masks its interrupts;
 *  - edu_probe(), if it has more BARs.
 *
 * See also Documentation/driver-api/uio-howto.rst in the kernel's sources.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/uio_driver.h>
#include <linux/vmalloc.h>

#include "uio_stamps.h"

#define EDU_STATUS     0x20 /* 0x80: interrupt when a factorial is ready */
#define EDU_IRQ_STATUS 0x24 /* the causes that are pending */
#define EDU_IRQ_ACK    0x64 /* clears the causes written to it */

#define STAMPS_SIZE PAGE_ALIGN(sizeof(struct uio_stamps))

struct edu {
	struct pci_dev *pdev;
	struct uio_info info;
	void __iomem *regs;
	struct uio_stamps *stamps;
	u32 head; /* position in the ring of timestamps, for the handler only */
	int irq;
	bool live;   /* the UIO device is registered */
	bool masked; /* by irqcontrol */
};

static void edu_quiet(struct edu *edu)
{
	iowrite32(0, edu->regs + EDU_STATUS);
	iowrite32(ioread32(edu->regs + EDU_IRQ_STATUS),
		  edu->regs + EDU_IRQ_ACK);
}

/*
 * INTx lines are shared, so another card may be the reason for this call. The
 * card asserts its line until it is acknowledged, so this must be done here,
 * not by a program later. It must be done with MSI too, because many cards send
 * the next one only when no cause is pending.
 */
static irqreturn_t edu_handler(int irq, void *data)
{
	struct edu *edu = data;
	u32 causes;

	/*
	 * The causes of this card have to wait. If somebody has cleared INTx
	 * disable, the interrupt is this card's nevertheless.
	 */
	if (READ_ONCE(edu->masked)) {
		if (pci_dev_msi_enabled(edu->pdev))
			return IRQ_NONE;
		return pci_check_and_mask_intx(edu->pdev) ? IRQ_HANDLED
							  : IRQ_NONE;
	}

	causes = ioread32(edu->regs + EDU_IRQ_STATUS);
	if (!causes)
		return IRQ_NONE;
	iowrite32(causes, edu->regs + EDU_IRQ_ACK);

	/* Uses the private data that uio_register_device() stored. */
	if (smp_load_acquire(&edu->live)) {
		uio_stamps_add(edu->stamps, &edu->head, &edu->info, causes);
		uio_event_notify(&edu->info);
	}
	return IRQ_HANDLED;
}

/*
 * A program wrote 0 or 1 to the node. The core serializes these calls. If your
 * card can mask its interrupts, do it there, in the same order.
 *
 * disable_irq() on an INTx line would silence all cards that share it, so this
 * card is kept from asserting it instead. An MSI belongs to the card alone, and
 * the kernel repeats one that came while it was disabled.
 */
static int edu_irqcontrol(struct uio_info *info, s32 irq_on)
{
	struct edu *edu = info->priv;

	if (irq_on != 0 && irq_on != 1)
		return -EINVAL;
	/* The kernel counts the calls that disable an interrupt. */
	if (edu->masked == !irq_on)
		return 0;

	if (irq_on) {
		WRITE_ONCE(edu->masked, false);
		/* A handler that saw the mask could disable INTx again. */
		synchronize_irq(edu->irq);
	}
	if (!pci_dev_msi_enabled(edu->pdev))
		pci_intx(edu->pdev, irq_on);
	else if (irq_on)
		enable_irq(edu->irq);
	else
		disable_irq(edu->irq);
	/* An earlier MSI would be lost, because its handler would drop it. */
	if (!irq_on)
		WRITE_ONCE(edu->masked, true);
	synchronize_irq(edu->irq);
	return 0;
}

/*
 * The resources below are released in the reverse order of their acquisition.
 */

/* Programs may keep the registers mapped, and so could raise interrupts. */
static void edu_disable_intx(void *pdev)
{
	pci_intx(pdev, 0);
}

/* Pages that programs have mapped are freed when the last one unmaps them. */
static void edu_free_stamps(void *stamps)
{
	vfree(stamps);
}

/*
 * The handler outlives the UIO device, because irqcontrol needs an interrupt.
 */
static void edu_unregister(void *data)
{
	struct edu *edu = data;

	WRITE_ONCE(edu->live, false);
	synchronize_irq(edu->irq);
	uio_unregister_device(&edu->info);
	edu_quiet(edu);
}

static int edu_register(struct edu *edu)
{
	struct device *dev = &edu->pdev->dev;
	int ret;

	/*
	 * With .irq and .handler the core would request the interrupt. But
	 * since Linux 6.10 it counts in a thread, in which two interrupts that
	 * are close together may count as one.
	 */
	ret = devm_request_irq(dev, edu->irq, edu_handler, IRQF_SHARED, "edu",
			       edu);
	if (ret)
		return ret;
	ret = uio_register_device(dev, &edu->info);
	if (ret)
		return ret;
	/* From here on the handler may use the UIO device. */
	smp_store_release(&edu->live, true);
	return devm_add_action_or_reset(dev, edu_unregister, edu);
}

static int edu_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct device *dev = &pdev->dev;
	struct edu *edu = devm_kzalloc(dev, sizeof(*edu), GFP_KERNEL);
	int ret;

	if (!edu)
		return -ENOMEM;
	edu->pdev = pdev;
	pci_set_drvdata(pdev, edu);

	ret = devm_add_action(dev, edu_disable_intx, pdev);
	if (ret)
		return ret;
	ret = pcim_enable_device(pdev);
	if (ret)
		return ret;
	ret = pcim_iomap_regions(pdev, BIT(0), KBUILD_MODNAME);
	if (ret)
		return dev_err_probe(dev, ret, "cannot have the registers\n");
	edu->regs = pcim_iomap_table(pdev)[0];

	edu->stamps = vmalloc_user(STAMPS_SIZE);
	if (!edu->stamps)
		return -ENOMEM;
	ret = devm_add_action_or_reset(dev, edu_free_stamps, edu->stamps);
	if (ret)
		return ret;
	uio_stamps_init(edu->stamps);

	/* The previous driver may have left any state. */
	edu_quiet(edu);

	ret = pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_ALL_TYPES);
	if (ret < 0)
		return dev_err_probe(dev, ret, "no interrupt\n");
	edu->irq = pci_irq_vector(pdev, 0);
	/*
	 * MSI need a bus master, as DMA does. A bus master can read and write
	 * all memory, and any program with access to the registers can make it
	 * do so.
	 */
	if (pci_dev_msi_enabled(pdev))
		pci_set_master(pdev);

	edu->info = (struct uio_info){
		.name = "edu",
		.version = "1",
		.irq = UIO_IRQ_CUSTOM,
		.irqcontrol = edu_irqcontrol,
		.priv = edu,
		/*
		 * This kind of memory is mapped in whole pages. For a BAR
		 * smaller than a page, .addr is rounded down to one, .size is
		 * rounded up, and .offs is the offset of the BAR in the page.
		 */
		.mem[0] = {
			.name = "registers",
			.memtype = UIO_MEM_PHYS,
			.addr = pci_resource_start(pdev, 0),
			.size = pci_resource_len(pdev, 0),
		},
		.mem[1] = {
			.name = "stamps",
			.memtype = UIO_MEM_VIRTUAL,
			.addr = (uintptr_t)edu->stamps,
			.size = STAMPS_SIZE,
		},
	};
	return edu_register(edu);
}

/* The next kernel does not expect interrupts. */
static void edu_shutdown(struct pci_dev *pdev)
{
	edu_quiet(pci_get_drvdata(pdev));
}

static const struct pci_device_id edu_ids[] = { { PCI_DEVICE(0x1234, 0x11e8) },
						{} };
MODULE_DEVICE_TABLE(pci, edu_ids);

static struct pci_driver edu_driver = {
	.name = KBUILD_MODNAME,
	.id_table = edu_ids,
	.probe = edu_probe,
	.shutdown = edu_shutdown,
};
module_pci_driver(edu_driver);

MODULE_AUTHOR("The uio-tools maintainers");
MODULE_DESCRIPTION("UIO driver of QEMU's edu card");
MODULE_LICENSE("GPL");
