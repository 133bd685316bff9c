// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/applets.h"
#include "cmd/complete/complete.h"
#include "cmd/options/registers.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/closest.h"
#include "common/base/lib.h"
#include "lsuio.h"

/* --count was not given; this number of events is never reached. */
#define COUNT_UNSAID UINT64_MAX

struct list_request {
	struct list_filter filter;
	const char *output;
	bool output_all;
	bool list_columns;
	bool candidates;
	bool all;
	bool watch;
	const char *wait_for;
	uint64_t count;
	uint64_t timeout_ns;
	bool diagnose;
	bool probe;
	struct list_style style;
	bool forms[FORM_COUNT];
};

#define PLACE(member) offsetof(struct list_request, member)

static const struct option_row options[] = {
	{ "all", 0, OPTION_FLAG, PLACE(all), NULL,
	  "With --candidates, print the commands also for devices that are "
	  "in use" },
	{ "bytes", 'b', OPTION_FLAG, PLACE(style.bytes), NULL,
	  "Print sizes in bytes" },
	{ "candidates", 0, OPTION_FLAG, PLACE(candidates), NULL,
	  "List devices that could become UIO devices, with the commands that "
	  "bind them to a UIO driver" },
	{ "count", 0, OPTION_NUMBER, PLACE(count), "COUNT",
	  "Stop --watch after COUNT events" },
	{ "diagnose", 0, OPTION_FLAG, PLACE(diagnose), NULL,
	  "Check DEVICE for common problems, without changing anything" },
	{ "driver", 0, OPTION_STRING, PLACE(filter.driver), "PATTERN",
	  "List only devices whose driver matches PATTERN" },
	{ "json", 'J', OPTION_FLAG, PLACE(forms[FORM_JSON]), NULL,
	  "Print JSON" },
	{ "list-columns", 0, OPTION_FLAG, PLACE(list_columns), NULL,
	  "List the available columns" },
	{ "map-test", 'm', OPTION_FLAG, PLACE(style.map_test), NULL,
	  "Open the devices and try to map their maps" },
	{ "name", 0, OPTION_STRING, PLACE(filter.name), "PATTERN",
	  "List only devices whose name matches PATTERN" },
	{ "noheadings", 'n', OPTION_FLAG, PLACE(style.no_headings), NULL,
	  "Do not print headings" },
	{ "output", 'o', OPTION_STRING, PLACE(output), "[+]COLUMN,...",
	  "Print these columns; with +, add them to the default columns" },
	{ "output-all", 'O', OPTION_FLAG, PLACE(output_all), NULL,
	  "Print all columns that do not require opening a device" },
	{ "pairs", 'P', OPTION_FLAG, PLACE(forms[FORM_PAIRS]), NULL,
	  "Print COLUMN=\"value\" pairs, without a tree" },
	{ "probe", 0, OPTION_FLAG, PLACE(probe), NULL,
	  "With --diagnose, also open the device and try to map its maps" },
	{ "raw", 'r', OPTION_FLAG, PLACE(forms[FORM_RAW]), NULL,
	  "Separate columns with one space, without a tree" },
	{ "timeout", 0, OPTION_TIME, PLACE(timeout_ns), "TIME",
	  "Stop --watch or --wait-for after TIME" },
	{ "verbose", 'v', OPTION_FLAG, PLACE(forms[FORM_LONG]), NULL,
	  "Print a block of lines for each device" },
	{ "wait-for", 0, OPTION_STRING, PLACE(wait_for), "DEVICE",
	  "Wait until DEVICE exists and its node can be opened" },
	{ "watch", 0, OPTION_FLAG, PLACE(watch), NULL,
	  "Print an event for each device that is added or removed" },
	{ 0 },
};

static int choose_columns(struct list_request *request, struct parse *parse)
{
	struct column_set *set = &request->style.columns;
	const char *output = request->output, *wrong;
	bool plus = output && *output == '+';

	if (request->output_all)
		columns_all(set);
	if (!output || plus)
		columns_default(set);
	if (output && !columns_parse(set, output + plus, &wrong)) {
		char *word = strndup(wrong, strcspn(wrong, ","));
		struct closest closest = { .word = word ?: "" };
		int err;

		for (int id = 0; id < COLUMN_COUNT; id++)
			closest_offer(&closest, columns[id].name);
		err = parse_wrong(
			parse,
			"unknown column '%s'%s%s; --list-columns lists the "
			"columns",
			closest.word, closest.name ? "; did you mean " : "",
			closest.name ?: "");
		free(word);
		return err;
	}
	if (request->style.map_test)
		columns_add(set, COLUMN_MAPTEST);
	return 0;
}

/*
 * Returns whether an option was given that applies only to lists of devices, besides
 * --list-columns.
 */
static bool has_list_option(const struct list_request *request)
{
	const struct list_style *style = &request->style;

	return request->filter.driver || request->filter.name ||
	       request->output || request->output_all || style->bytes ||
	       style->map_test || style->no_headings ||
	       (style->form && style->form != FORM_JSON);
}

static const char *watch_conflict(const struct list_request *request,
				  bool lists)
{
	if (request->watch && request->wait_for)
		return "--watch and --wait-for cannot be used together";
	if (request->watch && lists)
		return "--watch can only be used with -J, --count and "
		       "--timeout";
	if (request->wait_for &&
	    (lists || request->style.form || request->count != COUNT_UNSAID))
		return "--wait-for can only be used with --timeout";
	if (request->count != COUNT_UNSAID && !request->watch)
		return "--count requires --watch";
	if (request->timeout_ns != CLOCK_NEVER && !request->watch &&
	    !request->wait_for)
		return "--timeout requires --watch or --wait-for";
	return NULL;
}

/* Finds options that cannot be used together or that lack another one. */
static const char *conflict(const struct list_request *request)
{
	bool named = request->filter.count || request->filter.require.count;
	bool waits = request->watch || request->wait_for;
	bool styled = has_list_option(request);
	bool lists = styled || request->list_columns;

	if (request->all && !request->candidates)
		return "--all requires --candidates";
	if (request->diagnose && request->filter.count != 1)
		return "--diagnose requires exactly one DEVICE";
	if (request->diagnose && (request->candidates || waits || lists))
		return "--diagnose can only be used with --json, --probe and "
		       "--require";
	if (request->candidates && (named || request->probe || waits || lists))
		return "--candidates can only be used with --all and --json";
	if (request->probe && !request->diagnose)
		return "--probe requires --diagnose";
	/* The list of columns is always the same. */
	if (request->list_columns && (named || request->style.form || styled))
		return "--list-columns cannot be used with a DEVICE or another "
		       "option";
	if (request->filter.require.count && !request->filter.count)
		return "--require can only be used with a DEVICE";
	if (request->output && request->output_all)
		return "-o and -O cannot be used together";
	if (request->style.form == FORM_LONG &&
	    (request->output || request->output_all ||
	     request->style.no_headings))
		return "-v cannot be used with -n, -o or -O";
	return watch_conflict(request, named || lists);
}

static int take_words(struct parse *parse, char **words, size_t count)
{
	struct list_request *request = parse->request;

	request->filter.devices = words;
	request->filter.count = count;
	return 0;
}

static int finish(struct parse *parse)
{
	struct list_request *request = parse->request;
	enum list_form *form = &request->style.form;
	const char *wrong = NULL;

	/* The tree is the default. */
	for (int i = FORM_TREE + 1; i < FORM_COUNT; i++) {
		if (request->forms[i] && *form)
			wrong = "-J, -P, -r and -v cannot be used together";
		if (request->forms[i])
			*form = i;
	}
	wrong = wrong ?: conflict(request);
	if (wrong)
		return parse_wrong(parse, "%s", wrong);
	if (parse->context->json && !*form)
		*form = FORM_JSON;
	return choose_columns(request, parse);
}

static const char *const exclusive[] = {
	" json pairs raw verbose ", " output output-all verbose ",
	" noheadings verbose ",	    " watch wait-for ",
	" count wait-for ",	    NULL,
};

static const struct grammar grammar = {
	.exclusive = exclusive,
	.tables = { { options, 0 }, { require_rows, PLACE(filter.require) } },
	.words = take_words,
	.finish = finish,
	.forms = "[DEVICE...]\n--diagnose DEVICE\n--candidates",
	.doc = "List devices and their regions, or diagnose a device.\v"
	       "No device is opened unless -m, --probe or the column MAPTEST "
	       "is given.",
};

/* Lists the named devices that exist, even if others are missing. */
static int list_devices(const struct list_request *request)
{
	const struct column_set *set = &request->style.columns;
	const struct list_filter *filter = &request->filter;
	struct uio_device_list list = { 0 };
	int status, found;

	/*
	 * A column that was requested by name must not be empty without an
	 * error.
	 */
	for (size_t i = 0; request->output && i < set->count; i++)
		if (columns[set->ids[i]].traits & COLUMN_UDEV && !udev_usable())
			return fail_library(columns[set->ids[i]].name,
					    LIB_UDEV_NAME, WITH_UDEV);
	found = find_devices(&list, filter);
	status = request->style.form == FORM_LONG
			 ? print_devices_long(&list, &request->style)
			 : print_devices_table(&list, &request->style);
	/* An empty table is explained to a person at a terminal. */
	if (!list.count && !filter->count && request->style.form == FORM_TREE &&
	    isatty(STDOUT_FILENO))
		print_info(
			NULL,
			filter->driver || filter->name
				? "no UIO device matches"
				: "no UIO devices; `lsuio --candidates' lists "
				  "devices that could become one, and the "
				  "module uio_sim simulates devices");
	uio_device_list_free(&list);
	return found ?: status;
}

static void set_defaults(void *data, const struct context *context)
{
	*(struct list_request *)data = (struct list_request){
		.style.out = context->out,
		.count = COUNT_UNSAID,
		.timeout_ns = CLOCK_NEVER,
	};
}

static int run(void *data, const struct context *context)
{
	const struct list_request *request = data;
	bool json = request->style.form == FORM_JSON;
	struct output *out = context->out;

	if (request->candidates)
		return print_candidates(request->all, json, out);
	if (request->diagnose)
		return diagnose_device(out, request->filter.devices[0],
				       &request->filter.require, request->probe,
				       json);
	if (request->list_columns) {
		for (int id = 0; id < COLUMN_COUNT; id++)
			fprintf(out->file, "%-10s %s\n", columns[id].name,
				columns[id].help);
		return 0;
	}
	if (request->watch)
		return watch_devices(out, json, request->count,
				     request->timeout_ns);
	if (request->wait_for)
		return await_device(out, request->wait_for,
				    request->timeout_ns);
	return list_devices(request);
}

static void offer_columns(const struct completion *completion,
			  const char *typed)
{
	(void)typed;
	for (int id = 0; id < COLUMN_COUNT; id++)
		offer(completion, columns[id].name, columns[id].help);
}

static const struct applet_words words[] = {
	{ "output", offer_columns },
	{ 0 },
};

const struct applet applet_lsuio = {
	.name = "lsuio",
	.verb = "ls",
	.grammar = &grammar,
	.words = words,
	.request_size = sizeof(struct list_request),
	.defaults = set_defaults,
	.run = run,
};
