// SPDX-License-Identifier: GPL-2.0-or-later
#include "facts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/pci_regs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "common/access/mapping.h"
#include "common/device/pci.h"
#include "common/device/sim.h"
#include "common/device/sysfs.h"
#include "common/irq/count.h"

static void read_node(const struct uio_device *device, struct node_facts *node)
{
	struct stat stat_buf;

	node->err = uio_node_stat(device, &stat_buf);
	if (node->err)
		return;
	node->mode = stat_buf.st_mode & 07777;
	node->owner = stat_buf.st_uid;
	node->group = stat_buf.st_gid;
	node->readable = !uio_node_allows(device, R_OK);
	node->writable = !uio_node_allows(device, W_OK);
}

static void read_pci(const struct uio_device *device, struct pci_facts *pci)
{
	int config;

	pci->there = pci_is_parent(device);
	if (!pci->there)
		return;
	config = pci_open_file(device, "config", O_RDONLY);
	pci->err = config < 0
			   ? config
			   : pci_read_word(config, PCI_COMMAND, &pci->command);
	if (config >= 0)
		close(config);
	for (const struct uio_region *region =
		     uio_device_regions(device, UIO_FACT_REGIONS);
	     region; region = region->next)
		if (region->kind == UIO_BAR)
			pci->bar_err[region->index] =
				pci_check_bar(device, region);
}

static uint64_t line_sum(const struct irq_state *state)
{
	uint64_t sum = 0;

	for (int i = 0; i < state->line_count; i++)
		sum += state->lines[i].count;
	return sum;
}

static uint32_t sim_number(const char *name, const char *attr)
{
	char *text;
	uint32_t number;

	if (sim_get(name, attr, &text))
		return 0;
	number = strtoull(text, NULL, 0);
	free(text);
	return number;
}

static void look_twice(const struct uio_device *device,
		       struct diagnose_facts *facts)
{
	const struct timespec pause = { .tv_nsec = DIAGNOSE_LOOK_MS * 1000000 };
	const char *address = uio_device_address(device), *name = NULL;
	struct sim_facts *sim = &facts->sim;
	struct irq_facts *irq = &facts->irq;
	char *kind = NULL;

	/*
	 * The name of a simulated device follows the name of the driver in its
	 * address.
	 */
	if (uio_device_driven_by(device, "uio_sim") &&
	    !strncmp(address, "uio_sim.", 8))
		name = address + 8;
	if (name) {
		sim->known = !sim_get(name, "irq", &kind);
		sim->irq = sim->known && strcmp(kind, "none");
		free(kind);
		if (sim_get(name, "irqcontrol", &sim->irqcontrol))
			sim->irqcontrol = NULL;
		sim->raised_before = sim_number(name, "events");
	}
	irq->err = irq_state_read(&irq->state, device);
	if (irq->err)
		return;
	irq->count_before = irq->state.count;
	irq->lines_before = line_sum(&irq->state);
	irq_state_free(&irq->state);
	nanosleep(&pause, NULL);
	/* First, so that an event between the two does not seem to be held back. */
	if (name)
		sim->raised = sim_number(name, "events");
	irq->err = irq_state_read(&irq->state, device);
	if (!irq->err)
		irq->lines = line_sum(&irq->state);
}

/*
 * The file looks like `none [integrity] confidentiality`, with the current level
 * in brackets.
 */
static char *read_lockdown(void)
{
	char *levels, *level, *from;

	if (attr_read("/sys/kernel/security/lockdown", &levels))
		return NULL;
	from = strchr(levels, '[');
	level = from ? strndup(from + 1, strcspn(from + 1, "]")) : NULL;
	free(levels);
	return level;
}

static void probe_node(const struct uio_device *device,
		       struct probe_facts *probe)
{
	const struct uio_region *region;
	struct uio_mapping mapping;
	struct uio_node node;
	uint32_t count;
	size_t maps = 0;

	probe->done = true;
	probe->open_err = uio_node_watch(device, &node);
	if (probe->open_err)
		return;
	probe->open_err = uio_node_open(device, O_RDWR, &node);
	for (region = uio_device_regions(device, UIO_FACT_REGIONS); region;
	     region = region->next)
		maps += region->kind == UIO_MAP;
	probe->map_err = calloc(maps + 1, sizeof(*probe->map_err));
	if (!probe->map_err)
		probe->open_err = -ENOMEM;
	if (!probe->open_err)
		probe->irq_err = uio_irq_count(device, &node, &count);
	for (region = uio_device_regions(device, UIO_FACT_REGIONS);
	     region && !probe->open_err; region = region->next) {
		int err;

		if (region->kind != UIO_MAP)
			continue;
		err = uio_map(device, &node, region, UIO_MAP_ALL, true,
			      &mapping);
		if (!err)
			uio_unmap(&mapping);
		probe->map_err[region->index] = err;
	}
	uio_node_close(&node);
}

/* Actions of syslog(2), which libc does not define. */
#define READ_ALL    3
#define SIZE_BUFFER 10

/*
 * Reads the part of the log that is still in memory, without consuming it.
 * Returns NULL if this process may not read it.
 */
static char *read_kernel_log(void)
{
	int size = klogctl(SIZE_BUFFER, NULL, 0), length;
	char *text = size > 0 ? malloc(size + 1) : NULL;

	if (!text)
		return NULL;
	length = klogctl(READ_ALL, text, size);
	if (length < 0) {
		free(text);
		return NULL;
	}
	text[length] = '\0';
	return text;
}

/* The power state is read first, as reading the other facts may wake the device. */
void diagnose_gather(const struct uio_device *device, bool probe,
		     struct diagnose_facts *facts)
{
	const char *parent;
	struct statvfs sysfs;

	*facts = (struct diagnose_facts){
		.device = device,
		.all_holders = !geteuid(),
	};
	uio_device_load(device, UIO_FACT_ALL);
	facts->read_only = !statvfs("/sys", &sysfs) && sysfs.f_flag & ST_RDONLY;
	parent = uio_device_parent(device);
	if (parent) {
		attr_read_in(parent, "power/runtime_status",
			     &facts->power.runtime);
		attr_read_in(parent, "power_state", &facts->power.state);
	}
	read_node(device, &facts->node);
	read_pci(device, &facts->pci);
	look_twice(device, facts);
	if (holders_find(&facts->holders))
		facts->all_holders = false;
	facts->log = read_kernel_log();
	facts->lockdown = read_lockdown();
	if (probe)
		probe_node(device, &facts->probe);
}

void diagnose_facts_free(struct diagnose_facts *facts)
{
	if (!facts->irq.err)
		irq_state_free(&facts->irq.state);
	holders_free(&facts->holders);
	free(facts->power.runtime);
	free(facts->power.state);
	free(facts->sim.irqcontrol);
	free(facts->probe.map_err);
	free(facts->log);
	free(facts->lockdown);
}

bool kernel_log_shut(const char *log, unsigned int irq)
{
	char words[40];

	snprintf(words, sizeof(words), "irq %u: nobody cared", irq);
	for (const char *at = log; (at = strstr(at, words)); at++)
		if (at == log || at[-1] == ' ' || at[-1] == '>')
			return true;
	return false;
}
