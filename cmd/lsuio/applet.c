// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "candidates.h"
#include "cmd/applets.h"
#include "cmd/options/given.h"
#include "cmd/options/options.h"
#include "cmd/run/target.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/closest.h"
#include "common/base/lib.h"
#include "diagnose.h"
#include "find.h"
#include "list.h"
#include "watch.h"

/* No --count; as many events never come. */
#define COUNT_UNSAID UINT64_MAX

struct list_args {
	struct list_filter filter;
	const char *output;
	bool output_all;
	bool list_columns;
	bool candidates;
	bool watch;
	const char *wait_for;
	uint64_t count;
	uint64_t timeout_ns;
	bool diagnose;
	bool probe;
	struct list_style style;
};

enum {
	KEY_CANDIDATES = 256,
	KEY_DIAGNOSE,
	KEY_DRIVER,
	KEY_NAME,
	KEY_LIST_COLUMNS,
	KEY_WATCH,
	KEY_WAIT_FOR,
	KEY_COUNT,
	KEY_TIMEOUT,
	KEY_PROBE,
};

static const struct argp_option options[] = {
	{ "bytes", 'b', NULL, 0, "Print sizes in bytes", 0 },
	{ "candidates", KEY_CANDIDATES, NULL, 0,
	  "Print what could become a UIO device, and the commands for it", 0 },
	{ "count", KEY_COUNT, "COUNT", 0, "End --watch after so many events",
	  0 },
	{ "diagnose", KEY_DIAGNOSE, NULL, 0,
	  "Check what may keep DEVICE from working; change nothing", 0 },
	{ "driver", KEY_DRIVER, "PATTERN", 0,
	  "Only devices whose driver matches", 0 },
	{ "json", 'J', NULL, 0, "Print JSON", 0 },
	{ "list-columns", KEY_LIST_COLUMNS, NULL, 0,
	  "Print the columns there are", 0 },
	{ "map-test", 'm', NULL, 0, "Open the devices, try to map their maps",
	  0 },
	{ "name", KEY_NAME, "PATTERN", 0, "Only devices whose name matches",
	  0 },
	{ "noheadings", 'n', NULL, 0, "Leave the headings out", 0 },
	{ "output", 'o', "[+]COLUMN,...", 0,
	  "Print these columns, or with + these too", 0 },
	{ "output-all", 'O', NULL, 0, "Print all columns that take no opening",
	  0 },
	{ "pairs", 'P', NULL, 0, "Print COLUMN=\"value\", no tree", 0 },
	{ "probe", KEY_PROBE, NULL, 0,
	  "With --diagnose, open the device and try to map its maps", 0 },
	{ "raw", 'r', NULL, 0, "One space between columns, no tree", 0 },
	{ "timeout", KEY_TIMEOUT, "TIME", 0,
	  "End --watch or --wait-for after this time", 0 },
	{ "verbose", 'v', NULL, 0, "Print a block of lines for each device",
	  0 },
	{ "wait-for", KEY_WAIT_FOR, "DEVICE", 0,
	  "Wait until the device is there and its node usable", 0 },
	{ "watch", KEY_WATCH, NULL, 0, "Print what comes and goes", 0 },
	{ 0 },
};

/* At most one of the forms; the tree is for none. */
static error_t choose_form(struct list_style *style, enum list_form form,
			   struct argp_state *state)
{
	if (!style->form || style->form == form) {
		style->form = form;
		return 0;
	}
	argp_error(state, "-J, -P, -r and -v exclude each other");
	return EINVAL;
}

static error_t no_column(const char *name, struct argp_state *state)
{
	char *word = strndup(name, strcspn(name, ","));
	struct closest closest = { .word = word ?: "" };

	for (int id = 0; id < COLUMN_COUNT; id++)
		closest_offer(&closest, columns[id].name);
	argp_error(state, "no column '%s'%s%s; --list-columns prints them",
		   closest.word, closest.name ? "; did you mean " : "",
		   closest.name ?: "");
	free(word);
	return EINVAL;
}

static error_t choose_columns(struct list_args *args, struct argp_state *state)
{
	struct column_set *set = &args->style.columns;
	const char *output = args->output, *wrong;
	bool plus = output && *output == '+';

	if (args->output_all)
		columns_all(set);
	else if (!output || plus)
		columns_default(set);
	if (output && !columns_parse(set, output + plus, &wrong))
		return no_column(wrong, state);
	if (args->style.map_test)
		columns_add(set, COLUMN_MAPTEST);
	return 0;
}

/* Whether there is an option that is for lists of devices alone. */
static bool has_list_option(const struct list_args *args)
{
	const struct list_style *style = &args->style;

	return args->filter.driver || args->filter.name || args->output ||
	       args->output_all || args->list_columns || style->bytes ||
	       style->map_test || style->no_headings ||
	       (style->form && style->form != FORM_JSON);
}

static error_t check_watch(const struct list_args *args,
			   struct argp_state *state)
{
	bool lists = args->filter.count || args->filter.require.count ||
		     has_list_option(args);

	if (args->watch && args->wait_for)
		argp_error(state, "--watch and --wait-for exclude each other");
	else if (args->watch && lists)
		argp_error(state, "--watch goes with -J, --count and --timeout "
				  "only");
	else if (args->wait_for &&
		 (lists || args->style.form || args->count != COUNT_UNSAID))
		argp_error(state, "--wait-for goes with --timeout only");
	else if (args->count != COUNT_UNSAID && !args->watch)
		argp_error(state, "--count is for --watch");
	else if (args->timeout_ns != CLOCK_NEVER && !args->watch &&
		 !args->wait_for)
		argp_error(state, "--timeout is for --watch and --wait-for");
	else
		return 0;
	return EINVAL;
}

static error_t check_diagnose(const struct list_args *args,
			      struct argp_state *state)
{
	if (args->filter.count != 1)
		argp_error(state, "--diagnose is for one DEVICE");
	else if (args->candidates || args->watch || args->wait_for ||
		 has_list_option(args))
		argp_error(state, "--diagnose goes with --json, --probe and "
				  "--require only");
	else
		return 0;
	return EINVAL;
}

static error_t check_candidates(const struct list_args *args,
				struct argp_state *state)
{
	if (!args->filter.count && !args->filter.require.count &&
	    !args->probe && !args->watch && !args->wait_for &&
	    !has_list_option(args))
		return 0;
	argp_error(state, "--candidates goes with --json only");
	return EINVAL;
}

static error_t check(struct list_args *args, struct argp_state *state)
{
	if (args->diagnose)
		return check_diagnose(args, state) ?: check_watch(args, state);
	if (args->candidates)
		return check_candidates(args, state)
			       ?: check_watch(args, state);
	if (args->probe)
		argp_error(state, "--probe is for --diagnose");
	else if (args->filter.require.count && !args->filter.count)
		argp_error(state, "--require is for a named DEVICE");
	else if (args->output && args->output_all)
		argp_error(state, "-o and -O exclude each other");
	else if (args->style.form == FORM_LONG &&
		 (args->output || args->output_all || args->style.no_headings))
		argp_error(state, "-v has no columns: -n, -o and -O are not "
				  "for it");
	else
		return check_watch(args, state) ?: choose_columns(args, state);
	return EINVAL;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct list_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->filter.require;
		return 0;
	case KEY_CANDIDATES:
		args->candidates = true;
		return 0;
	case KEY_DIAGNOSE:
		args->diagnose = true;
		return 0;
	case KEY_PROBE:
		args->probe = true;
		return 0;
	case KEY_DRIVER:
		args->filter.driver = arg;
		return 0;
	case KEY_NAME:
		args->filter.name = arg;
		return 0;
	case KEY_LIST_COLUMNS:
		args->list_columns = true;
		return 0;
	case KEY_WATCH:
		args->watch = true;
		return 0;
	case KEY_WAIT_FOR:
		args->wait_for = arg;
		return 0;
	case KEY_COUNT:
		return option_count(&args->count, arg, state);
	case KEY_TIMEOUT:
		return option_time(&args->timeout_ns, arg, state);
	case 'b':
		args->style.bytes = true;
		return 0;
	case 'm':
		args->style.map_test = true;
		return 0;
	case 'n':
		args->style.no_headings = true;
		return 0;
	case 'o':
		args->output = arg;
		return 0;
	case 'O':
		args->output_all = true;
		return 0;
	case 'J':
		return choose_form(&args->style, FORM_JSON, state);
	case 'P':
		return choose_form(&args->style, FORM_PAIRS, state);
	case 'r':
		return choose_form(&args->style, FORM_RAW, state);
	case 'v':
		return choose_form(&args->style, FORM_LONG, state);
	case ARGP_KEY_ARGS:
		args->filter.devices = state->argv + state->next;
		args->filter.count = state->argc - state->next;
		return 0;
	case ARGP_KEY_SUCCESS:
		return check(args, state);
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp grammar = {
	.options = options,
	.parser = parse,
	.children = require_children,
	.args_doc = "[DEVICE...]\n--diagnose DEVICE\n--candidates",
	.doc = "List devices and their regions, or look for what is wrong with "
	       "one.\v"
	       "No device is opened, unless -m, --probe or the column MAPTEST "
	       "asks for it.",
};

/* A column that was asked for by its name is not left empty in silence. */
static int check_libraries(const struct list_args *args)
{
	const struct column_set *set = &args->style.columns;

	for (size_t i = 0; args->output && i < set->count; i++)
		if (columns[set->ids[i]].traits & COLUMN_UDEV && !udev_usable())
			return fail_library(columns[set->ids[i]].name,
					    LIB_UDEV_NAME, WITH_UDEV);
	return 0;
}

/* Of what was named, those that are there are listed, whatever is missing. */
static int list_devices(const struct list_args *args)
{
	struct uio_device_list list = { 0 };
	int status, found;

	found = find_devices(&list, &args->filter);
	status = args->style.form == FORM_LONG
			 ? print_devices_long(&list, &args->style)
			 : print_devices_table(&list, &args->style);
	uio_device_list_free(&list);
	return found ?: status;
}

static int run(struct target *held, int argc, char **argv)
{
	struct list_args args = { .count = COUNT_UNSAID,
				  .timeout_ns = CLOCK_NEVER };
	int status = applet_parse(&grammar, held, argc, argv, &args);

	if (status || target_is_dry(held))
		return status;
	if (args.candidates)
		return print_candidates(args.style.form == FORM_JSON);
	if (args.diagnose)
		return diagnose_device(args.filter.devices[0],
				       &args.filter.require, args.probe,
				       args.style.form == FORM_JSON);
	if (args.list_columns) {
		columns_print(stdout);
		return 0;
	}
	if (args.watch)
		return watch_devices(args.style.form == FORM_JSON, args.count,
				     args.timeout_ns);
	if (args.wait_for)
		return await_device(args.wait_for, args.timeout_ns);
	return check_libraries(&args) ?: list_devices(&args);
}

const struct applet applet_lsuio = {
	.name = "lsuio",
	.verb = "ls",
	.argp = &grammar,
	.run = run,
};
