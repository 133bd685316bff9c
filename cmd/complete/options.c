// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "cmd/applets.h"
#include "cmd/options/grammar.h"
#include "common/base/array.h"
#include "completion.h"

static void add(struct completion *c, const struct option_row *option,
		size_t length)
{
	struct offered_option *offered = &c->options[c->option_count];

	if (c->option_count == OPTIONS_MAX)
		return;
	offered->letter = option->letter;
	offered->argument = option->argument;
	offered->help = option->help;
	offered->choices = option->choices;
	offered->repeats = option->kind == OPTION_STRINGS;
	snprintf(offered->name, sizeof(offered->name), "%.*s", (int)length,
		 option->name);
	c->option_count++;
}

void options_find(struct completion *c)
{
	/*
	 * argp does not export its own options; uio itself has only the last two
	 * of them.
	 */
	static const struct option_row every[] = {
		{ .name = "usage", .help = "Print a short usage message" },
		{ .name = "help", .letter = '?', .help = "Print this help" },
		{ .name = "version",
		  .letter = 'V',
		  .help = "Print the version" },
	};
	const struct applet *applet = c->line->applet;
	const char *usage = c->line->usage;
	struct option_found found;

	for (size_t i = 0; applet && grammar_option(applet->grammar, i, &found);
	     i++)
		add(c, found.row, strlen(found.row->name));
	for (size_t i = !applet; !c->line->held && i < ARRAY_SIZE(every); i++)
		add(c, &every[i], strlen(every[i].name));
	if (c->line->help)
		add(c, &(struct option_row){ .name = "help" }, strlen("help"));
	for (const char *at = usage ?: ""; (at = strstr(at, "[--"));) {
		struct option_row option = { .name = at += 3 };
		size_t length = strcspn(at, "=]");

		option.argument = at[length] == '=' ? "" : NULL;
		add(c, &option, length);
	}
}

struct offered_option *option_called(struct completion *c, const char *name,
				     size_t length)
{
	for (size_t i = 0; i < c->option_count; i++)
		if (!strncmp(c->options[i].name, name, length) &&
		    !c->options[i].name[length])
			return &c->options[i];
	return NULL;
}

static bool has_word(const char *list, const char *word)
{
	const char *at = strstr(list, word);
	size_t length = strlen(word);

	while (at && (at[-1] != ' ' || at[length] != ' '))
		at = strstr(at + length, word);
	return at;
}

static bool is_excluded(const struct completion *c,
			const struct offered_option *option)
{
	const struct applet *applet = c->line->applet;
	const char *const *list = applet ? applet->grammar->exclusive : NULL;

	for (; list && *list; list++)
		for (size_t i = 0; i < c->option_count; i++)
			if (c->options[i].given && &c->options[i] != option &&
			    has_word(*list, option->name) &&
			    has_word(*list, c->options[i].name))
				return true;
	return option->given && !option->repeats;
}

void offer_options(const struct completion *c)
{
	for (size_t i = 0; i < c->option_count; i++) {
		const struct offered_option *row = &c->options[i];
		const char letter[] = { '-', row->letter, '\0' };
		char name[sizeof(row->name) + 3];

		if (is_excluded(c, row))
			continue;
		snprintf(name, sizeof(name), "--%s%s", row->name,
			 row->argument ? "=" : "");
		offer(c, name, row->help);
		if (row->letter)
			offer(c, letter, row->help);
	}
}
