// SPDX-License-Identifier: GPL-2.0-or-later
/* Checks of interrupts: whether there is one, and whether it is delivered. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "common/base/error.h"

/* Opening the node gives the best answer, then the settings of a simulated device. */
static enum irq_answer irq_present(const struct diagnose_facts *facts)
{
	const struct probe_facts *probe = &facts->probe;

	if (probe->done && !probe->open_err && !probe->irq_err)
		return IRQ_YES;
	if (probe->done && probe->irq_err == -UIO_ENOIRQ)
		return IRQ_NO;
	if (facts->sim.known)
		return facts->sim.irq ? IRQ_YES : IRQ_NO;
	return facts->irq.state.present;
}

static bool irq_is_missing(const struct diagnose_facts *facts)
{
	return irq_present(facts) == IRQ_NO;
}

void check_interrupt(struct diagnosis *diagnosis,
		     const struct diagnose_facts *facts)
{
	const struct irq_state *state = &facts->irq.state;

	if (facts->irq.err)
		return;
	if (irq_is_missing(facts)) {
		found(diagnosis, VERDICT_FAILED,
		      "the device has no interrupt: waiting for one fails");
		advise(diagnosis, "the driver was not given one: %s",
		       uio_device_driven_by(facts->device, "uio_pci_sva")
			       ? "it supports only MSI or MSI-X"
		       : state->pci ? "the card has no INTx line, or the "
				      "firmware did not route it"
				    : "see `interrupts' in the device tree, "
				      "or the code that created the device");
	} else if (state->line_count) {
		for (int i = 0; i < state->line_count; i++)
			found(diagnosis, VERDICT_OK, "line %u, requested by %s",
			      state->lines[i].irq, state->lines[i].actions);
	} else if (irq_present(facts) == IRQ_YES) {
		found(diagnosis, VERDICT_OK,
		      "the device has an interrupt, but /proc/interrupts does "
		      "not show it under this name");
	} else {
		found(diagnosis, VERDICT_WARNING,
		      "/proc/interrupts shows no line with this name, and no "
		      "interrupt was counted yet");
		advise(diagnosis, "--probe finds out whether there is one");
	}
}

void check_irqcontrol(struct diagnosis *diagnosis,
		      const struct diagnose_facts *facts)
{
	const char *kind = facts->sim.irqcontrol;

	if (facts->irq.err || irq_is_missing(facts))
		return;
	if (kind && !strcmp(kind, "none")) {
		found(diagnosis, VERDICT_OK, "none: it cannot be masked");
	} else if (kind) {
		found(diagnosis, VERDICT_OK, "%s: 1 arms, 0 masks", kind);
	} else if (facts->irq.state.way == IRQ_MASK_IRQCONTROL) {
		found(diagnosis, VERDICT_OK,
		      "the driver has irqcontrol: 1 arms, 0 masks");
	} else if (facts->irq.state.way == IRQ_MASK_NONE) {
		found(diagnosis, VERDICT_OK,
		      "the driver has no irqcontrol: the interrupt needs no "
		      "arming");
	} else if (facts->irq.state.way == IRQ_MASK_INTX) {
		found(diagnosis, VERDICT_OK,
		      "the driver may lack irqcontrol; INTx disable does the "
		      "same");
	} else {
		found(diagnosis, VERDICT_WARNING,
		      "it is unknown whether the driver has irqcontrol");
		advise(diagnosis, "`uio-irq -v uio%u on' shows it",
		       facts->device->number);
	}
}

void check_intx(struct diagnosis *diagnosis, const struct diagnose_facts *facts)
{
	const struct irq_state *state = &facts->irq.state;

	if (facts->irq.err || !state->pci || irq_is_missing(facts))
		return;
	if (state->msi) {
		found(diagnosis, VERDICT_OK, "MSI is in use, and INTx is not");
	} else if (!state->intx_disabled) {
		found(diagnosis, VERDICT_OK, "INTx is enabled%s",
		      state->intx_asserted ? ", and the card asserts it" : "");
	} else {
		found(diagnosis, VERDICT_FAILED,
		      "INTx is disabled: no interrupts arrive%s",
		      state->intx_asserted ? ", and the card asserts one" : "");
		advise(diagnosis,
		       "`uio-irq uio%u on', or `setpci -s %s "
		       "COMMAND=0:400'",
		       facts->device->number,
		       uio_device_address(facts->device));
	}
}

static void advise_arm(struct diagnosis *diagnosis,
		       const struct diagnose_facts *facts)
{
	advise(diagnosis,
	       "acknowledge it in the device, then `uio-irq uio%u on'",
	       facts->device->number);
}

/*
 * More events raised than delivered means that the interrupt is masked. Fewer were
 * delivered between the two readings.
 */
static bool check_sim_masked(struct diagnosis *diagnosis,
			     const struct diagnose_facts *facts)
{
	const struct sim_facts *sim = &facts->sim;
	uint32_t delivered = facts->irq.state.count;
	bool gate = !strcmp(sim->irqcontrol, "gate");
	bool came = sim->raised != sim->raised_before;
	bool stuck = delivered == facts->irq.count_before;

	/* Those that a mask merged are never delivered. */
	if ((int32_t)(sim->raised - delivered) <= 0 || (!gate && !stuck))
		return false;
	if (gate || came) {
		found(diagnosis, VERDICT_FAILED,
		      "masked: interrupts raised: %" PRIu32 ", delivered: "
		      "%" PRIu32,
		      sim->raised, delivered);
	} else {
		found(diagnosis, VERDICT_WARNING,
		      "probably left masked: interrupts raised: %" PRIu32 ", "
		      "delivered: %" PRIu32,
		      sim->raised, delivered);
	}
	advise_arm(diagnosis, facts);
	return true;
}

/* Only a process that has the node open could arm the interrupt again. */
static void guess_masked(struct diagnosis *diagnosis,
			 const struct diagnose_facts *facts)
{
	uint32_t count = facts->irq.state.count;
	char *holders = holders_text(&facts->holders, facts->device->number);

	if (!holders) {
		diagnosis->failed = true;
	} else if (count != facts->irq.count_before) {
		found(diagnosis, VERDICT_OK, "interrupts are delivered");
	} else if (!count) {
		found(diagnosis, VERDICT_OK,
		      "no interrupt has arrived yet that would have masked it");
	} else if (*holders) {
		found(diagnosis, VERDICT_OK,
		      "each interrupt masks it; %s may arm it again", holders);
	} else {
		found(diagnosis, VERDICT_WARNING,
		      "probably left masked: each interrupt masks it, the "
		      "event count is %" PRIu32 ", and no process has the "
		      "node open to arm it again",
		      count);
		advise_arm(diagnosis, facts);
	}
	free(holders);
}

/* INTx disable can be read, and check_intx() reports it. */
void check_masked(struct diagnosis *diagnosis,
		  const struct diagnose_facts *facts)
{
	const struct irq_state *state = &facts->irq.state;
	const char *kind = facts->sim.irqcontrol;
	bool masks = state->masks_itself == IRQ_YES &&
		     state->way != IRQ_MASK_INTX;

	if (facts->irq.err || irq_is_missing(facts))
		return;
	if (kind && strcmp(kind, "none") && check_sim_masked(diagnosis, facts))
		return;
	if (masks || (kind && !strcmp(kind, "oneshot")))
		guess_masked(diagnosis, facts);
}

void check_activity(struct diagnosis *diagnosis,
		    const struct diagnose_facts *facts)
{
	const struct irq_facts *irq = &facts->irq;
	const struct irq_state *state = &irq->state;
	uint32_t here = state->count - irq->count_before;
	uint64_t there = irq->lines - irq->lines_before;

	if (irq->err || irq_is_missing(facts))
		return;
	if (here) {
		found(diagnosis, VERDICT_OK, "%" PRIu32 " interrupt%s in %d ms",
		      here, here == 1 ? "" : "s", DIAGNOSE_LOOK_MS);
	} else if (!there) {
		found(diagnosis, VERDICT_OK,
		      "no interrupts in %d ms, neither here nor in "
		      "/proc/interrupts; event count %" PRIu32,
		      DIAGNOSE_LOOK_MS, state->count);
	} else {
		bool shared = false;

		for (int i = 0; i < state->line_count; i++)
			shared |= strstr(state->lines[i].actions, ", ") != NULL;
		found(diagnosis, shared ? VERDICT_WARNING : VERDICT_FAILED,
		      "%" PRIu64 " interrupt%s on the line in %d ms, but none "
		      "of this device",
		      there, there == 1 ? "" : "s", DIAGNOSE_LOOK_MS);
		advise(diagnosis, shared ? "another device that shares the "
					   "line may have raised them"
					 : "the driver does not recognize "
					   "them as interrupts of its "
					   "device");
	}
}

void check_spurious(struct diagnosis *diagnosis,
		    const struct diagnose_facts *facts)
{
	const struct irq_state *state = &facts->irq.state;
	bool alive = facts->irq.lines != facts->irq.lines_before;

	if (facts->irq.err || !facts->log)
		return;
	for (int i = 0; i < state->line_count; i++) {
		unsigned int irq = state->lines[i].irq;

		if (!kernel_log_shut(facts->log, irq)) {
			found(diagnosis, VERDICT_OK,
			      "the kernel log has no `irq %u: nobody cared'",
			      irq);
			continue;
		}
		found(diagnosis, alive ? VERDICT_WARNING : VERDICT_FAILED,
		      "the kernel disabled the line: its log has `irq %u: "
		      "nobody cared'",
		      irq);
		advise(diagnosis,
		       "silence the device that raises it, then unbind and "
		       "bind the driver");
	}
}
