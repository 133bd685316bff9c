// SPDX-License-Identifier: GPL-2.0-or-later
/* The candidates for the names that occur in usage texts and in options' help. */
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/options/grammar.h"
#include "cmd/run/target.h"
#include "cmd/show/report.h"
#include "common/base/array.h"
#include "common/base/text.h"
#include "common/device/lookup.h"
#include "common/device/sim.h"
#include "common/device/sysfs.h"
#include "completion.h"

void offer_text(const struct completion *c, const char *word,
		const char *ending, const char *about)
{
	fprintf(c->out, "%.*s", (int)(c->typed - c->word), c->word);
	print_text(c->out, word);
	fprintf(c->out, "%s%s", ending, about && *about ? "\t" : "");
	print_text(c->out, about ?: "");
	fputc('\n', c->out);
}

/* Skips candidates that a list already contains. */
void offer(const struct completion *c, const char *word, const char *about)
{
	const char *at = c->word;
	size_t length = strlen(word);

	for (; (at = strstr(at, word)) && at < c->typed; at += length)
		if (at[length] == ',' &&
		    (at == c->word || strchr(",=+", at[-1])))
			return;
	offer_text(c, word, "", about);
}

static void put_files(const struct completion *c, const char *endings)
{
	fprintf(c->out, "\tfiles\t%.*s\t%s\n", (int)(c->typed - c->word),
		c->word, endings);
}

void offer_register_files(const struct completion *c)
{
	put_files(c, ".regs|.svd|.hwh|.xml");
}

static void files(struct completion *c)
{
	const struct applet *applet = c->line->applet;

	if (c->option ? !strcmp(c->option, "regs")
		      : applet && !strcmp(applet->verb, "regs"))
		offer_register_files(c);
	else
		put_files(c, "");
}

/*
 * Of several matching devices the first one is used. @length characters of the
 * selector name it, or any number if that is 0.
 */
static bool put_regions(const struct completion *c, const char *selector,
			size_t length, const char *ending)
{
	struct uio_match match = { 0 };
	const struct uio_region *region = NULL;
	char label[UIO_REGION_LABEL];
	bool found;

	if (!uio_lookup(selector, &match) && match.found.count &&
	    (!length || match.length == length))
		region = uio_device_regions(match.found.devices,
					    UIO_FACT_REGIONS);
	found = region;
	for (; region; region = region->next) {
		offer_text(c, uio_region_label(region, label), ending,
			   region->name);
		if (*region->name)
			offer_text(c, region->name, ending, label);
	}
	uio_device_list_free(&match.found);
	return found;
}

/* Returns the device that the line is about, or NULL if none was named. */
const char *completion_device(const struct completion *c)
{
	if (c->line->held)
		return c->line->held->selector;
	return c->given_count ? c->given[0] : NULL;
}

static void regions(struct completion *c)
{
	put_regions(c, completion_device(c) ?: "", 0, "");
}

static int by_name(const void *left, const void *right)
{
	return strcmp(uio_device_name(left), uio_device_name(right))
		       ?: uio_by_address(left, right);
}

/* Devices that share a name are distinguished by #K. */
void offer_devices(const struct completion *c, const char *ending)
{
	struct uio_device_list list;
	char number[16], *one;
	size_t end;

	if (uio_device_list(UIO_FACT_NAME, &list))
		return;
	if (list.count)
		qsort(list.devices, list.count, sizeof(*list.devices), by_name);
	for (size_t first = 0; first < list.count; first = end) {
		const char *name = uio_device_name(&list.devices[first]);

		for (end = first + 1; end < list.count; end++)
			if (strcmp(name, uio_device_name(&list.devices[end])))
				break;
		for (size_t i = first; i < end; i++) {
			snprintf(number, sizeof(number), "uio%u",
				 list.devices[i].number);
			one = end - first > 1
				      ? text_format("%s#%zu", name, i - first)
				      : strdup(name);
			if (one && *name)
				offer_text(c, one, ending, number);
			offer_text(c, number, ending, *name ? one : NULL);
			free(one);
		}
	}
	uio_device_list_free(&list);
}

/* Offers the regions of each device before a colon; their names may contain colons. */
bool offer_regions_typed(struct completion *c, const char *ending)
{
	const char *typed = c->typed, *colon = strchr(typed, ':');
	bool found = false;

	for (; colon; colon = strchr(colon + 1, ':')) {
		char *device = strndup(typed, colon - typed);

		c->typed = colon + 1;
		found |= device &&
			 put_regions(c, device, colon - typed, ending);
		free(device);
	}
	c->typed = typed;
	return found;
}

static void devices(struct completion *c)
{
	bool found = offer_regions_typed(c, "");

	if (!strchr(c->typed, '/'))
		offer_devices(c, "");
	else if (!found)
		files(c);
}

/*
 * Offers the names of devices or of their drivers, for options that take a
 * pattern.
 */
static void names(struct completion *c)
{
	bool driver = c->option && !strcmp(c->option, "driver");
	struct uio_device_list list;

	if (uio_device_list(driver ? UIO_FACT_DRIVER : UIO_FACT_NAME, &list))
		return;
	for (size_t i = 0; i < list.count; i++) {
		const char *word = driver ? uio_device_driver(&list.devices[i])
					  : uio_device_name(&list.devices[i]);

		if (word && *word)
			offer_text(c, word, "", NULL);
	}
	uio_device_list_free(&list);
}

static void sims(struct completion *c)
{
	char **names;
	int count = sim_names(&names);

	for (int i = 0; i < count; i++)
		offer_text(c, names[i], "", "simulated device");
	names_free(names, count);
}

static void applets(struct completion *c)
{
	const struct applet *applet;

	for (size_t i = 0; (applet = applet_at(i)); i++) {
		char about[80];

		snprintf(about, sizeof(about), "%.*s",
			 applet_summary_length(applet), applet->grammar->doc);
		offer(c, applet->verb, about);
	}
}

static const struct {
	const char *name;
	void (*offer)(struct completion *c);
} kinds[] = {
	{ "APPLET", applets },
	{ "BLOCK", offer_blocks },
	{ "CONDITION", offer_operands },
	{ "DEVICE", devices },
	{ "EXPRESSION", offer_operands },
	{ "FILE", files },
	{ "NAME[=VERSION]", names },
	{ "OFFSET", offer_operands },
	{ "OPERAND", offer_operands },
	{ "OPERAND=VALUE", offer_operands },
	{ "PATTERN", names },
	{ "RANGE", offer_operands },
	{ "REGION", regions },
	{ "SIM", sims },
	{ "STATE", files },
	{ "VALUE", offer_values },
};

void offer_name(struct completion *c, const char *option, const char *name)
{
	const char *typed = c->typed, *comma = strrchr(typed, ',');
	const struct offered_option *row =
		option ? option_called(c, option, strlen(option)) : NULL;
	const struct choice *choice = row ? row->choices : NULL;
	const struct applet_words *words =
		c->line->applet ? c->line->applet->words : NULL;

	c->option = option;
	c->name = name;
	if (strstr(name, ",...")) {
		fputs("\tlist\n", c->out);
		c->typed = comma ? comma + 1 : typed + (*typed == '+');
	}
	for (; choice && choice->word; choice++)
		offer(c, choice->word, NULL);
	for (; words && words->of; words++)
		if (!strcmp(words->of, option ?: name))
			words->offer(c, c->typed);
	if (c->line->own && !option)
		c->line->own(c, c->line, name);
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (!strcmp(kinds[i].name, name))
			kinds[i].offer(c);
	c->typed = typed;
}
