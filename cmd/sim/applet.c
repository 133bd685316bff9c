// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/options/registers.h"
#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/base/array.h"
#include "common/base/number.h"
#include "common/device/sysfs.h"
#include "create.h"

#define DIGITS "0123456789"

/* The number of interrupts that one write raises. */
#define TRIGGER_CHUNK 10000

/**
 * struct sim_command - a verb of uio-sim, and its words
 */
struct sim_command {
	const struct verb *verb;
	char **words;
	int count;
	struct regs_choice regs;
	bool json;
	struct output *out;
};

static int create(const struct sim_command *command)
{
	const struct sim_request request = {
		.name = command->words[0],
		.words = command->words + 1,
		.count = command->count - 1,
		.regs = command->regs,
	};

	return sim_make(&request, command->out);
}

static void add_number(struct json *object, const char *key, const char *text)
{
	uint64_t number;

	if (text && !number_parse(text, &number))
		json_number(object, key, number);
	else
		json_note(object, key, NULL);
}

static int list(const struct sim_command *command)
{
	struct json *object = NULL, *sims = NULL, *sim;
	int found, status = command->json ? json_check() : 0;
	char **names, *node, *events;
	FILE *out = command->out->file;

	if (status)
		return status;
	found = sim_names(&names);
	if (found < 0)
		return fail_error(found, NULL);
	if (command->json) {
		object = json_new();
		sims = json_array(object, "sims");
	}
	for (int i = 0; i < found; i++) {
		/* A device that is not live has neither. */
		if (sim_get(names[i], "dev_name", &node))
			node = NULL;
		if (!node || sim_get(names[i], "events", &events))
			events = NULL;
		if (sims) {
			sim = json_child(sims, NULL);
			json_note(sim, "device", names[i]);
			add_number(sim, "number",
				   node ? node + strcspn(node, DIGITS) : NULL);
			add_number(sim, "count", events);
		} else {
			print_text(out, names[i]);
			fprintf(out, " %s events=%s\n", node ?: "-",
				events ?: "-");
		}
		free(node);
		free(events);
	}
	names_free(names, found);
	return command->json ? json_end(object, command->out) : 0;
}

static int set_number(const char *name, const char *attr, uint64_t value)
{
	char text[24];
	int err;

	snprintf(text, sizeof(text), "%" PRIu64, value);
	err = sim_set(name, attr, text);
	/* Every device has the attribute: this one is being removed. */
	if (err == -ENOENT)
		err = -UIO_ENOSIMDEV;
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

/* A device can be removed between two writes, but not during one. */
static int trigger(const struct sim_command *command)
{
	const char *name = command->words[0];
	uint64_t events = 1;
	int status = 0;

	if (command->count > 1)
		status = parse_count(name, command->words[1], &events);
	/* The module refuses a number that does not fit in 32 bits. */
	while (!status && events > TRIGGER_CHUNK && events <= UINT32_MAX) {
		status = set_number(name, "trigger", TRIGGER_CHUNK);
		events -= TRIGGER_CHUNK;
	}
	return status ?: set_number(name, "trigger", events);
}

/* Writing the period starts the burst. */
static int period(const struct sim_command *command)
{
	const char *name = command->words[0], *time = command->words[1];
	uint64_t ns, events = 0;
	char *before;
	int status = 0;

	if (duration_parse(time, &ns))
		return fail(-UIO_ESYNTAX, name,
			    "invalid time '%s': expected a value such as "
			    "100us, 10ms or 1s, or 0 to stop",
			    time);
	if (command->count > 2)
		status = parse_count(name, command->words[2], &events);
	if (sim_get(name, "burst", &before))
		before = NULL;
	status = status ?: set_number(name, "burst", events);
	if (!status) {
		status = set_number(name, "period_ns", ns);
		/* The present period goes on as before. */
		if (status && before)
			sim_set(name, "burst", before);
	}
	free(before);
	return status;
}

static int remove_all(const struct sim_command *command)
{
	int status = 0;

	for (int i = 0; i < command->count; i++) {
		const char *name = command->words[i];
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
	int least; /* minimum number of words after the name */
	int most;
	int (*run)(const struct sim_command *command);
} verbs[] = {
	{ "create", 1, INT_MAX, create },     { "list", 0, 0, list },
	{ "trigger", 1, 2, trigger },	      { "period", 2, 3, period },
	{ "remove", 1, INT_MAX, remove_all },
};

#define PLACE(member) offsetof(struct sim_command, member)

static const struct option_row options[] = {
	{ "base-address", 0, OPTION_OTHER, PLACE(regs), "ADDRESS",
	  "create: Start the region at ADDRESS of the register file, and use "
	  "the blocks in it",
	  0, NULL, parse_regs_base },
	{ "json", 'J', OPTION_FLAG, PLACE(json), NULL, "list: Print JSON" },
	{ "peripheral", 0, OPTION_STRING, PLACE(regs.block), "BLOCK",
	  "create: Use only BLOCK of a register file with several blocks" },
	{ "regs", 0, OPTION_STRING, PLACE(regs.file), "FILE",
	  "create: Give the device the region that FILE describes, with the "
	  "reset values of its registers" },
	{ 0 },
};

static int take_words(struct parse *parse, char **words, size_t count)
{
	struct sim_command *command = parse->request;

	if (!count)
		return parse_wrong(parse,
				   "missing create, list, trigger, period or "
				   "remove");
	for (size_t i = 0; i < ARRAY_SIZE(verbs); i++)
		if (!strcmp(words[0], verbs[i].name))
			command->verb = &verbs[i];
	command->words = words + 1;
	command->count = count - 1;
	if (!command->verb)
		return parse_wrong(parse,
				   "unknown command '%s': expected create, "
				   "list, trigger, period or remove",
				   words[0]);
	if (command->count < command->verb->least)
		return parse_wrong(
			parse, "%s: missing %s", words[0],
			command->count ? "TIME"
				       : "the NAME of the simulated device");
	if (command->count > command->verb->most)
		return parse_wrong(parse, "%s: unexpected argument '%s'",
				   words[0],
				   command->words[command->verb->most]);
	return 0;
}

static int finish(struct parse *parse)
{
	struct sim_command *command = parse->request;
	const struct regs_choice *regs = &command->regs;

	if ((regs->file || regs->block || regs->has_base) &&
	    command->verb->run != create)
		return parse_wrong(
			parse,
			"--regs, --peripheral and --base-address can only be "
			"used with create");
	if ((regs->block || regs->has_base) && !regs->file)
		return parse_wrong(parse,
				   "--peripheral and --base-address require "
				   "--regs");
	if (command->json && command->verb->run != list)
		return parse_wrong(parse, "--json can only be used with list");
	command->json |= command->verb->run == list && parse->context->json;
	return 0;
}

static const struct grammar grammar = {
	.tables = { { options, 0 } },
	.words = take_words,
	.finish = finish,
	.forms = "create NAME [ATTRIBUTE=VALUE...]\n"
		 "list\n"
		 "trigger SIM [COUNT]\n"
		 "period SIM TIME [COUNT]\n"
		 "remove SIM...",
	.doc = "Create and control simulated devices.\v"
	       "`create' prints the node of the new device. Its attributes, "
	       "such as irqcontrol=oneshot or map0/size=0x1000, are "
	       "described in uio_sim(4); without the size of a map, the "
	       "device has one map of 4096 bytes, map0. With --regs, it has "
	       "the registers of a register file, whose names then work "
	       "without --regs. `trigger' raises interrupts now; `period' "
	       "raises one every TIME (such as 10ms; 0 stops). COUNT limits "
	       "their number.",
};

static int run(void *data, const struct context *context)
{
	struct sim_command *command = data;

	command->out = context->out;
	return command->verb->run(command);
}

static const struct applet_words words[] = {
	{ "ATTRIBUTE=VALUE", sim_offer_attributes },
	{ 0 },
};

const struct applet applet_sim = {
	.name = "uio-sim",
	.verb = "sim",
	.grammar = &grammar,
	.words = words,
	.request_size = sizeof(struct sim_command),
	.run = run,
};
