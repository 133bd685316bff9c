// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Simulated UIO devices, made through configfs.
 *
 * A directory below uio-sim/ holds a device's configuration. While its `live`
 * is 1 there is a platform device uio_sim.NAME, and this module's driver, which
 * is bound to it, has registered a UIO device with the core. The driver can be
 * unbound and bound through sysfs at any time, so four locks are needed:
 *
 *  - sim->mutex, for configfs: the configuration and `live`. It is held while
 *    the platform device is added or removed, so probing must not take it.
 *  - the device lock of the platform device, for the driver core: registering
 *    and unregistering.
 *  - sim->windows_mutex, inside those two and the UIO core's lock of the device:
 *    windows, open nodes, and pages that fault. Locks of pages and of mappings
 *    are taken inside it.
 *  - sim->lock, innermost: events, from a system call or the timer.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/configfs.h>
#include <linux/fs.h>
#include <linux/hrtimer.h>
#include <linux/io.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/platform_device.h>
#include <linux/sched/signal.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uio_driver.h>
#include <linux/version.h>
#include <linux/vmalloc.h>

#include "uio_stamps.h"

#ifdef CONFIG_X86
#include <asm/set_memory.h>
#else
#include <linux/dma-mapping.h>
#endif

#define STRING_LEN_MAX 1023
#define MAP_SIZE_MAX   SZ_64M
#define PERIOD_NS_MIN  10000
#define NO_FAULT       ULONG_MAX /* not the offset of a page */

/* An attribute with a choice of names stores the index into them. */
enum sim_irq {
	SIM_IRQ_NONE,
	SIM_IRQ_CUSTOM,
};

static const char *const irq_names[] = {
	[SIM_IRQ_NONE] = "none",
	[SIM_IRQ_CUSTOM] = "custom",
	NULL,
};

enum sim_irqcontrol {
	SIM_IRQCONTROL_NONE,
	SIM_IRQCONTROL_GATE,
	SIM_IRQCONTROL_ONESHOT,
};

static const char *const irqcontrol_names[] = {
	[SIM_IRQCONTROL_NONE] = "none",
	[SIM_IRQCONTROL_GATE] = "gate",
	[SIM_IRQCONTROL_ONESHOT] = "oneshot",
	NULL,
};

enum sim_map_type {
	SIM_MAP_VIRTUAL,
	SIM_MAP_LOGICAL,
	SIM_MAP_PHYS,
};

static const char *const map_type_names[] = {
	[SIM_MAP_VIRTUAL] = "virtual",
	[SIM_MAP_LOGICAL] = "logical",
	[SIM_MAP_PHYS] = "phys",
	NULL,
};

static const int uio_map_types[] = {
	[SIM_MAP_VIRTUAL] = UIO_MEM_VIRTUAL,
	[SIM_MAP_LOGICAL] = UIO_MEM_LOGICAL,
	[SIM_MAP_PHYS] = UIO_MEM_PHYS,
};

/* The order is that of the core's constants, from UIO_PORT_X86 on. */
static const char *const port_type_names[] = { "x86", "gpio", "other", NULL };

/* The memory of a region, held by its configuration and by windows. */
struct sim_mem {
	struct kref kref;
	int type;
	size_t size; /* whole pages */
	void *addr;
	phys_addr_t phys; /* these two only for memory of the type phys */
	dma_addr_t dma;
};

/* A region of a registered device, held by the device and by mappings. */
struct sim_window {
	struct kref kref;
	struct sim_mem *mem;
	bool gone;	     /* the device is unregistered */
	unsigned long fault; /* like that of the map */
};

/* An open file of the device's node, with all of its mappings. */
struct sim_node {
	struct list_head list;
	struct inode *inode;
};

struct sim_map {
	struct config_group group;
	struct config_item_type item_type;
	struct configfs_bin_attribute data, *bin_attrs[2];
	char *name;
	unsigned long size;
	unsigned long offset;
	int type;
	bool stamps;
	unsigned long fault; /* the offset of the page that faults, or NO_FAULT */
	struct sim_mem *mem;
	struct sim_window *window; /* while registered */
};

struct sim_port {
	struct config_group group;
	char *name;
	unsigned long start;
	unsigned long size;
	int type;
};

struct sim {
	struct config_group group;
	struct mutex mutex; /* for the locks, see the comment at the top */
	char *name;
	char *version;
	int irq;
	int irqcontrol;
	struct sim_map map[MAX_UIO_MAPS];
	struct sim_port port[MAX_UIO_PORT_REGIONS];
	struct platform_device *pdev; /* while live */

	struct mutex windows_mutex; /* see the top, too */
	struct list_head nodes;	    /* open ones, while registered */

	struct uio_info info;
	int error;		   /* why it is not registered */
	struct uio_stamps *stamps; /* inside the map of a ring, or NULL */

	spinlock_t lock; /* protects all members below */
	bool registered;
	bool enabled; /* by irqcontrol */
	u64 events;
	u32 pending; /* saturates at U32_MAX */
	u32 stamps_head;
	u64 period_ns;
	u64 burst;
	u64 ticks_left; /* number of events of a burst; 0 for no end */
	struct hrtimer timer;
};

static const struct config_item_type sim_type;

static struct sim *to_sim(struct config_item *item)
{
	return container_of(to_config_group(item), struct sim, group);
}

static struct sim_map *to_sim_map(struct config_item *item)
{
	return container_of(to_config_group(item), struct sim_map, group);
}

static struct sim_port *to_sim_port(struct config_item *item)
{
	return container_of(to_config_group(item), struct sim_port, group);
}

/* Returns the device of an item, which is a device or a region of one. */
static struct sim *item_sim(struct config_item *item)
{
	if (item->ci_type != &sim_type)
		item = item->ci_parent;
	return to_sim(item);
}

/* Memory */

static void *logical_alloc(size_t size)
{
	return alloc_pages_exact(size, GFP_KERNEL | __GFP_ZERO | __GFP_NOWARN);
}

/*
 * The core maps phys memory uncached. The kernel's own mapping must not be
 * cached then: x86 does not allow both for one page, and on other machines
 * programs and the kernel would see different contents.
 */
#ifdef CONFIG_X86

static int phys_init(void)
{
	return 0;
}

static void phys_exit(void)
{
}

static void phys_free(struct sim_mem *mem)
{
	set_memory_wb((unsigned long)mem->addr, mem->size >> PAGE_SHIFT);
	free_pages_exact(mem->addr, mem->size);
}

static void *phys_alloc(struct sim_mem *mem)
{
	mem->addr = logical_alloc(mem->size);
	if (!mem->addr)
		return NULL;
	mem->phys = virt_to_phys(mem->addr);
	if (set_memory_uc((unsigned long)mem->addr, mem->size >> PAGE_SHIFT)) {
		phys_free(mem);
		return NULL;
	}
	return mem->addr;
}

#else

/*
 * A device without a driver, for which DMA is not coherent with caches, so the
 * kernel maps its memory uncached. The simulated device cannot be used for
 * this, because the memory is older than the device, and outlives it.
 */
static struct platform_device *phys_device;

static int phys_init(void)
{
	const struct platform_device_info info = {
		.name = KBUILD_MODNAME "_memory",
		.id = PLATFORM_DEVID_NONE,
		.dma_mask = DMA_BIT_MASK(64),
	};

	phys_device = platform_device_register_full(&info);
	return PTR_ERR_OR_ZERO(phys_device);
}

static void phys_exit(void)
{
	platform_device_unregister(phys_device);
}

static void *phys_alloc(struct sim_mem *mem)
{
	mem->addr = dma_alloc_coherent(&phys_device->dev, mem->size, &mem->dma,
				       GFP_KERNEL | __GFP_NOWARN);
	if (!mem->addr)
		return NULL;
	if (is_vmalloc_addr(mem->addr))
		mem->phys = page_to_phys(vmalloc_to_page(mem->addr));
	else
		mem->phys = virt_to_phys(mem->addr);
	return mem->addr;
}

static void phys_free(struct sim_mem *mem)
{
	dma_free_coherent(&phys_device->dev, mem->size, mem->addr, mem->dma);
}

#endif

static void mem_release(struct kref *kref)
{
	struct sim_mem *mem = container_of(kref, struct sim_mem, kref);

	if (mem->type == SIM_MAP_VIRTUAL)
		vfree(mem->addr);
	else if (mem->type == SIM_MAP_LOGICAL)
		free_pages_exact(mem->addr, mem->size);
	else
		phys_free(mem);
	kfree(mem);
}

static void mem_put(struct sim_mem *mem)
{
	if (mem)
		kref_put(&mem->kref, mem_release);
}

static struct sim_mem *mem_alloc(int type, size_t size)
{
	struct sim_mem *mem = kzalloc(sizeof(*mem), GFP_KERNEL);

	if (!mem)
		return NULL;
	kref_init(&mem->kref);
	mem->type = type;
	mem->size = PAGE_ALIGN(size);
	if (type == SIM_MAP_VIRTUAL)
		mem->addr = vmalloc_user(mem->size);
	else if (type == SIM_MAP_LOGICAL)
		mem->addr = logical_alloc(mem->size);
	else
		mem->addr = phys_alloc(mem);
	if (!mem->addr) {
		kfree(mem);
		return NULL;
	}
	return mem;
}

static int map_alloc(struct sim_map *map, int type, size_t size)
{
	struct sim_mem *mem = NULL;

	if (size > MAP_SIZE_MAX)
		return -EFBIG;
	if (size) {
		mem = mem_alloc(type, size);
		if (!mem)
			return -ENOMEM;
	}
	mem_put(map->mem);
	map->mem = mem;
	map->type = type;
	map->size = size;
	map->fault = NO_FAULT;
	/*
	 * configfs passes data on only at close, which is too late for an
	 * error.
	 */
	map->data.cb_max_size = max_t(size_t, size, 1);
	return 0;
}

/* Mappings */

static void window_release(struct kref *kref)
{
	struct sim_window *window = container_of(kref, struct sim_window, kref);

	mem_put(window->mem);
	kfree(window);
}

static void window_vm_open(struct vm_area_struct *vma)
{
	struct sim_window *window = vma->vm_private_data;

	kref_get(&window->kref);
}

static void window_vm_close(struct vm_area_struct *vma)
{
	struct sim_window *window = vma->vm_private_data;

	kref_put(&window->kref, window_release);
}

/* The rest of a mapping would begin at another page of the memory. */
static int window_vm_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}

static struct page *mem_page(const struct sim_mem *mem, unsigned long offset)
{
	if (mem->type == SIM_MAP_VIRTUAL)
		return vmalloc_to_page(mem->addr + offset);
	if (mem->type == SIM_MAP_LOGICAL)
		return virt_to_page(mem->addr + offset);
	return pfn_to_page(PHYS_PFN(mem->phys + offset));
}

/*
 * Returns the page to map, locked, or NULL if its access is a bus error. The
 * caller maps the page before it is unlocked, see sim_set_fault().
 */
static struct page *window_lock_page(const struct vm_fault *vmf)
{
	struct sim_window *window = vmf->vma->vm_private_data;
	unsigned long offset = vmf->address - vmf->vma->vm_start;
	struct page *page;

	if (offset >= window->mem->size)
		return NULL;
	page = mem_page(window->mem, offset);
	lock_page(page);
	if (READ_ONCE(window->fault) == offset) {
		unlock_page(page);
		return NULL;
	}
	return page;
}

/* Does the same as the core, except that the page is found in another way. */
static vm_fault_t paged_vm_fault(struct vm_fault *vmf)
{
	struct sim_window *window = vmf->vma->vm_private_data;

	if (READ_ONCE(window->gone))
		return VM_FAULT_SIGBUS;
	vmf->page = window_lock_page(vmf);
	if (!vmf->page)
		return VM_FAULT_SIGBUS;
	get_page(vmf->page);
	return VM_FAULT_LOCKED;
}

static vm_fault_t phys_vm_fault(struct vm_fault *vmf)
{
	struct page *page;
	vm_fault_t ret;

	/* Private mappings are complete from the start. */
	if (!(vmf->vma->vm_flags & VM_MAYSHARE))
		return VM_FAULT_SIGBUS;
	page = window_lock_page(vmf);
	if (!page)
		return VM_FAULT_SIGBUS;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, page_to_pfn(page));
	unlock_page(page);
	return ret;
}

/*
 * For debuggers. generic_access_phys(), which the core uses here, remaps the
 * memory as that of a device, and the kernel warns because it is not.
 */
static int window_vm_access(struct vm_area_struct *vma, unsigned long addr,
			    void *buf, int len, int write)
{
	struct sim_window *window = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;
	unsigned long fault = READ_ONCE(window->fault);
	void *memory = window->mem->addr + offset;

	/* A private mapping may have pages of its own. */
	if (!(vma->vm_flags & VM_MAYSHARE) || (offset & PAGE_MASK) == fault)
		return -EFAULT;
	if (write && !(vma->vm_flags & VM_WRITE))
		return -EACCES;

	len = min_t(unsigned long, len, vma->vm_end - addr);
	if (offset < fault)
		len = min_t(unsigned long, len, fault - offset);
	if (write)
		memcpy(memory, buf, len);
	else
		memcpy(buf, memory, len);
	return len;
}

/*
 * The mmap callback of uio_info became mmap_prepare, which is called before
 * there is a mapping to open.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(7, 2, 0)
#define SIM_MMAP mmap_prepare

static int window_vm_mapped(unsigned long start, unsigned long end,
			    pgoff_t pgoff, const struct file *file,
			    void **vm_private_data)
{
	struct sim_window *window = *vm_private_data;

	kref_get(&window->kref);
	return 0;
}
#else
#define SIM_MMAP mmap
#endif

static const struct vm_operations_struct paged_vm_ops = {
	.open = window_vm_open,
	.close = window_vm_close,
#if LINUX_VERSION_CODE >= KERNEL_VERSION(7, 2, 0)
	.mapped = window_vm_mapped,
#endif
	.may_split = window_vm_may_split,
	.fault = paged_vm_fault,
};

static const struct vm_operations_struct phys_vm_ops = {
	.open = window_vm_open,
	.close = window_vm_close,
#if LINUX_VERSION_CODE >= KERNEL_VERSION(7, 2, 0)
	.mapped = window_vm_mapped,
#endif
	.may_split = window_vm_may_split,
	.fault = phys_vm_fault,
	.access = window_vm_access,
};

/*
 * For the core a page offset of N means map N. It has checked that this map
 * exists, and that it has enough pages.
 *
 * The core maps phys memory at once. Here pages of a shared mapping are mapped
 * when they are accessed, because a page that faults can be unmapped only after
 * the mapping is complete. A private mapping cannot be made in this way.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(7, 2, 0)

static int sim_mmap(struct uio_info *info, struct vm_area_desc *desc)
{
	struct sim *sim = info->priv;
	struct sim_map *map = &sim->map[desc->pgoff];

	desc->private_data = map->window;
	if (map->type != SIM_MAP_PHYS) {
		vma_desc_set_flags(desc, VMA_DONTEXPAND_BIT, VMA_DONTDUMP_BIT);
		desc->vm_ops = &paged_vm_ops;
		return 0;
	}
	if (vma_desc_size(desc) > map->size)
		return -EINVAL;
	desc->vm_ops = &phys_vm_ops;
	desc->page_prot = pgprot_noncached(desc->page_prot);
	if (vma_desc_test(desc, VMA_MAYSHARE_BIT))
		vma_desc_set_flags_mask(desc, VMA_REMAP_FLAGS);
	else
		mmap_action_remap_full(desc, PHYS_PFN(map->mem->phys));
	return 0;
}

#else

static void sim_vm_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	vm_flags_set(vma, flags);
#else
	vma->vm_flags |= flags;
#endif
}

static int sim_mmap_phys(struct sim_map *map, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size > map->size)
		return -EINVAL;
	vma->vm_ops = &phys_vm_ops;
	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	if (vma->vm_flags & VM_MAYSHARE) {
		sim_vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND |
					      VM_DONTDUMP);
		return 0;
	}
	return remap_pfn_range(vma, vma->vm_start, PHYS_PFN(map->mem->phys),
			       size, vma->vm_page_prot);
}

static int sim_mmap(struct uio_info *info, struct vm_area_struct *vma)
{
	struct sim *sim = info->priv;
	struct sim_map *map = &sim->map[vma->vm_pgoff];
	int ret = 0;

	vma->vm_private_data = map->window;
	if (map->type == SIM_MAP_PHYS) {
		ret = sim_mmap_phys(map, vma);
	} else {
		sim_vm_flags_set(vma, VM_DONTEXPAND | VM_DONTDUMP);
		vma->vm_ops = &paged_vm_ops;
	}
	if (!ret)
		kref_get(&map->window->kref);
	return ret;
}

#endif

static int window_alloc(struct sim_map *map)
{
	map->window = kzalloc(sizeof(*map->window), GFP_KERNEL);
	if (!map->window)
		return -ENOMEM;
	kref_init(&map->window->kref);
	kref_get(&map->mem->kref);
	map->window->mem = map->mem;
	map->window->fault = map->fault;
	return 0;
}

/* The UIO core does not report the closing of a node after unregistering. */
static void sim_close_windows(struct sim *sim)
{
	struct sim_node *node, *next;
	int i;

	mutex_lock(&sim->windows_mutex);
	list_for_each_entry_safe(node, next, &sim->nodes, list) {
		list_del(&node->list);
		kfree(node);
	}
	for (i = 0; i < MAX_UIO_MAPS; i++) {
		struct sim_window *window = sim->map[i].window;

		if (!window)
			continue;
		sim->map[i].window = NULL;
		WRITE_ONCE(window->gone, true);
		kref_put(&window->kref, window_release);
	}
	mutex_unlock(&sim->windows_mutex);
}

static int sim_open_windows(struct sim *sim)
{
	int i, ret = 0;

	mutex_lock(&sim->windows_mutex);
	for (i = 0; i < MAX_UIO_MAPS && !ret; i++)
		if (sim->map[i].mem)
			ret = window_alloc(&sim->map[i]);
	mutex_unlock(&sim->windows_mutex);
	if (ret)
		sim_close_windows(sim);
	return ret;
}

/* Pages that fault */

/* A mapping holds its file open, so that all mappings belong to open nodes. */
static int sim_open(struct uio_info *info, struct inode *inode)
{
	struct sim *sim = info->priv;
	struct sim_node *node = kmalloc(sizeof(*node), GFP_KERNEL);

	if (!node)
		return -ENOMEM;
	node->inode = inode;
	mutex_lock(&sim->windows_mutex);
	list_add(&node->list, &sim->nodes);
	mutex_unlock(&sim->windows_mutex);
	return 0;
}

static int sim_release(struct uio_info *info, struct inode *inode)
{
	struct sim *sim = info->priv;
	struct sim_node *node;

	mutex_lock(&sim->windows_mutex);
	list_for_each_entry(node, &sim->nodes, list) {
		if (node->inode == inode) {
			list_del(&node->list);
			kfree(node);
			break;
		}
	}
	mutex_unlock(&sim->windows_mutex);
	return 0;
}

/*
 * In the file, map N begins at page N. Pages of other maps with the same offset
 * are unmapped too, and mapped again when they are accessed.
 */
static void sim_unmap_page(struct sim *sim, struct sim_map *map,
			   unsigned long offset)
{
	loff_t start = (loff_t)(map - sim->map) * PAGE_SIZE + offset;
	struct sim_node *node;

	list_for_each_entry(node, &sim->nodes, list)
		unmap_mapping_range(node->inode->i_mapping, start, PAGE_SIZE,
				    0);
}

/*
 * The lock of the page makes this wait until a page that is about to be mapped is
 * mapped, and can be unmapped.
 */
static void sim_set_fault(struct sim *sim, struct sim_map *map,
			  unsigned long fault)
{
	struct page *page;

	mutex_lock(&sim->windows_mutex);
	map->fault = fault;
	if (map->window)
		WRITE_ONCE(map->window->fault, fault);
	if (map->window && fault != NO_FAULT) {
		page = mem_page(map->mem, fault);
		lock_page(page);
		sim_unmap_page(sim, map, fault);
		unlock_page(page);
	}
	mutex_unlock(&sim->windows_mutex);
}

/* Events */

/* Delivers one pending event, if irqcontrol allows it. */
static bool sim_deliver(struct sim *sim)
{
	lockdep_assert_held(&sim->lock);

	if (!sim->registered || !sim->enabled || !sim->pending)
		return false;
	sim->pending--;
	if (sim->irqcontrol == SIM_IRQCONTROL_ONESHOT) {
		sim->enabled = false;
		sim->pending = 0;
	}
	if (sim->stamps)
		uio_stamps_add(sim->stamps, &sim->stamps_head, &sim->info, 0);
	uio_event_notify(&sim->info);
	return true;
}

static int sim_raise(struct sim *sim)
{
	lockdep_assert_held(&sim->lock);

	if (!sim->registered)
		return -ENODEV;
	if (sim->irq == SIM_IRQ_NONE)
		return -EIO;
	sim->events++;
	if (sim->pending < U32_MAX)
		sim->pending++;
	sim_deliver(sim);
	return 0;
}

static void sim_start_timer(struct sim *sim)
{
	lockdep_assert_held(&sim->lock);

	sim->ticks_left = sim->burst;
	if (sim->registered && sim->irq != SIM_IRQ_NONE && sim->period_ns)
		hrtimer_start(&sim->timer, ns_to_ktime(sim->period_ns),
			      HRTIMER_MODE_REL_SOFT);
}

/*
 * The timer expires in softirq context, because under PREEMPT_RT
 * uio_event_notify() may sleep.
 */
static enum hrtimer_restart sim_tick(struct hrtimer *timer)
{
	struct sim *sim = container_of(timer, struct sim, timer);
	enum hrtimer_restart restart = HRTIMER_NORESTART;

	spin_lock_bh(&sim->lock);
	/*
	 * The timer is queued again if period_ns was written since it expired.
	 */
	if (sim->period_ns && !hrtimer_is_queued(timer) && !sim_raise(sim) &&
	    (!sim->ticks_left || --sim->ticks_left)) {
		hrtimer_forward_now(timer, ns_to_ktime(sim->period_ns));
		restart = HRTIMER_RESTART;
	}
	spin_unlock_bh(&sim->lock);
	return restart;
}

static void sim_init_timer(struct hrtimer *timer)
{
	/*
	 * hrtimer_setup() was added in 6.13, and hrtimer_init() was removed in
	 * 6.15.
	 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
	hrtimer_setup(timer, sim_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL_SOFT);
#else
	hrtimer_init(timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_SOFT);
	timer->function = sim_tick;
#endif
}

static int sim_irqcontrol(struct uio_info *info, s32 irq_on)
{
	struct sim *sim = info->priv;
	int ret = 0;

	if (irq_on != 0 && irq_on != 1)
		return -EINVAL;

	spin_lock_bh(&sim->lock);
	sim->enabled = irq_on;
	while (!ret && sim_deliver(sim)) {
		/* A gate may have held back billions of events. */
		spin_unlock_bh(&sim->lock);
		cond_resched();
		spin_lock_bh(&sim->lock);
		if (fatal_signal_pending(current)) {
			sim->enabled = false;
			ret = -EINTR;
		}
	}
	spin_unlock_bh(&sim->lock);
	return ret;
}

/* The driver */

static void sim_fill_info(struct sim *sim)
{
	struct uio_info *info = &sim->info;
	int i;

	*info = (struct uio_info){
		.name = sim->name,
		.version = sim->version,
		.irq = sim->irq == SIM_IRQ_NONE ? UIO_IRQ_NONE : UIO_IRQ_CUSTOM,
		.priv = sim,
		.SIM_MMAP = sim_mmap,
		.open = sim_open,
		.release = sim_release,
	};
	if (sim->irqcontrol != SIM_IRQCONTROL_NONE)
		info->irqcontrol = sim_irqcontrol;

	for (i = 0; i < MAX_UIO_MAPS && sim->map[i].size; i++) {
		struct sim_map *map = &sim->map[i];
		void *addr = map->mem->addr;

		info->mem[i].name = map->name;
		if (map->type == SIM_MAP_PHYS)
			info->mem[i].addr = map->mem->phys;
		else
			info->mem[i].addr = (uintptr_t)addr;
		info->mem[i].offs = map->offset;
		info->mem[i].size = map->size;
		info->mem[i].memtype = uio_map_types[map->type];
	}
	for (i = 0; i < MAX_UIO_PORT_REGIONS; i++) {
		struct sim_port *port = &sim->port[i];

		info->port[i].name = port->name;
		info->port[i].start = port->start;
		info->port[i].size = port->size;
		info->port[i].porttype = UIO_PORT_X86 + port->type;
	}
}

static void sim_unregister(void *data)
{
	struct sim *sim = data;

	spin_lock_bh(&sim->lock);
	sim->registered = false;
	spin_unlock_bh(&sim->lock);

	hrtimer_cancel(&sim->timer);
	uio_unregister_device(&sim->info);
	sim_close_windows(sim);
}

static void sim_init_stamps(struct sim *sim)
{
	int i;

	sim->stamps = NULL;
	sim->stamps_head = 0;
	for (i = 0; i < MAX_UIO_MAPS; i++)
		if (sim->map[i].stamps)
			sim->stamps =
				sim->map[i].mem->addr + sim->map[i].offset;
	if (sim->stamps)
		uio_stamps_init(sim->stamps);
}

static int sim_register(struct sim *sim, struct device *parent)
{
	int ret = sim_open_windows(sim);

	if (ret)
		return ret;
	sim_fill_info(sim);
	sim_init_stamps(sim);
	sim->enabled = true;
	sim->pending = 0;
	sim->events = 0;

	ret = uio_register_device(parent, &sim->info);
	if (ret) {
		sim_close_windows(sim);
		return ret;
	}
	spin_lock_bh(&sim->lock);
	sim->registered = true;
	sim_start_timer(sim);
	spin_unlock_bh(&sim->lock);

	return devm_add_action_or_reset(parent, sim_unregister, sim);
}

static int sim_probe(struct platform_device *pdev)
{
	struct sim *sim;

	/* driver_override can offer any other platform device. */
	if (strcmp(pdev->name, KBUILD_MODNAME))
		return -ENODEV;

	sim = *(struct sim **)dev_get_platdata(&pdev->dev);
	sim->error = sim_register(sim, &pdev->dev);
	return sim->error;
}

static struct platform_driver sim_driver = {
	.probe = sim_probe,
	.driver = {
		.name = KBUILD_MODNAME,
		/* Writing `live` reports its outcome. */
		.probe_type = PROBE_FORCE_SYNCHRONOUS,
	},
};

static bool stamps_valid(const struct sim *sim)
{
	int i, rings = 0;

	for (i = 0; i < MAX_UIO_MAPS; i++) {
		const struct sim_map *map = &sim->map[i];

		if (map->stamps &&
		    (rings++ || map->offset % sizeof(u64) ||
		     map->size < map->offset + sizeof(struct uio_stamps)))
			return false;
	}
	return true;
}

static bool sim_valid(const struct sim *sim)
{
	int i;

	/* The core takes the first region of size 0 for the end. */
	for (i = 1; i < MAX_UIO_MAPS; i++)
		if (sim->map[i].size && !sim->map[i - 1].size)
			return false;
	for (i = 1; i < MAX_UIO_PORT_REGIONS; i++)
		if (sim->port[i].size && !sim->port[i - 1].size)
			return false;
	for (i = 0; i < MAX_UIO_MAPS; i++)
		if (sim->map[i].size && sim->map[i].offset >= sim->map[i].size)
			return false;
	for (i = 0; i < MAX_UIO_PORT_REGIONS; i++)
		if (sim->port[i].size &&
		    sim->port[i].size - 1 > ULONG_MAX - sim->port[i].start)
			return false;
	return stamps_valid(sim) && *sim->name;
}

static int sim_go_live(struct sim *sim)
{
	struct platform_device *pdev;
	int ret;

	if (!sim_valid(sim))
		return -EINVAL;

	pdev = platform_device_alloc(KBUILD_MODNAME, PLATFORM_DEVID_NONE);
	if (!pdev)
		return -ENOMEM;
	ret = platform_device_add_data(pdev, &sim, sizeof(sim));
	if (ret)
		goto err_put;
	ret = dev_set_name(&pdev->dev, KBUILD_MODNAME ".%s",
			   config_item_name(&sim->group.cg_item));
	if (ret)
		goto err_put;

	/*
	 * Does the same as drivers/of. platform_device_register_full() would
	 * choose the name itself, with a number, by which nobody could find the
	 * device.
	 */
	pdev->dev.parent = &platform_bus;
	pdev->dev.bus = &platform_bus_type;
	sim->error = 0;
	ret = device_add(&pdev->dev);
	if (ret)
		goto err_put;

	if (!READ_ONCE(sim->registered)) {
		platform_device_unregister(pdev);
		return sim->error ?: -ENODEV;
	}
	sim->pdev = pdev;
	return 0;

err_put:
	platform_device_put(pdev);
	return ret;
}

static void sim_go_dead(struct sim *sim)
{
	if (sim->pdev)
		platform_device_unregister(sim->pdev);
	sim->pdev = NULL;
}

/* Attributes */

static ssize_t show_string(char *page, const char *string)
{
	return sysfs_emit(page, "%s\n", string ?: "");
}

static int store_string(const char *page, size_t count, char **field)
{
	char *s;

	if (count && page[count - 1] == '\n')
		count--;
	if (count > STRING_LEN_MAX)
		return -ENAMETOOLONG;
	s = kmemdup_nul(page, count, GFP_KERNEL);
	if (!s)
		return -ENOMEM;
	kfree(*field);
	*field = s;
	return 0;
}

static ssize_t show_number(char *page, unsigned long number)
{
	return sysfs_emit(page, "0x%lx\n", number);
}

static ssize_t show_choice(char *page, const char *const *names, int i)
{
	return sysfs_emit(page, "%s\n", names[i]);
}

static int store_choice(const char *page, const char *const *names, int *field)
{
	int i = __sysfs_match_string(names, -1, page);

	if (i < 0)
		return i;
	*field = i;
	return 0;
}

static int store_map_size(const char *page, struct sim_map *map)
{
	unsigned long size;
	int ret = kstrtoul(page, 0, &size);

	return ret ?: map_alloc(map, map->type, size);
}

static int store_map_type(const char *page, struct sim_map *map)
{
	int type;
	int ret = store_choice(page, map_type_names, &type);

	return ret ?: map_alloc(map, type, map->size);
}

static int store_map_offset(const char *page, struct sim_map *map)
{
	unsigned long offset;
	int ret = kstrtoul(page, 0, &offset);

	if (ret)
		return ret;
	if (offset >= PAGE_SIZE)
		return -EINVAL;
	map->offset = offset;
	return 0;
}

static int parse_switch(const char *page, bool *on)
{
	unsigned int number;
	int ret = kstrtouint(page, 0, &number);

	if (!ret && number > 1)
		ret = -EINVAL;
	if (!ret)
		*on = number;
	return ret;
}

/* The ring enlarges the region if necessary. */
static int store_map_stamps(const char *page, struct sim_map *map)
{
	size_t size = PAGE_ALIGN(map->offset + sizeof(struct uio_stamps));
	bool stamps;
	int ret = parse_switch(page, &stamps);

	if (!ret && stamps && map->size < size)
		ret = map_alloc(map, map->type, size);
	if (!ret)
		map->stamps = stamps;
	return ret;
}

/*
 * A configuration attribute, fixed while live. How it is shown and stored are
 * expressions of `self`, the struct CTX, of `page`, and of `count`.
 */
#define SIM_ATTR(ctx, attr, show, store)                                    \
	static ssize_t ctx##_##attr##_show(struct config_item *item,        \
					   char *page)                      \
	{                                                                   \
		struct ctx *self = to_##ctx(item);                          \
		struct mutex *mutex = &item_sim(item)->mutex;               \
		ssize_t ret;                                                \
		mutex_lock(mutex);                                          \
		ret = show;                                                 \
		mutex_unlock(mutex);                                        \
		return ret;                                                 \
	}                                                                   \
	static ssize_t ctx##_##attr##_store(struct config_item *item,       \
					    const char *page, size_t count) \
	{                                                                   \
		struct ctx *self = to_##ctx(item);                          \
		struct sim *sim = item_sim(item);                           \
		int ret = -EBUSY;                                           \
		mutex_lock(&sim->mutex);                                    \
		if (!sim->pdev)                                             \
			ret = store;                                        \
		mutex_unlock(&sim->mutex);                                  \
		return ret ?: count;                                        \
	}                                                                   \
	CONFIGFS_ATTR(ctx##_, attr)

SIM_ATTR(sim_map, name, show_string(page, self->name),
	 store_string(page, count, &self->name));
SIM_ATTR(sim_map, size, show_number(page, self->size),
	 store_map_size(page, self));
SIM_ATTR(sim_map, type, show_choice(page, map_type_names, self->type),
	 store_map_type(page, self));
SIM_ATTR(sim_map, offset, show_number(page, self->offset),
	 store_map_offset(page, self));
SIM_ATTR(sim_map, stamps, sysfs_emit(page, "%d\n", self->stamps),
	 store_map_stamps(page, self));

static ssize_t sim_map_fault_show(struct config_item *item, char *page)
{
	struct sim_map *map = to_sim_map(item);
	struct sim *sim = item_sim(item);
	unsigned long fault;

	mutex_lock(&sim->mutex);
	fault = map->fault;
	mutex_unlock(&sim->mutex);
	if (fault == NO_FAULT)
		return show_string(page, "none");
	return show_number(page, fault);
}

static int parse_fault(const char *page, unsigned long *fault)
{
	int ret;

	*fault = NO_FAULT;
	if (sysfs_streq(page, "none"))
		return 0;
	ret = kstrtoul(page, 0, fault);
	if (!ret && !PAGE_ALIGNED(*fault))
		ret = -EINVAL;
	return ret;
}

static ssize_t sim_map_fault_store(struct config_item *item, const char *page,
				   size_t count)
{
	struct sim_map *map = to_sim_map(item);
	struct sim *sim = item_sim(item);
	unsigned long fault;
	int ret = parse_fault(page, &fault);

	if (ret)
		return ret;
	mutex_lock(&sim->mutex);
	if (fault == NO_FAULT || fault < map->size)
		sim_set_fault(sim, map, fault);
	else
		ret = -EINVAL;
	mutex_unlock(&sim->mutex);
	return ret ?: count;
}
CONFIGFS_ATTR(sim_map_, fault);

/* Called twice by configfs: without a buffer to learn the size, then with. */
static ssize_t sim_map_data_read(struct config_item *item, void *buf,
				 size_t count)
{
	struct sim_map *map = to_sim_map(item);
	struct sim *sim = item_sim(item);
	ssize_t ret;

	mutex_lock(&sim->mutex);
	ret = map->size;
	if (buf && count != map->size)
		ret = -EAGAIN;
	else if (buf)
		memcpy(buf, map->mem->addr, count);
	mutex_unlock(&sim->mutex);
	return ret;
}

/* The size may be smaller than it was when configfs accepted the data. */
static ssize_t sim_map_data_write(struct config_item *item, const void *buf,
				  size_t count)
{
	struct sim_map *map = to_sim_map(item);
	struct sim *sim = item_sim(item);
	size_t length;

	mutex_lock(&sim->mutex);
	length = min_t(size_t, count, map->size);
	if (length)
		memcpy(map->mem->addr, buf, length);
	mutex_unlock(&sim->mutex);
	return count;
}
CONFIGFS_BIN_ATTR(sim_map_, data, NULL, 1);

static struct configfs_attribute *sim_map_attrs[] = {
	&sim_map_attr_name,
	&sim_map_attr_size,
	&sim_map_attr_type,
	&sim_map_attr_offset,
	&sim_map_attr_stamps,
	&sim_map_attr_fault,
	NULL,
};

static const struct config_item_type sim_map_type = {
	.ct_owner = THIS_MODULE,
	.ct_attrs = sim_map_attrs,
};

SIM_ATTR(sim_port, name, show_string(page, self->name),
	 store_string(page, count, &self->name));
SIM_ATTR(sim_port, start, show_number(page, self->start),
	 kstrtoul(page, 0, &self->start));
SIM_ATTR(sim_port, size, show_number(page, self->size),
	 kstrtoul(page, 0, &self->size));
SIM_ATTR(sim_port, type, show_choice(page, port_type_names, self->type),
	 store_choice(page, port_type_names, &self->type));

static struct configfs_attribute *sim_port_attrs[] = {
	&sim_port_attr_name,
	&sim_port_attr_start,
	&sim_port_attr_size,
	&sim_port_attr_type,
	NULL,
};

static const struct config_item_type sim_port_type = {
	.ct_owner = THIS_MODULE,
	.ct_attrs = sim_port_attrs,
};

SIM_ATTR(sim, name, show_string(page, self->name),
	 store_string(page, count, &self->name));
SIM_ATTR(sim, version, show_string(page, self->version),
	 store_string(page, count, &self->version));
SIM_ATTR(sim, irq, show_choice(page, irq_names, self->irq),
	 store_choice(page, irq_names, &self->irq));
SIM_ATTR(sim, irqcontrol, show_choice(page, irqcontrol_names, self->irqcontrol),
	 store_choice(page, irqcontrol_names, &self->irqcontrol));

static ssize_t sim_live_show(struct config_item *item, char *page)
{
	return sysfs_emit(page, "%d\n", !!READ_ONCE(to_sim(item)->pdev));
}

static ssize_t sim_live_store(struct config_item *item, const char *page,
			      size_t count)
{
	struct sim *sim = to_sim(item);
	bool live;
	int ret = parse_switch(page, &live);

	if (ret)
		return ret;

	mutex_lock(&sim->mutex);
	if (!live)
		sim_go_dead(sim);
	else
		ret = sim->pdev ? -EBUSY : sim_go_live(sim);
	mutex_unlock(&sim->mutex);
	return ret ?: count;
}
CONFIGFS_ATTR(sim_, live);

static ssize_t sim_dev_name_show(struct config_item *item, char *page)
{
	struct sim *sim = to_sim(item);
	ssize_t ret = -ENODEV;

	spin_lock_bh(&sim->lock);
	if (sim->registered)
		ret = sysfs_emit(page, "%s\n",
				 dev_name(&sim->info.uio_dev->dev));
	spin_unlock_bh(&sim->lock);
	return ret;
}
CONFIGFS_ATTR_RO(sim_, dev_name);

static ssize_t sim_trigger_store(struct config_item *item, const char *page,
				 size_t count)
{
	struct sim *sim = to_sim(item);
	unsigned int n;
	int ret = kstrtouint(page, 0, &n);

	while (!ret && n--) {
		spin_lock_bh(&sim->lock);
		ret = sim_raise(sim);
		spin_unlock_bh(&sim->lock);
		if (!ret && n && signal_pending(current))
			ret = -EINTR;
		cond_resched();
	}
	return ret ?: count;
}
CONFIGFS_ATTR_WO(sim_, trigger);

static ssize_t show_u64(char *page, const u64 *field, spinlock_t *lock)
{
	u64 value;

	spin_lock_bh(lock);
	value = *field;
	spin_unlock_bh(lock);
	return sysfs_emit(page, "%llu\n", value);
}

static ssize_t sim_events_show(struct config_item *item, char *page)
{
	struct sim *sim = to_sim(item);

	return show_u64(page, &sim->events, &sim->lock);
}
CONFIGFS_ATTR_RO(sim_, events);

static ssize_t sim_period_ns_show(struct config_item *item, char *page)
{
	struct sim *sim = to_sim(item);

	return show_u64(page, &sim->period_ns, &sim->lock);
}

static ssize_t sim_period_ns_store(struct config_item *item, const char *page,
				   size_t count)
{
	struct sim *sim = to_sim(item);
	u64 period_ns;
	int ret = kstrtou64(page, 0, &period_ns);

	if (ret)
		return ret;
	if (period_ns && (period_ns < PERIOD_NS_MIN || period_ns > KTIME_MAX))
		return -EINVAL;

	spin_lock_bh(&sim->lock);
	sim->period_ns = period_ns;
	sim_start_timer(sim);
	spin_unlock_bh(&sim->lock);
	return count;
}
CONFIGFS_ATTR(sim_, period_ns);

static ssize_t sim_burst_show(struct config_item *item, char *page)
{
	struct sim *sim = to_sim(item);

	return show_u64(page, &sim->burst, &sim->lock);
}

static ssize_t sim_burst_store(struct config_item *item, const char *page,
			       size_t count)
{
	struct sim *sim = to_sim(item);
	u64 burst;
	int ret = kstrtou64(page, 0, &burst);

	if (ret)
		return ret;
	spin_lock_bh(&sim->lock);
	sim->burst = burst;
	spin_unlock_bh(&sim->lock);
	return count;
}
CONFIGFS_ATTR(sim_, burst);

static struct configfs_attribute *sim_attrs[] = {
	&sim_attr_name,
	&sim_attr_version,
	&sim_attr_irq,
	&sim_attr_irqcontrol,
	&sim_attr_live,
	&sim_attr_dev_name,
	&sim_attr_trigger,
	&sim_attr_events,
	&sim_attr_period_ns,
	&sim_attr_burst,
	NULL,
};

/* Directories */

static void sim_free(struct config_item *item)
{
	struct sim *sim = to_sim(item);
	int i;

	for (i = 0; i < MAX_UIO_MAPS; i++) {
		mem_put(sim->map[i].mem);
		kfree(sim->map[i].name);
	}
	for (i = 0; i < MAX_UIO_PORT_REGIONS; i++)
		kfree(sim->port[i].name);
	kfree(sim->name);
	kfree(sim->version);
	kfree(sim);
}

static struct configfs_item_operations sim_item_ops = {
	.release = sim_free,
};

static const struct config_item_type sim_type = {
	.ct_owner = THIS_MODULE,
	.ct_item_ops = &sim_item_ops,
	.ct_attrs = sim_attrs,
};

static void sim_add_map(struct sim *sim, int i)
{
	struct sim_map *map = &sim->map[i];
	char name[16];

	map->fault = NO_FAULT;
	/* The file `data` of each map has a limit of its own. */
	map->data = sim_map_attr_data;
	map->bin_attrs[0] = &map->data;
	map->item_type = sim_map_type;
	map->item_type.ct_bin_attrs = map->bin_attrs;

	snprintf(name, sizeof(name), "map%d", i);
	config_group_init_type_name(&map->group, name, &map->item_type);
	configfs_add_default_group(&map->group, &sim->group);
}

static void sim_add_port(struct sim *sim, int i)
{
	struct sim_port *port = &sim->port[i];
	char name[16];

	snprintf(name, sizeof(name), "port%d", i);
	config_group_init_type_name(&port->group, name, &sim_port_type);
	configfs_add_default_group(&port->group, &sim->group);
}

static struct config_group *sim_make(struct config_group *group,
				     const char *name)
{
	struct sim *sim;
	int i;

	/* The platform device's name is a file name too. */
	if (strlen(name) > NAME_MAX - strlen(KBUILD_MODNAME "."))
		return ERR_PTR(-ENAMETOOLONG);

	sim = kzalloc(sizeof(*sim), GFP_KERNEL);
	if (!sim)
		return ERR_PTR(-ENOMEM);
	mutex_init(&sim->mutex);
	mutex_init(&sim->windows_mutex);
	INIT_LIST_HEAD(&sim->nodes);
	spin_lock_init(&sim->lock);
	sim_init_timer(&sim->timer);
	sim->irq = SIM_IRQ_CUSTOM;
	sim->name = kstrdup(name, GFP_KERNEL);
	sim->version = kstrdup("1", GFP_KERNEL);
	if (!sim->name || !sim->version) {
		sim_free(&sim->group.cg_item);
		return ERR_PTR(-ENOMEM);
	}

	config_group_init_type_name(&sim->group, name, &sim_type);
	for (i = 0; i < MAX_UIO_MAPS; i++)
		sim_add_map(sim, i);
	for (i = 0; i < MAX_UIO_PORT_REGIONS; i++)
		sim_add_port(sim, i);
	return &sim->group;
}

static void sim_disconnect(struct config_group *group, struct config_item *item)
{
	struct sim *sim = to_sim(item);

	mutex_lock(&sim->mutex);
	sim_go_dead(sim);
	mutex_unlock(&sim->mutex);
}

static struct configfs_group_operations sim_subsys_ops = {
	.make_group = sim_make,
	.disconnect_notify = sim_disconnect,
};

static const struct config_item_type sim_subsys_type = {
	.ct_owner = THIS_MODULE,
	.ct_group_ops = &sim_subsys_ops,
};

static struct configfs_subsystem sim_subsys = {
	.su_group.cg_item = {
		.ci_namebuf = "uio-sim",
		.ci_type = &sim_subsys_type,
	},
};

static int __init sim_init(void)
{
	int ret;

	config_group_init(&sim_subsys.su_group);
	mutex_init(&sim_subsys.su_mutex);

	ret = phys_init();
	if (ret)
		return ret;
	ret = platform_driver_register(&sim_driver);
	if (ret)
		goto err_phys;
	ret = configfs_register_subsystem(&sim_subsys);
	if (ret) {
		pr_err("no directory in configfs: %d\n", ret);
		goto err_driver;
	}
	return 0;

err_driver:
	platform_driver_unregister(&sim_driver);
err_phys:
	phys_exit();
	return ret;
}

static void __exit sim_exit(void)
{
	configfs_unregister_subsystem(&sim_subsys);
	platform_driver_unregister(&sim_driver);
	phys_exit();
}

module_init(sim_init);
module_exit(sim_exit);

MODULE_AUTHOR("The uio-tools maintainers");
MODULE_DESCRIPTION("Simulated UIO devices");
MODULE_LICENSE("GPL");
