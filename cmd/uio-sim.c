// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "applet.h"
#include "number.h"
#include "report.h"
#include "sim.h"
#include "sysfs.h"
#include "target.h"

static int fail_device(const char *name, int err)
{
	return fail(err, name, "%s",
		    err == -ENODEV ? "not live" : uio_strerror(err));
}

/* What the module says of a value, in words. */
static const struct {
	int err;
	int as;
	const char *attr; /* NULL: any */
	const char *reason;
} refusals[] = {
	{ ENOENT, UIO_ESYNTAX, NULL, "no such attribute" },
	{ EINVAL, UIO_ESYNTAX, "live",
	  "a gap between regions, an offset outside its map, or a ring of "
	  "stamps that is too small, at no multiple of 8 or not the only one" },
	{ EINVAL, UIO_ESYNTAX, NULL, "the module refuses that value" },
	{ ERANGE, UIO_ESYNTAX, NULL, "the module refuses that value" },
	{ EFBIG, UIO_ESYNTAX, NULL, "more than the module allows" },
	{ EIO, UIO_ENOIRQ, "trigger", "the device has no interrupt" },
	{ ENODEV, ENODEV, NULL, "not live" },
};

static int fail_setting(const char *name, const char *attr, int err)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
		if (refusals[i].err == -err &&
		    (!refusals[i].attr || !strcmp(refusals[i].attr, attr)))
			return fail(-refusals[i].as, name, "%s: %s", attr,
				    refusals[i].reason);
	return fail(err, name, "%s: %s", attr, uio_strerror(err));
}

/* Whether an attribute, of the device or of one of its regions, is this one. */
static bool is_attr(const char *attr, const char *name)
{
	const char *slash = strrchr(attr, '/');

	return !strcmp(slash ? slash + 1 : attr, name);
}

/* A device that is to be seen has a map, unless its maps are spelled out. */
static bool has_maps(const struct sim_setting *settings, size_t count)
{
	for (size_t i = 0; i < count && settings[i].attr; i++)
		if (!strncmp(settings[i].attr, "map", 3) &&
		    is_attr(settings[i].attr, "size"))
			return true;
	return false;
}

/* Numbers are typed as everywhere in the suite, and told as the kernel reads
 * them; `number` has room for any. */
static const char *kernel_value(const char *attr, const char *value,
				char *number)
{
	static const char *const numeric[] = { "size",	"offset",    "start",
					       "count", "period_ns", "burst" };
	uint64_t parsed;

	for (size_t i = 0; i < sizeof(numeric) / sizeof(numeric[0]); i++)
		if (is_attr(attr, numeric[i]) && !size_parse(value, &parsed)) {
			sprintf(number, "%" PRIu64, parsed);
			return number;
		}
	return value;
}

/* ATTRIBUTE=VALUE; attributes point into the words, values are copies. */
static int split_settings(const char *name, char **words, size_t count,
			  struct sim_setting *settings)
{
	for (size_t i = 0; i < count; i++) {
		char *equals = strchr(words[i], '='), number[24];

		if (!equals || equals == words[i] || !equals[1])
			return fail(-UIO_ESYNTAX, name,
				    "'%s' is not ATTRIBUTE=VALUE", words[i]);
		*equals = '\0';
		settings[i].attr = words[i];
		settings[i].value =
			strdup(kernel_value(words[i], equals + 1, number));
		if (!settings[i].value)
			return fail(-ENOMEM, NULL, "%s", uio_strerror(-ENOMEM));
	}
	return 0;
}

/* Signals wait until the device is whole or gone: none is left half made. */
static int create_whole(const char *name, const struct sim_setting *settings,
			size_t count)
{
	sigset_t all, before;
	const char *failed;
	int err;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	err = sim_create(name, settings, count, &failed);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (!err)
		return 0;
	if (failed)
		return fail_setting(name, failed, err);
	return fail_device(name, err);
}

static int print_node(const char *name)
{
	char *node;
	int err = sim_get(name, "dev_name", &node);

	if (err)
		return fail_device(name, err);
	puts(node);
	free(node);
	return 0;
}

static int create(char **words, int count)
{
	const char *name = words[0];
	struct sim_setting *settings, one_page = { "map0/size", "4096" };
	size_t given = count - 1;
	bool maps;
	int status;

	if (!sim_name_valid(name))
		return fail(-UIO_ESYNTAX, name, "not a name for a device");
	settings = calloc(count, sizeof(*settings));
	if (!settings)
		return fail(-ENOMEM, NULL, "%s", uio_strerror(-ENOMEM));
	settings[0] = one_page;
	status = split_settings(name, words + 1, given, settings + 1);
	maps = has_maps(settings + 1, given);
	if (!status)
		status = create_whole(name, settings + maps, count - maps);
	for (size_t i = 1; i <= given; i++)
		free(settings[i].value);
	free(settings);
	return status ? status : print_node(name);
}

static int list(char **words, int count)
{
	char **names, *node, *events;
	int found;

	(void)words;
	(void)count;
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
		return fail_device(name, err);
	return err ? fail_setting(name, attr, err) : 0;
}

static int parse_count(const char *name, const char *word, uint64_t *count)
{
	if (!number_parse(word, count))
		return 0;
	return fail(-UIO_ENUMBER, name, "'%s': %s", word,
		    uio_strerror(-UIO_ENUMBER));
}

static int trigger(char **words, int count)
{
	uint64_t events = 1;
	int status = 0;

	if (count > 1)
		status = parse_count(words[0], words[1], &events);
	return status ? status : set_number(words[0], "trigger", events);
}

/* A burst begins when the period is written. */
static int period(char **words, int count)
{
	uint64_t ns, events = 0;
	int status = 0;

	if (duration_parse(words[1], &ns))
		return fail(-UIO_ESYNTAX, words[0],
			    "'%s' is no time: 100us, 10ms, 1s; 0 stops",
			    words[1]);
	if (count > 2)
		status = parse_count(words[0], words[2], &events);
	if (!status)
		status = set_number(words[0], "burst", events);
	return status ? status : set_number(words[0], "period_ns", ns);
}

static int remove_all(char **words, int count)
{
	int status = 0;

	for (int i = 0; i < count; i++) {
		int err = sim_remove(words[i]);

		if (err)
			status = fail_device(words[i], err);
	}
	return status;
}

static const struct verb {
	const char *name;
	int least; /* words behind it */
	int most;
	int (*run)(char **words, int count);
} verbs[] = {
	{ "create", 1, INT_MAX, create },     { "list", 0, 0, list },
	{ "trigger", 1, 2, trigger },	      { "period", 2, 3, period },
	{ "remove", 1, INT_MAX, remove_all },
};

struct sim_args {
	const struct verb *verb;
	char **words;
	int count;
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

static error_t parse(int key, char *arg, struct argp_state *state)
{
	(void)arg;
	switch (key) {
	case ARGP_KEY_ARGS:
		return parse_words(state->input, state->argv + state->next,
				   state->argc - state->next, state);
	case ARGP_KEY_NO_ARGS:
		argp_error(state,
			   "what? create, list, trigger, period or remove");
		return EINVAL;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp grammar = {
	.parser = parse,
	.args_doc = "create NAME [ATTRIBUTE=VALUE...]\n"
		    "list\n"
		    "trigger NAME [COUNT]\n"
		    "period NAME TIME [COUNT]\n"
		    "remove NAME...",
	.doc = "Make and drive simulated devices.\v"
	       "`create' prints the new device's node; its attributes, such as "
	       "irqcontrol=oneshot or map0/size=0x1000, are those of "
	       "uio_sim(4), and without one of a map there is a map0 of 4096 "
	       "bytes. `trigger' raises interrupts now, `period' one each TIME "
	       "(10ms; 0 stops), COUNT in all if that is given.",
};

static int run(struct target *held, int argc, char **argv)
{
	struct sim_args args = { 0 };

	int status = applet_parse(&grammar, held, argc, argv, &args);

	return status || target_is_dry(held)
		       ? status
		       : args.verb->run(args.words, args.count);
}

const struct applet applet_sim = {
	.name = "uio-sim",
	.verb = "sim",
	.argp = &grammar,
	.run = run,
};
