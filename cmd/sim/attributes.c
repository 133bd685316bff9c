// SPDX-License-Identifier: GPL-2.0-or-later
/* The attributes of simulated devices at creation, see uio_sim(4). */
#include <stdio.h>
#include <string.h>

#include "cmd/complete/complete.h"
#include "common/base/array.h"
#include "create.h"

static const struct {
	const char *region;
	const char *name;
	bool number;
	const char *
		words[3]; /* the possible values; none if any value is possible */
} attributes[] = {
	{ "", "name" },
	{ "", "version" },
	{ "", "irq", false, { "none", "custom" } },
	{ "", "irqcontrol", false, { "none", "gate", "oneshot" } },
	{ "", "period_ns", true },
	{ "", "burst", true },
	{ "map", "name" },
	{ "map", "size", true },
	{ "map", "type", false, { "virtual", "logical", "phys" } },
	{ "map", "offset", true },
	{ "map", "stamps", true, { "0", "1" } },
	{ "map", "fault", true, { "none" } },
	{ "map", "data" },
	{ "port", "name" },
	{ "port", "start", true },
	{ "port", "size", true },
	{ "port", "type", false, { "x86", "gpio", "other" } },
};

#define COUNT ARRAY_SIZE(attributes)

bool sim_attribute_is_number(const char *attr)
{
	const char *slash = strrchr(attr, '/');

	for (size_t i = 0; i < COUNT; i++)
		if (attributes[i].number &&
		    !strcmp(attributes[i].name, slash ? slash + 1 : attr))
			return true;
	return false;
}

/* Offers names until = has been typed, then the values of that attribute. */
static void offer_one(const struct completion *completion, const char *typed,
		      const char *name, const char *const *words)
{
	size_t length = strlen(name);
	char word[40];

	snprintf(word, sizeof(word), "%s=", name);
	if (!strchr(typed, '='))
		offer(completion, word, NULL);
	else if (!strncmp(typed, word, length + 1))
		for (int i = 0; i < 3 && words[i]; i++) {
			snprintf(word + length + 1, sizeof(word) - length - 1,
				 "%s", words[i]);
			offer(completion, word, NULL);
		}
}

void sim_offer_attributes(const struct completion *completion,
			  const char *typed)
{
	for (size_t i = 0; i < COUNT; i++) {
		const char *region = attributes[i].region;
		char name[24];

		if (!*region)
			offer_one(completion, typed, attributes[i].name,
				  attributes[i].words);
		for (int n = 0; *region && n < SIM_MAPS_MAX; n++) {
			snprintf(name, sizeof(name), "%s%d/%s", region, n,
				 attributes[i].name);
			offer_one(completion, typed, name, attributes[i].words);
		}
	}
}
