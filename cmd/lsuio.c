// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "applet.h"
#include "device.h"
#include "lib.h"
#include "options.h"
#include "report.h"
#include "target.h"

enum column {
	COLUMN_DEVICE,
	COLUMN_NAME,
	COLUMN_VERSION,
	COLUMN_DRIVER,
	COLUMN_EVENTS,
	COLUMN_ADDR,
	COLUMN_SIZE,
	COLUMN_OFFSET,
};

static const struct {
	const char *name;
	int flags;
	int json_type;
} columns[] = {
	[COLUMN_DEVICE] = { "DEVICE", SCOLS_FL_TREE, SCOLS_JSON_STRING },
	[COLUMN_NAME] = { "NAME", 0, SCOLS_JSON_STRING },
	[COLUMN_VERSION] = { "VERSION", 0, SCOLS_JSON_STRING },
	[COLUMN_DRIVER] = { "DRIVER", 0, SCOLS_JSON_STRING },
	[COLUMN_EVENTS] = { "EVENTS", SCOLS_FL_RIGHT, SCOLS_JSON_NUMBER },
	[COLUMN_ADDR] = { "ADDR", SCOLS_FL_RIGHT, SCOLS_JSON_STRING },
	[COLUMN_SIZE] = { "SIZE", SCOLS_FL_RIGHT, SCOLS_JSON_STRING },
	[COLUMN_OFFSET] = { "OFFSET", SCOLS_FL_RIGHT, SCOLS_JSON_STRING },
};

struct list_args {
	char **devices; /* all, where none is named */
	int count;
	const char *require;
	bool no_headings;
	bool raw;
	bool json;
};

static const struct argp_option options[] = {
	{ "json", 'J', NULL, 0, "Print JSON", 0 },
	{ "noheadings", 'n', NULL, 0, "Leave the headings out", 0 },
	{ "raw", 'r', NULL, 0, "One space between columns, no tree", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct list_args *args = state->input;

	(void)arg;
	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->require;
		return 0;
	case 'J':
		args->json = true;
		return 0;
	case 'n':
		args->no_headings = true;
		return 0;
	case 'r':
		args->raw = true;
		return 0;
	case ARGP_KEY_ARGS:
		args->devices = state->argv + state->next;
		args->count = state->argc - state->next;
		return 0;
	case ARGP_KEY_SUCCESS:
		if (args->json && args->raw)
			argp_error(state,
				   "--json and --raw exclude each other");
		else if (args->require && !args->count)
			argp_error(state, "--require is for a named DEVICE");
		else
			return 0;
		return EINVAL;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp grammar = {
	.options = options,
	.parser = parse,
	.children = require_children,
	.args_doc = "[DEVICE...]",
	.doc = "List devices and their regions.\v"
	       "No device is opened: all of it comes from sysfs.",
};

/* smartcols reports only that memory is short; that is checked once, here. */
struct table {
	const struct lib_smartcols *lib;
	struct libscols_table *scols;
	bool failed;
};

static struct libscols_line *add_line(struct table *table,
				      struct libscols_line *parent)
{
	struct libscols_line *line =
		table->lib->scols_table_new_line(table->scols, parent);

	table->failed |= !line;
	return line;
}

static void set_text(struct table *table, struct libscols_line *line,
		     enum column column, const char *text)
{
	table->failed |= !line ||
			 table->lib->scols_line_set_data(line, column, text);
}

static void set_number(struct table *table, struct libscols_line *line,
		       enum column column, uint64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRIu64, number);
	set_text(table, line, column, text);
}

static void set_hex(struct table *table, struct libscols_line *line,
		    enum column column, uint64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "0x%" PRIx64, number);
	set_text(table, line, column, text);
}

static void add_region(struct table *table, struct libscols_line *parent,
		       const struct uio_region *region)
{
	struct libscols_line *line = add_line(table, parent);
	char label[8];

	set_text(table, line, COLUMN_DEVICE, uio_region_label(region, label));
	set_text(table, line, COLUMN_NAME, region->name);
	set_hex(table, line, COLUMN_ADDR, region->addr);
	set_hex(table, line, COLUMN_SIZE, region->size);
	set_hex(table, line, COLUMN_OFFSET, region->offset);
}

static void add_device(struct table *table, const struct uio_device *device)
{
	struct libscols_line *line = add_line(table, NULL);
	char node[16];

	snprintf(node, sizeof(node), "uio%u", device->number);
	set_text(table, line, COLUMN_DEVICE, node);
	set_text(table, line, COLUMN_NAME, device->name);
	set_text(table, line, COLUMN_VERSION, device->version);
	set_text(table, line, COLUMN_DRIVER, device->driver);
	set_number(table, line, COLUMN_EVENTS, device->events);
	for (size_t i = 0; i < device->region_count; i++)
		if (device->regions[i].kind != UIO_BAR)
			add_region(table, line, &device->regions[i]);
}

static int add_devices(struct table *table, const struct list_args *args)
{
	struct uio_device_list list;
	int status = 0, err;

	for (int i = 0; i < args->count; i++) {
		struct target target;
		int missing = target_find(&target, args->devices[i]);

		if (!missing && args->require)
			missing = target_require(&target, args->require);
		if (!missing)
			add_device(table, target.device);
		status = missing ?: status;
		target_close(&target);
	}
	if (args->count)
		return status;
	err = uio_device_list(&list);
	if (err)
		return fail(err, NULL, "/sys/class/uio: %s", uio_strerror(err));
	for (size_t i = 0; i < list.count; i++)
		add_device(table, &list.devices[i]);
	uio_device_list_free(&list);
	return 0;
}

/* --raw has no tree: smartcols would escape its branches. */
static void add_columns(struct table *table, bool tree)
{
	const struct lib_smartcols *lib = table->lib;

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		int flags = columns[i].flags & (tree ? ~0 : ~SCOLS_FL_TREE);
		struct libscols_column *column = lib->scols_table_new_column(
			table->scols, columns[i].name, 0, flags);

		table->failed |= !column ||
				 lib->scols_column_set_json_type(
					 column, columns[i].json_type);
	}
}

static int table_new(struct table *table, const struct list_args *args)
{
	table->lib = lib_smartcols();
	if (!table->lib)
		return fail(-UIO_ENOLIB, NULL,
			    "no table without " LIB_SMARTCOLS_NAME ": %s",
			    uio_strerror(-UIO_ENOLIB));
	table->lib->scols_init_debug(0);
	table->scols = table->lib->scols_new_table();
	if (!table->scols)
		return fail(-ENOMEM, NULL, "%s", uio_strerror(-ENOMEM));
	table->lib->scols_table_set_name(table->scols, "devices");
	table->lib->scols_table_enable_json(table->scols, args->json);
	table->lib->scols_table_enable_raw(table->scols, args->raw);
	table->lib->scols_table_enable_noheadings(table->scols,
						  args->no_headings);
	add_columns(table, !args->raw);
	return 0;
}

static int run(struct target *held, int argc, char **argv)
{
	struct list_args args = { 0 };
	struct table table = { 0 };
	int status;

	status = applet_parse(&grammar, held, argc, argv, &args);
	if (!status)
		status = table_new(&table, &args);
	if (status)
		return status;
	status = add_devices(&table, &args);
	if (table.failed)
		status = fail(-ENOMEM, NULL, "%s", uio_strerror(-ENOMEM));
	else
		table.lib->scols_print_table(table.scols);
	table.lib->scols_unref_table(table.scols);
	return status;
}

const struct applet applet_lsuio = {
	.name = "lsuio",
	.verb = "ls",
	.argp = &grammar,
	.run = run,
};
