// SPDX-License-Identifier: GPL-2.0-or-later
#include "applets.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/run/registers.h"
#include "cmd/show/output.h"
#include "cmd/show/report.h"
#include "common/base/array.h"

#define APPLETS(A) \
	A(lsuio)   \
	A(peek)    \
	A(poke)    \
	A(wait)    \
	A(irq)     \
	A(shell)   \
	A(regs)    \
	A(sim)

#define DECLARE(name) extern const struct applet applet_##name;
#define ENTRY(name)   &applet_##name,

APPLETS(DECLARE)
static const struct applet *const applets[] = { APPLETS(ENTRY) };

#define APPLET_COUNT ARRAY_SIZE(applets)

const struct applet *applet_at(size_t index)
{
	return index < APPLET_COUNT ? applets[index] : NULL;
}

const struct applet *applet_by_name(const char *name)
{
	for (size_t i = 0; i < APPLET_COUNT; i++)
		if (!strcmp(name, applets[i]->name))
			return applets[i];
	return NULL;
}

const struct applet *applet_by_verb(const char *verb)
{
	for (size_t i = 0; i < APPLET_COUNT; i++)
		if (!strcmp(verb, applets[i]->verb))
			return applets[i];
	return applet_by_name(verb);
}

int applet_summary_length(const struct applet *applet)
{
	return strcspn(applet->grammar->doc, "\v");
}

static void *new_request(const struct applet *applet,
			 const struct context *context)
{
	void *request = calloc(1, applet->request_size);

	if (request && applet->defaults)
		applet->defaults(request, context);
	return request;
}

int applet_main(const struct applet *applet, int argc, char **argv)
{
	struct output out = { .file = stdout };
	const struct context context = { .out = &out };
	void *request = new_request(applet, &context);
	int status;

	if (!request)
		return fail_memory();
	parse_program(applet->grammar, request, &context, argc, argv);
	status = applet->run(request, &context);
	free(request);
	return status;
}

int applet_run_words(const struct applet *applet, const struct context *context,
		     int count, char **words)
{
	void *request = new_request(applet, context);
	int status;

	if (!request)
		return fail_memory();
	status = parse_words(applet->grammar, request, context, applet->verb,
			     count, words);
	/* In a dry run the applets of devices themselves leave the device alone. */
	if (!status && (applet->on_device || context->in_use->ops->acts))
		status = applet->run(request, context);
	free(request);
	return status;
}
