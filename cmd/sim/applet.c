// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/options/given.h"
#include "cmd/run/target.h"
#include "cmd/show/report.h"
#include "common/base/number.h"
#include "common/device/sysfs.h"
#include "create.h"

struct sim_args {
	const struct verb *verb;
	char **words;
	int count;
	const char *regs;
	const char *peripheral;
};

static int create(const struct sim_args *args)
{
	const struct sim_request request = {
		.name = args->words[0],
		.words = args->words + 1,
		.count = args->count - 1,
		.regs = args->regs,
		.peripheral = args->peripheral,
	};

	return sim_make(&request);
}

static int list(const struct sim_args *args)
{
	char **names, *node, *events;
	int found;

	(void)args;
	found = sim_names(&names);
	if (found < 0)
		return fail(found, NULL, "%s", uio_strerror(found));
	for (int i = 0; i < found; i++) {
		if (sim_get(names[i], "dev_name", &node))
			node = NULL;
		if (sim_get(names[i], "events", &events))
			events = NULL;
		print_text(stdout, names[i]);
		printf(" %s events=%s\n", node ? node : "-",
		       events ? events : "-");
		free(node);
		free(events);
	}
	names_free(names, found);
	return 0;
}

static int set_number(const char *name, const char *attr, uint64_t value)
{
	char text[24];
	int err;

	snprintf(text, sizeof(text), "%" PRIu64, value);
	err = sim_set(name, attr, text);
	if (err == -UIO_ENOSIMDEV)
		return sim_fail(name, err);
	return err ? sim_fail_setting(name, attr, err) : 0;
}

static int parse_count(const char *name, const char *word, uint64_t *count)
{
	if (!number_parse(word, count))
		return 0;
	return fail(-UIO_ENUMBER, name, "'%s': %s", word,
		    uio_strerror(-UIO_ENUMBER));
}

static int trigger(const struct sim_args *args)
{
	const char *name = args->words[0];
	uint64_t events = 1;
	int status = 0;

	if (args->count > 1)
		status = parse_count(name, args->words[1], &events);
	return status ? status : set_number(name, "trigger", events);
}

/* A burst begins when the period is written. */
static int period(const struct sim_args *args)
{
	const char *name = args->words[0], *time = args->words[1];
	uint64_t ns, events = 0;
	int status = 0;

	if (duration_parse(time, &ns))
		return fail(-UIO_ESYNTAX, name,
			    "'%s' is no time: 100us, 10ms, 1s; 0 stops", time);
	if (args->count > 2)
		status = parse_count(name, args->words[2], &events);
	if (!status)
		status = set_number(name, "burst", events);
	return status ? status : set_number(name, "period_ns", ns);
}

static int remove_all(const struct sim_args *args)
{
	int status = 0;

	for (int i = 0; i < args->count; i++) {
		const char *name = args->words[i];
		int err = sim_remove(name);

		if (err)
			status = sim_fail(name, err);
		else
			sim_keep_regs(name, NULL);
	}
	return status;
}

static const struct verb {
	const char *name;
	int least; /* words behind it */
	int most;
	int (*run)(const struct sim_args *args);
} verbs[] = {
	{ "create", 1, INT_MAX, create },     { "list", 0, 0, list },
	{ "trigger", 1, 2, trigger },	      { "period", 2, 3, period },
	{ "remove", 1, INT_MAX, remove_all },
};

enum {
	KEY_REGS = 256,
	KEY_PERIPHERAL,
};

static const struct argp_option options[] = {
	{ "regs", KEY_REGS, "FILE", 0,
	  "create: give the device the region of this register file, with the "
	  "registers' reset values",
	  0 },
	{ "peripheral", KEY_PERIPHERAL, "NAME", 0,
	  "create: of an SVD file, take this peripheral", 0 },
	{ 0 },
};

static error_t parse_words(struct sim_args *args, char **words, int count,
			   struct argp_state *state)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (!strcmp(words[0], verbs[i].name))
			args->verb = &verbs[i];
	args->words = words + 1;
	args->count = count - 1;
	if (!args->verb)
		argp_error(state,
			   "'%s' is none of create, list, trigger, "
			   "period, remove",
			   words[0]);
	else if (args->count < args->verb->least)
		argp_error(state, "%s: the simulated device's NAME %s",
			   words[0], args->count ? "and a TIME" : "is missing");
	else if (args->count > args->verb->most)
		argp_error(state, "%s: '%s' is too much", words[0],
			   args->words[args->verb->most]);
	else
		return 0;
	return EINVAL;
}

static error_t check_options(const struct sim_args *args,
			     struct argp_state *state)
{
	if ((args->regs || args->peripheral) && args->verb->run != create)
		argp_error(state, "--regs and --peripheral go with create");
	else if (args->peripheral && !args->regs)
		argp_error(state, "--peripheral goes with --regs");
	else
		return 0;
	return EINVAL;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct sim_args *args = state->input;

	switch (key) {
	case KEY_REGS:
		args->regs = arg;
		return 0;
	case KEY_PERIPHERAL:
		args->peripheral = arg;
		return 0;
	case ARGP_KEY_ARGS:
		return parse_words(args, state->argv + state->next,
				   state->argc - state->next, state);
	case ARGP_KEY_NO_ARGS:
		argp_error(state,
			   "what? create, list, trigger, period or remove");
		return EINVAL;
	case ARGP_KEY_SUCCESS:
		return check_options(args, state);
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp grammar = {
	.options = options,
	.parser = parse,
	.args_doc = "create NAME [ATTRIBUTE=VALUE...]\n"
		    "list\n"
		    "trigger SIM [COUNT]\n"
		    "period SIM TIME [COUNT]\n"
		    "remove SIM...",
	.doc = "Make and drive simulated devices.\v"
	       "`create' prints the new device's node; its attributes, such as "
	       "irqcontrol=oneshot or map0/size=0x1000, are those of "
	       "uio_sim(4), and without one of a map there is a map0 of 4096 "
	       "bytes. With --regs it has those of a register file, whose names "
	       "then work without --regs. `trigger' raises interrupts now, `period' one each TIME "
	       "(10ms; 0 stops), COUNT in all if that is given.",
};

static int run(struct target *held, int argc, char **argv)
{
	struct sim_args args = { 0 };

	int status = applet_parse(&grammar, held, argc, argv, &args);

	return status || target_is_dry(held) ? status : args.verb->run(&args);
}

const struct applet applet_sim = {
	.name = "uio-sim",
	.verb = "sim",
	.argp = &grammar,
	.run = run,
};
