// SPDX-License-Identifier: GPL-2.0-or-later
/* The words there are for the names in usage texts and in the help of options. */
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/options/grammar.h"
#include "cmd/run/target.h"
#include "cmd/show/report.h"
#include "common/base/array.h"
#include "common/base/number.h"
#include "common/base/text.h"
#include "common/device/lookup.h"
#include "common/device/names.h"
#include "common/device/sim.h"
#include "common/device/sysfs.h"
#include "common/lang/operand.h"
#include "common/regs/file.h"
#include "completion.h"

/* What a comparison or an assignment is written with. */
#define OPERATORS "=!<>&|^"

static void put(const struct completion *c, const char *word,
		const char *ending, const char *about)
{
	fprintf(c->out, "%.*s", (int)(c->typed - c->word), c->word);
	print_text(c->out, word);
	fprintf(c->out, "%s%s", ending, about && *about ? "\t" : "");
	print_text(c->out, about ?: "");
	fputc('\n', c->out);
}

/* Not what is in the list already that the word is. */
void offer(const struct completion *c, const char *word, const char *about)
{
	const char *at = c->word;
	size_t length = strlen(word);

	for (; (at = strstr(at, word)) && at < c->typed; at += length)
		if (at[length] == ',' &&
		    (at == c->word || strchr(",=+", at[-1])))
			return;
	put(c, word, "", about);
}

/* Register files for --regs and as the words of uio-regs. */
static void files(struct completion *c)
{
	bool regs = c->option ? !strcmp(c->option, "regs")
			      : c->line->applet &&
					!strcmp(c->line->applet->verb, "regs");

	fprintf(c->out, "\tfiles\t%.*s\t%s\n", (int)(c->typed - c->word),
		c->word, regs ? ".regs|.svd|.hwh|.xml" : "");
}

/* The first of several devices is as good as another. */
static bool put_regions(const struct completion *c, const char *selector,
			const char *ending)
{
	struct uio_match match = { 0 };
	const struct uio_region *region = NULL;
	char label[UIO_REGION_LABEL];
	bool found;

	if (!uio_lookup(selector, &match) && match.found.count)
		region = uio_device_regions(match.found.devices,
					    UIO_FACT_REGIONS);
	found = region;
	for (; region; region = region->next) {
		put(c, uio_region_label(region, label), ending, region->name);
		if (*region->name)
			put(c, region->name, ending, label);
	}
	uio_device_list_free(&match.found);
	return found;
}

/* The device that the line is about; NULL where none was named. */
static const char *device_of(const struct completion *c)
{
	if (c->line->held)
		return c->line->held->selector;
	return c->given_count ? c->given[0] : NULL;
}

static void regions(struct completion *c)
{
	put_regions(c, device_of(c) ?: "", "");
}

/* Devices that share a name are distinguished by #K. */
static void put_devices(const struct completion *c, const char *ending)
{
	struct uio_device_list list;

	if (uio_device_list(UIO_FACT_NAME, &list))
		return;
	for (size_t i = 0; i < list.count; i++) {
		const char *name = uio_device_name(&list.devices[i]);
		size_t same = 0, before = 0;
		char number[16], *one;

		for (size_t j = 0; j < list.count; j++)
			if (!strcmp(uio_device_name(&list.devices[j]), name)) {
				same++;
				before += uio_by_address(&list.devices[j],
							 &list.devices[i]) < 0;
			}
		snprintf(number, sizeof(number), "uio%u",
			 list.devices[i].number);
		one = same > 1 ? text_format("%s#%zu", name, before)
			       : strdup(name);
		if (one && *name)
			put(c, one, ending, number);
		put(c, number, ending, *name ? one : NULL);
		free(one);
	}
	uio_device_list_free(&list);
}

/* The regions of the device before a colon. Its name may have some too: the first
 * part that is a device counts. */
static bool put_regions_typed(struct completion *c, const char *ending)
{
	const char *typed = c->typed, *colon = strchr(typed, ':');
	bool found = false;

	for (; colon && !found; colon = strchr(colon + 1, ':')) {
		char *device = strndup(typed, colon - typed);

		c->typed = colon + 1;
		found = device && put_regions(c, device, ending);
		free(device);
	}
	c->typed = typed;
	return found;
}

static void devices(struct completion *c)
{
	if (put_regions_typed(c, ""))
		return;
	if (strchr(c->typed, '/'))
		files(c);
	else
		put_devices(c, "");
}

/* Only what devices are called, for options that take a name, or a driver. */
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
			put(c, word, "", NULL);
	}
	uio_device_list_free(&list);
}

static void sims(struct completion *c)
{
	char **names;
	int count = sim_names(&names);

	for (int i = 0; i < count; i++)
		put(c, names[i], "", "simulated device");
	if (count >= 0)
		names_free(names, count);
}

/*
 * The register file that the names of a device find; allocated, or NULL. Wanted are
 * then the blocks of the region that the selector names, or of the default.
 */
static char *file_of(const char *selector, struct regs_wanted *wanted)
{
	struct uio_match match = { 0 };
	char *path = NULL;

	if (!uio_lookup(selector, &match) && match.found.count) {
		struct uio_names names = { .device = match.found.devices };
		const struct uio_region *region = match.at;

		if (regs_find(&names, &path))
			path = NULL;
		uio_names_free(&names);
		if (region || !uio_region_find(match.found.devices,
					       match.region, &region))
			regs_want_region(wanted, region);
	}
	uio_device_list_free(&match.found);
	return path;
}

/* The argument that an option was given; NULL for none. */
static const char *value_of(struct completion *c, const char *name)
{
	const struct offered_option *row = option_called(c, name, strlen(name));

	return row ? row->value : NULL;
}

/* The file that the line names in an option or, for uio-regs, as a word. */
static char *file_given(struct completion *c)
{
	const char *file = value_of(c, "regs");
	const struct applet *applet = c->line->applet;

	if (!file && applet && !strcmp(applet->verb, "regs") &&
	    c->given_count > 1)
		file = c->given[1];
	if (file && !strncmp(file, "~/", 2))
		return text_format("%s%s", getenv("HOME") ?: "", file + 1);
	return file ? strdup(file) : NULL;
}

/*
 * The registers of the file that the line names or, if it does not, of the device
 * that the operand names, or that the line is about. @operand is moved past the
 * device.
 */
static const struct regs *find_regs(struct completion *c, const char **operand)
{
	const char *device = device_of(c), *base = value_of(c, "base-address");
	struct regs_wanted wanted = { .block = value_of(c, "peripheral") };
	struct target *target = c->line->held;
	char *given = file_given(c), *found = NULL, *named = NULL;
	struct regs_error error;

	if (target) {
		named = strndup(*operand, target_prefix(*operand));
		device = named && *named ? named : device;
		target = target_of(target, operand);
	}
	if (base && !number_parse(base, &wanted.base))
		wanted.has_base = true;
	if (device && (given || !target))
		found = file_of(device, &wanted);
	if ((given || found) && !c->loaded)
		regs_load(given ?: found, &wanted, &c->loaded, &error);
	free(named);
	if (!given && !found)
		return target ? target->regs : NULL;
	free(given);
	free(found);
	return c->loaded;
}

/* The blocks of the file that the line names, or of the device's. */
static void blocks(struct completion *c)
{
	struct regs_wanted wanted = { .outline = true };
	const char *device = device_of(c);
	char *path = file_given(c);
	struct regs_error error;
	struct regs_text text;
	struct regs *regs;

	if (!path && device)
		path = file_of(device, &(struct regs_wanted){ 0 });
	if (path && !regs_read(path, &text, &error)) {
		if (!regs_make(&text, &wanted, &regs, &error)) {
			for (const struct reg *item = regs->items; item;
			     item = item->next)
				if (item->block)
					put(c, item->name, "",
					    item->description);
			regs_free(regs);
		}
		regs_text_free(&text);
	}
	free(path);
}

/* The groups and arrays that a register is in, and the one before it is not. */
static void put_groups(const struct completion *c, const char *name,
		       const char *before)
{
	for (const char *at = name; *at; at++) {
		bool ends = *at == '[' || (*at == '.' && at[-1] != ']');
		size_t length = at - name;
		char *group;

		if (!ends || !strncmp(name, before, length + 1))
			continue;
		group = strndup(name, length);
		put(c, group ?: "", "", "all its registers");
		free(group);
	}
}

static void put_registers(const struct completion *c, const struct regs *regs,
			  const char *ending, bool groups)
{
	const char *before = "";

	for (size_t i = 0; i < regs->place_count; i++) {
		const struct reg_place *place = &regs->places[i];

		if (groups)
			put_groups(c, place->name, before);
		before = place->name;
		put(c, place->name, ending, place->description);
		for (const struct reg_field *field = place->reg->fields; field;
		     field = field->next) {
			char *name =
				text_format("%s.%s", place->name, field->name);

			put(c, name ?: "", ending, field->description);
			free(name);
		}
	}
}

/* The first field that a pattern names has the values of the others too. */
static int take_field(void *found, const struct reg_place *place,
		      const struct reg_field *field)
{
	*(struct reg_match *)found =
		(struct reg_match){ place->reg, place->offset, field };
	return 1;
}

static const struct reg_field *find_field(const struct regs *regs,
					  const struct slice *path)
{
	struct regs_several several;
	struct reg_match match = { 0 };
	size_t column;

	if (regs_resolve(regs, path->start, path->length, &match, &column) &&
	    !regs_name_several(regs, path, &several))
		regs_expand(regs, path, &several, take_field, &match);
	return match.field;
}

/* The names of a field's values: of those to read where they are compared. */
static void put_values(const struct completion *c, const struct regs *regs,
		       const char *path, size_t length, bool compared)
{
	const struct slice name = { path, length };
	const struct reg_field *field = find_field(regs, &name);

	for (const struct reg_value *value = field ? field->values : NULL;
	     value; value = value->next)
		if (compared ? value->read : value->write)
			put(c, value->name, "", value->description);
}

static bool assigns(const char *sign, size_t length)
{
	return sign[length - 1] == '=' &&
	       (length == 1 || strchr(OPERAND_CHANGES, *sign));
}

/* After an operand and a comparison or assignment, each a word. */
static bool put_values_after_sign(struct completion *c)
{
	const char **end = c->given + c->given_count, *operand;
	const struct regs *regs;

	if (c->option || c->given_count < 2 || !*end[-1] ||
	    end[-1][strspn(end[-1], OPERATORS)])
		return false;
	operand = end[-2];
	regs = find_regs(c, &operand);
	if (regs)
		put_values(c, regs, operand, strlen(operand),
			   !assigns(end[-1], strlen(end[-1])));
	return true;
}

static void values(struct completion *c)
{
	put_values_after_sign(c);
}

/*
 * A register or field goes on where an assignment is wanted; not with --input,
 * nor in the register shell, where the name alone is often what is meant. After
 * an operator come the values.
 */
static void operands(struct completion *c)
{
	const char *operand = c->typed;
	const struct regs *regs = find_regs(c, &operand);
	size_t length = strcspn(operand, OPERATORS);
	size_t sign = strspn(operand + length, OPERATORS);
	bool assigned = strchr(c->name, '=') && !c->line->held &&
			!value_of(c, "input");

	if (put_values_after_sign(c))
		return;
	if (c->line->held && operand == c->typed && *operand && !sign &&
	    !put_regions_typed(c, "::"))
		put_devices(c, "::");
	c->typed = sign ? operand + length + sign : operand;
	if (regs && sign)
		put_values(c, regs, operand, length,
			   !assigns(operand + length, sign));
	else if (regs)
		put_registers(c, regs, assigned ? "=" : "",
			      !strcmp(c->name, "OPERAND"));
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
	{ "APPLET", applets },	     { "BLOCK", blocks },
	{ "CONDITION", operands },   { "DEVICE", devices },
	{ "EXPRESSION", operands },  { "FILE", files },
	{ "NAME[=VERSION]", names }, { "OFFSET", operands },
	{ "OPERAND", operands },     { "OPERAND=VALUE", operands },
	{ "PATTERN", names },	     { "RANGE", operands },
	{ "REGION", regions },	     { "SIM", sims },
	{ "STATE", files },	     { "VALUE", values },
};

static void offer_words(const struct completion *c,
			const struct applet_words *words)
{
	for (; words && words->of; words++)
		if (!strcmp(words->of, c->option ?: c->name))
			words->offer(c, c->typed);
}

/* The words that an option chooses from. */
static void offer_choices(struct completion *c)
{
	const struct offered_option *option =
		c->option ? option_called(c, c->option, strlen(c->option))
			  : NULL;
	const struct choice *choice = option ? option->choices : NULL;

	for (; choice && choice->word; choice++)
		offer(c, choice->word, NULL);
}

void offer_name(struct completion *c, const char *option, const char *name)
{
	const char *typed = c->typed, *comma = strrchr(typed, ',');

	c->option = option;
	c->name = name;
	if (strstr(name, ",...")) {
		fputs("\tlist\n", c->out);
		c->typed = comma ? comma + 1 : typed + (*typed == '+');
	}
	offer_choices(c);
	offer_words(c, c->line->applet ? c->line->applet->words : NULL);
	if (c->line->own && !option)
		c->line->own(c, c->line, name);
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (!strcmp(kinds[i].name, name))
			kinds[i].offer(c);
	c->typed = typed;
}
