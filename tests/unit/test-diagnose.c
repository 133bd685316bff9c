// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Diagnoses from facts that neither a mock device nor a virtual machine can
 * provide.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/diagnose/diagnose.h"
#include "tap.h"

static char driver[] = "uio_pdrv_genirq", name[] = "fpga";
static char comm[] = "wait";
static char once[] = "<4>[ 1.0] irq 12: nobody cared (try booting)\n";
static char other[] = "<4>[ 1.0] irq 112: nobody cared (try booting)\n"
		      "irq 1: nobody cared\n";

static struct uio_device device = {
	.facts = { .known = UIO_FACT_ALL, .name = name, .driver = driver },
};
static struct irq_line own = { .irq = 12, .actions = "fpga" };
static struct irq_line shared = { .irq = 12, .actions = "eth0, fpga" };
static struct holder waiter = { .number = 0, .pid = 1, .command = comm };

/* A quiet device that masks at each interrupt, and has had five of them. */
static const struct diagnose_facts quiet = {
	.device = &device,
	.irq = {
		.state = { .present = IRQ_YES, .way = IRQ_MASK_IRQCONTROL,
			   .masks_itself = IRQ_YES, .count = 5, .lines = &own,
			   .line_count = 1 },
		.count_before = 5,
		.lines_before = 7,
		.lines = 7,
	},
};

/* Returns whether a check ends in this verdict; -1 stands for no finding. */
static void is(const struct diagnose_facts *facts, const char *check,
	       int verdict, const char *what)
{
	struct diagnosis diagnosis;
	int found = -1;

	if (diagnose(&diagnosis, facts)) {
		ok(false, "%s: no diagnosis", what);
		return;
	}
	for (size_t i = 0; i < diagnosis.count; i++)
		if (!strcmp(diagnosis.findings[i].check, check))
			found = diagnosis.findings[i].verdict;
	ok(found == verdict, "%s: %s, wanted %d, got %d", what, check, verdict,
	   found);
	diagnosis_free(&diagnosis);
}

static void test_activity(void)
{
	struct diagnose_facts facts = quiet;

	is(&facts, "activity", VERDICT_OK, "quiet");
	facts.irq.lines = 8;
	is(&facts, "activity", VERDICT_FAILED, "on the line, not here");
	facts.irq.state.lines = &shared;
	is(&facts, "activity", VERDICT_WARNING, "on a shared line, not here");
	facts.irq.count_before = 4;
	is(&facts, "activity", VERDICT_OK, "on both");
	facts.irq.err = -UIO_EGONE;
	is(&facts, "activity", -1, "not observable");
}

static void test_masked(void)
{
	struct diagnose_facts facts = quiet;

	is(&facts, "masked", VERDICT_WARNING, "quiet, with no holder");
	facts.holders = (struct holders){ &waiter, 1 };
	is(&facts, "masked", VERDICT_OK, "with a holder");
	waiter.number = 1;
	is(&facts, "masked", VERDICT_WARNING, "with one of another device");
	facts.irq.count_before = 4;
	is(&facts, "masked", VERDICT_OK, "with interrupts");
	facts.irq.state.count = facts.irq.count_before = 0;
	is(&facts, "masked", VERDICT_OK, "before any interrupt");
	facts.irq.state.way = IRQ_MASK_INTX;
	is(&facts, "masked", -1, "where INTx disable shows it");
	facts.irq.state.way = IRQ_MASK_AUTO;
	facts.irq.state.masks_itself = IRQ_UNKNOWN;
	is(&facts, "masked", -1, "of a driver that is not known");
}

static void test_sim(void)
{
	static char oneshot[] = "oneshot", gate[] = "gate";
	struct diagnose_facts facts = quiet;

	facts.irq.state.line_count = 0;
	facts.irq.state.way = IRQ_MASK_AUTO;
	facts.irq.state.masks_itself = IRQ_UNKNOWN;
	facts.sim = (struct sim_facts){
		.known = true,
		.irq = true,
		.irqcontrol = oneshot,
		.raised_before = 8,
		.raised = 8,
	};
	is(&facts, "masked", VERDICT_WARNING, "two were not delivered");
	facts.sim.raised = 9;
	is(&facts, "masked", VERDICT_FAILED, "they come and are not delivered");
	facts.sim.irqcontrol = gate;
	facts.sim.raised_before = 9;
	is(&facts, "masked", VERDICT_FAILED, "a gate that holds some back");
	facts.sim.raised = 5;
	is(&facts, "masked", -1, "a gate that holds none back");
	facts.sim.raised = 4;
	is(&facts, "masked", -1, "one more delivered since they were read");
	facts.irq.state.count = 0;
	facts.sim.raised = UINT32_MAX;
	is(&facts, "masked", -1, "one more delivered, and the count wraps");
	facts.irq.state.count = quiet.irq.state.count;
	facts.sim.irq = false;
	is(&facts, "interrupt", VERDICT_FAILED, "no interrupt");
	is(&facts, "activity", -1, "no interrupt");
	facts.probe.done = true;
	is(&facts, "interrupt", VERDICT_OK,
	   "the answer of the node takes precedence");
	facts.probe.irq_err = -UIO_ENOIRQ;
	is(&facts, "interrupt", VERDICT_FAILED, "and it can be no");
}

static void test_log(void)
{
	struct diagnose_facts facts = quiet;

	is(&facts, "spurious", -1, "no log");
	facts.log = other;
	is(&facts, "spurious", VERDICT_OK, "other lines");
	facts.log = once;
	is(&facts, "spurious", VERDICT_FAILED, "the line is off");
	facts.irq.lines++;
	is(&facts, "spurious", VERDICT_WARNING, "it is on again");
	ok(kernel_log_shut("irq 1: nobody cared", 1), "at the log's start");
	ok(!kernel_log_shut("", 1), "nothing in it");
}

static void test_maps(void)
{
	struct uio_region region;
	struct uio_device dmem = {
		.facts = {
			.known = UIO_FACT_ALL,
			.name = name,
			.regions = &region,
		},
	};
	int map_err = -UIO_EODDSIZE;
	struct diagnose_facts facts = { .device = &dmem };
	uint64_t page = sysconf(_SC_PAGESIZE);

	region = (struct uio_region){ .addr = UINT64_MAX };
	is(&facts, "map", VERDICT_WARNING, "no address while it is closed");
	region = (struct uio_region){ .addr = page, .size = page };
	is(&facts, "map", VERDICT_OK, "a whole page");
	is(&facts, "offset", -1, "its start");
	facts.probe.done = true;
	facts.probe.map_err = &map_err;
	is(&facts, "map", VERDICT_FAILED,
	   "the result of mapping takes precedence");
	facts.probe.open_err = -UIO_EGONE;
	is(&facts, "map", VERDICT_OK, "unless the node did not open");
	is(&facts, "open", VERDICT_FAILED, "which is reported, too");
	is(&facts, "driver", VERDICT_WARNING, "no driver");
}

int main(void)
{
	test_activity();
	test_masked();
	test_sim();
	test_log();
	test_maps();
	return done();
}
