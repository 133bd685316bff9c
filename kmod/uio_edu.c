// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The stub driver of a PCI card, for registers and interrupts to be handled by
 * programs: that of QEMU's edu card, and the template for one of your own.
 *
 * For your card, change
 *  - the registers and edu_ids, and `edu` everywhere;
 *  - edu_quiet(): how your card is told to stop, and to forget;
 *  - edu_handler(): how it says that it interrupts, and takes the answer;
 *  - edu_mask() and edu_unmask(), if it has a register to mask its interrupts;
 *  - edu_fill_info(), if it has more BARs.
 *
 * All else is for programs to do. See also Documentation/driver-api/uio-howto.rst
 * in the kernel's sources.
 */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/uio_driver.h>
#include <linux/vmalloc.h>

#include "uio_stamps.h"

#define EDU_STATUS     0x20 /* 0x80: interrupt when a factorial is ready */
#define EDU_IRQ_STATUS 0x24 /* the causes that are pending */
#define EDU_IRQ_ACK    0x64 /* clears the causes written to it */

#define STAMPS_SIZE PAGE_ALIGN(sizeof(struct uio_stamps))

static bool msi;
module_param(msi, bool, 0444);
MODULE_PARM_DESC(msi, "Use MSI where the card offers it, and not INTx");

struct edu {
	struct pci_dev *pdev;
	struct uio_info info;
	void __iomem *regs;
	int irq;

	/* For the handler, of which only one runs at a time. */
	struct uio_stamps *stamps;
	u32 head;

	struct mutex lock; /* for what follows */
	bool requested;	   /* the interrupt */
	bool masked;	   /* read by the handler without the lock */
};

/* Interrupts */

static void edu_quiet(struct edu *edu)
{
	iowrite32(0, edu->regs + EDU_STATUS);
	iowrite32(ioread32(edu->regs + EDU_IRQ_STATUS),
		  edu->regs + EDU_IRQ_ACK);
}

/*
 * INTx lines are shared: that this is called says nothing of whose interrupt it
 * is. The card keeps its line up until it is acknowledged, so this must be done
 * here, not by a program later. With MSI too, for many cards send the next only
 * when no cause is pending.
 */
static irqreturn_t edu_handler(int irq, void *data)
{
	struct edu *edu = data;
	u32 causes;

	/* What comes then is another card's. This one's causes have to wait. */
	if (READ_ONCE(edu->masked))
		return IRQ_NONE;

	causes = ioread32(edu->regs + EDU_IRQ_STATUS);
	if (!causes)
		return IRQ_NONE;
	iowrite32(causes, edu->regs + EDU_IRQ_ACK);

	uio_stamps_add(edu->stamps, &edu->head, &edu->info, causes);
	uio_event_notify(&edu->info);
	return IRQ_HANDLED;
}

/*
 * The edu card has no register to mask its interrupts; one that has is better
 * masked there, with the order of the steps as here.
 *
 * disable_irq() on an INTx line would silence whoever shares it. So the card is
 * kept from pulling the line. A cause that comes meanwhile pulls it as soon as
 * it may. An MSI is the card's alone, and the kernel repeats one that came while
 * it was disabled. It counts the calls, though: they must come in pairs.
 */
static void edu_mask(struct edu *edu)
{
	if (edu->masked)
		return;
	if (edu->pdev->msi_enabled)
		disable_irq(edu->irq);
	else
		pci_intx(edu->pdev, 0);
	/* Not before: the handler, called for an MSI, would drop it. */
	WRITE_ONCE(edu->masked, true);
	synchronize_irq(edu->irq);
}

static void edu_unmask(struct edu *edu)
{
	if (!edu->masked)
		return;
	WRITE_ONCE(edu->masked, false);
	if (edu->pdev->msi_enabled)
		enable_irq(edu->irq);
	else
		pci_intx(edu->pdev, 1);
}

/* A program wrote 0 or 1 to the node. */
static int edu_irqcontrol(struct uio_info *info, s32 irq_on)
{
	struct edu *edu = info->priv;
	int ret = 0;

	if (irq_on != 0 && irq_on != 1)
		return -EINVAL;

	mutex_lock(&edu->lock);
	if (!edu->requested)
		ret = -ENODEV;
	else if (irq_on)
		edu_unmask(edu);
	else
		edu_mask(edu);
	mutex_unlock(&edu->lock);
	return ret;
}

/* Coming and going */

/*
 * A PHYS region is mapped in whole pages. For a BAR smaller than a page, `addr`
 * is rounded down to one, `size` up, and `offs` says where in it the BAR begins.
 */
static void edu_fill_info(struct edu *edu)
{
	struct uio_info *info = &edu->info;

	info->name = "edu";
	info->version = "1";
	info->priv = edu;
	info->irqcontrol = edu_irqcontrol;
	/*
	 * With .irq and .handler the core would request the interrupt. But since
	 * Linux 6.10 it counts in a thread: two close together may be one.
	 */
	info->irq = UIO_IRQ_CUSTOM;

	info->mem[0].name = "registers";
	info->mem[0].memtype = UIO_MEM_PHYS;
	info->mem[0].addr = pci_resource_start(edu->pdev, 0);
	info->mem[0].size = pci_resource_len(edu->pdev, 0);
	info->mem[0].internal_addr = edu->regs;

	info->mem[1].name = "stamps";
	info->mem[1].memtype = UIO_MEM_VIRTUAL;
	info->mem[1].addr = (uintptr_t)edu->stamps;
	info->mem[1].size = STAMPS_SIZE;
}

static int edu_register(struct edu *edu)
{
	unsigned long flags = edu->pdev->msi_enabled ? 0 : IRQF_SHARED;
	int ret;

	/* Programs find the device before it has its interrupt. */
	mutex_lock(&edu->lock);
	ret = uio_register_device(&edu->pdev->dev, &edu->info);
	if (ret) {
		mutex_unlock(&edu->lock);
		return ret;
	}
	ret = request_irq(edu->irq, edu_handler, flags, "edu", edu);
	edu->requested = !ret;
	mutex_unlock(&edu->lock);
	if (ret)
		uio_unregister_device(&edu->info);
	return ret;
}

static int edu_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct edu *edu = devm_kzalloc(&pdev->dev, sizeof(*edu), GFP_KERNEL);
	int ret;

	if (!edu)
		return -ENOMEM;
	edu->pdev = pdev;
	mutex_init(&edu->lock);
	pci_set_drvdata(pdev, edu);

	ret = pci_enable_device(pdev);
	if (ret)
		return ret;
	ret = pci_request_regions(pdev, KBUILD_MODNAME);
	if (ret)
		goto err_disable;

	ret = -ENOMEM;
	edu->regs = pci_ioremap_bar(pdev, 0);
	if (!edu->regs)
		goto err_release;
	edu->stamps = vmalloc_user(STAMPS_SIZE);
	if (!edu->stamps)
		goto err_unmap;
	uio_stamps_init(edu->stamps);

	/* Whatever the driver before this one left. */
	edu_quiet(edu);

	/* What has no MSI keeps INTx. */
	if (msi && pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_MSI) < 0)
		pci_info(pdev, "no MSI\n");
	edu->irq = pci_irq_vector(pdev, 0);
	/*
	 * A bus master can read and write all memory, and whoever has the
	 * registers can make it. MSI need it; so does DMA, if your card has any.
	 */
	if (pdev->msi_enabled)
		pci_set_master(pdev);

	edu_fill_info(edu);
	ret = edu_register(edu);
	if (ret)
		goto err_free;
	return 0;

err_free:
	pci_free_irq_vectors(pdev);
	vfree(edu->stamps);
err_unmap:
	iounmap(edu->regs);
err_release:
	pci_release_regions(pdev);
err_disable:
	pci_disable_device(pdev);
	return ret;
}

/*
 * At shutdown too, so that the card does not interrupt, or write to, the kernel
 * that comes next.
 */
static void edu_remove(struct pci_dev *pdev)
{
	struct edu *edu = pci_get_drvdata(pdev);

	/* Unmasked no more, for the handler goes, and then what it notifies. */
	mutex_lock(&edu->lock);
	edu_mask(edu);
	edu->requested = false;
	mutex_unlock(&edu->lock);
	free_irq(edu->irq, edu);
	uio_unregister_device(&edu->info);

	edu_quiet(edu);
	pci_free_irq_vectors(pdev);
	/* The end of MSI gave INTx back, and programs may keep the registers. */
	pci_intx(pdev, 0);

	/* Of the pages that programs mapped, the last to unmap them frees them. */
	vfree(edu->stamps);
	iounmap(edu->regs);
	pci_release_regions(pdev);
	/* It ends being bus master too. */
	pci_disable_device(pdev);
}

static const struct pci_device_id edu_ids[] = { { PCI_DEVICE(0x1234, 0x11e8) },
						{} };
MODULE_DEVICE_TABLE(pci, edu_ids);

static struct pci_driver edu_driver = {
	.name = KBUILD_MODNAME,
	.id_table = edu_ids,
	.probe = edu_probe,
	.remove = edu_remove,
	.shutdown = edu_remove,
};
module_pci_driver(edu_driver);

MODULE_DESCRIPTION("UIO driver of QEMU's edu card");
MODULE_LICENSE("GPL");
