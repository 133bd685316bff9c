// SPDX-License-Identifier: GPL-2.0-or-later
#include "diagnose.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "common/base/array.h"

static const struct {
	const char *key;
	diagnose_check *run;
} checks[] = {
	{ "driver", check_driver },
	{ "node", check_node },
	{ "attributes", check_attributes },
	{ "sysfs", check_sysfs },
	{ "open", check_open },
	{ "holders", check_holders },
	{ "lockdown", check_lockdown },
	{ "power", check_runtime },
	{ "d3", check_d3 },
	{ "answer", check_answer },
	{ "decode", check_decode },
	{ "master", check_master },
	{ "map", check_maps },
	{ "offset", check_offsets },
	{ "interrupt", check_interrupt },
	{ "irqcontrol", check_irqcontrol },
	{ "intx", check_intx },
	{ "masked", check_masked },
	{ "activity", check_activity },
	{ "spurious", check_spurious },
};

__attribute__((format(printf, 2, 0))) static char *
text(struct diagnosis *diagnosis, const char *fmt, va_list args)
{
	char *text;

	if (vasprintf(&text, fmt, args) >= 0)
		return text;
	diagnosis->failed = true;
	return NULL;
}

void found(struct diagnosis *diagnosis, enum verdict verdict, const char *fmt,
	   ...)
{
	struct finding *larger = reallocarray(
		diagnosis->findings, diagnosis->count + 1, sizeof(*larger));
	va_list args;

	if (!larger) {
		diagnosis->failed = true;
		return;
	}
	diagnosis->findings = larger;
	va_start(args, fmt);
	larger[diagnosis->count++] = (struct finding){
		.check = diagnosis->check,
		.verdict = verdict,
		.seen = text(diagnosis, fmt, args),
	};
	va_end(args);
}

void advise(struct diagnosis *diagnosis, const char *fmt, ...)
{
	va_list args;

	/* Advice is of no use without its finding. */
	if (diagnosis->failed)
		return;
	va_start(args, fmt);
	diagnosis->findings[diagnosis->count - 1].advice =
		text(diagnosis, fmt, args);
	va_end(args);
}

int diagnose(struct diagnosis *diagnosis, const struct diagnose_facts *facts)
{
	*diagnosis = (struct diagnosis){
		.failed = uio_device_known(facts->device) ||
			  facts->irq.err == -ENOMEM,
	};
	for (size_t i = 0; i < ARRAY_SIZE(checks); i++) {
		diagnosis->check = checks[i].key;
		checks[i].run(diagnosis, facts);
	}
	if (!diagnosis->failed)
		return 0;
	diagnosis_free(diagnosis);
	return -ENOMEM;
}

void diagnosis_free(struct diagnosis *diagnosis)
{
	for (size_t i = 0; i < diagnosis->count; i++) {
		free(diagnosis->findings[i].seen);
		free(diagnosis->findings[i].advice);
	}
	free(diagnosis->findings);
	*diagnosis = (struct diagnosis){ 0 };
}
