// SPDX-License-Identifier: GPL-2.0-or-later
#include "lsuio.h"

#include <stdio.h>
#include <stdlib.h>

#include "cmd/run/target.h"
#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/diagnose/diagnose.h"

struct diagnose_args {
	bool probe;
	bool json;
};

static const struct {
	const char *text;
	const char *json;
} verdict_words[] = {
	[VERDICT_OK] = { "ok", "ok" },
	[VERDICT_WARNING] = { "warning", "warning" },
	[VERDICT_FAILED] = { "FAILED", "failed" },
};

static int json_diagnosis(struct output *out, const struct uio_device *device,
			  const struct diagnosis *diagnosis)
{
	struct json *object = json_device(device);

	if (!object)
		return EXIT_FAILURE;
	json_array(object, "checks");
	for (size_t i = 0; i < diagnosis->count; i++) {
		const struct finding *finding = &diagnosis->findings[i];
		struct json *check =
			json_child(json_array(object, "checks"), NULL);

		json_note(check, "check", finding->check);
		json_note(check, "result",
			  verdict_words[finding->verdict].json);
		json_note(check, "seen", finding->seen);
		json_note(check, "advice", finding->advice);
	}
	return json_end(object, out);
}

static int print_diagnosis(struct output *out, const struct uio_device *device,
			   const struct diagnosis *diagnosis, bool json)
{
	int status = 0, failed = 0;

	if (json)
		status = json_diagnosis(out, device, diagnosis);
	for (size_t i = 0; i < diagnosis->count; i++) {
		const struct finding *finding = &diagnosis->findings[i];

		if (finding->verdict == VERDICT_FAILED)
			failed = EXIT_CHECK_FAILED;
		if (json)
			continue;
		fprintf(out->file, "%-8s %-11s ",
			verdict_words[finding->verdict].text, finding->check);
		print_text(out->file, finding->seen);
		if (finding->advice) {
			fputs(" (", out->file);
			print_text(out->file, finding->advice);
			fputc(')', out->file);
		}
		fputc('\n', out->file);
	}
	return status ?: failed;
}

static int diagnose_job(struct target *target, const void *data)
{
	const struct diagnose_args *args = data;
	struct diagnose_facts facts;
	struct diagnosis diagnosis;
	int status = target_watch(target), err;

	if (status)
		return status;
	diagnose_gather(target->device, args->probe, &facts);
	err = uio_node_gone(&target->node) ? -UIO_EGONE
					   : diagnose(&diagnosis, &facts);
	if (err) {
		status = fail_error(err, target->selector);
	} else {
		status = print_diagnosis(target->out, target->device,
					 &diagnosis, args->json);
		diagnosis_free(&diagnosis);
	}
	diagnose_facts_free(&facts);
	return status;
}

int diagnose_device(struct output *out, const char *selector,
		    const struct strings *require, bool probe, bool json)
{
	const struct diagnose_args args = { .probe = probe, .json = json };

	return (json ? json_check() : 0)
		       ?: with_target(out, NULL, selector, require,
				      diagnose_job, &args);
}
