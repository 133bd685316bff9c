// SPDX-License-Identifier: GPL-2.0-or-later
/* Finds the option or the place in the usage that the last word of a line is for. */
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/show/report.h"
#include "completion.h"

static struct offered_option *option_of(struct completion *c, char letter)
{
	for (size_t i = 0; i < c->option_count; i++)
		if (c->options[i].letter == letter)
			return &c->options[i];
	return NULL;
}

/*
 * Finds the option that a word ends with, such as -Jd or --regs=FILE, or NULL.
 * The rest of the word is the value of the option.
 */
static struct offered_option *read_option(struct completion *c,
					  const char *word)
{
	size_t length = strcspn(word, "=");
	const char *value = word[length] ? word + length + 1 : NULL;
	struct offered_option *row = NULL;

	if (word[1] == '-')
		row = option_called(c, word + 2, length - 2);
	else
		while (*++word && (row = option_of(c, *word))) {
			row->given = true;
			value = word[1] ? word + 1 : NULL;
			if (row->argument)
				break;
		}
	if (row) {
		row->given = true;
		row->value = row->argument ? value : NULL;
	}
	return row;
}

static void read_words(struct completion *c)
{
	for (size_t i = 0; i + 1 < c->line->count; i++) {
		const char *word = c->line->words[i];
		struct offered_option *row = c->awaited;

		c->awaited = NULL;
		if (row)
			row->value = word;
		else if (c->ended || *word != '-' || !word[1])
			c->given[c->given_count++] = word;
		else if (!strcmp(word, "--"))
			c->ended = true;
		else if ((row = read_option(c, word)))
			c->awaited = row->argument && !row->value ? row : NULL;
		else if (word[1] != '-')
			c->given[c->given_count++] = word;
	}
}

static void offer_word(struct completion *c)
{
	const struct applet *applet = c->line->applet;
	const char *usage = applet ? applet->grammar->forms : NULL;
	bool option = !c->awaited && !c->ended && *c->word == '-';

	/* The word also contains a part of the option's argument. */
	if (option && (strchr(c->word, '=') ||
		       (c->word[1] && c->word[1] != '-' && c->word[2]))) {
		c->awaited = read_option(c, c->word);
		if (c->awaited && c->awaited->value)
			c->typed = c->awaited->value;
		else
			c->awaited = NULL;
	}
	if (c->awaited) {
		offer_name(c, c->awaited->name, c->awaited->argument);
	} else if (option) {
		offer_options(c);
	} else if (c->ended && usage && strstr(usage, "[-- COMMAND")) {
		fputs("\tcommand\n", c->out);
	} else {
		if (usage)
			offer_usage(c, usage);
		if (c->line->usage)
			offer_usage(c, c->line->usage);
	}
}

void complete(FILE *out, const struct complete_line *line)
{
	const char *word = line->words[line->count - 1];
	struct completion c = {
		.out = out,
		.line = line,
		.word = word,
		.typed = word,
		.given = calloc(line->count, sizeof(*c.given)),
	};

	if (!c.given)
		return;
	options_find(&c);
	read_words(&c);
	offer_word(&c);
	if (c.loaded)
		regs_free(c.loaded);
	free(c.given);
}

/* The word after `uio` may be an applet or the beginning of one. */
int complete_main(int argc, char **argv)
{
	struct complete_line line = { 0 };

	if (argc && !strcmp(*argv, "--")) {
		argv++;
		argc--;
	}
	if (argc < 2)
		return EXIT_USAGE;
	line.applet = applet_by_name(basename(*argv));
	if (!line.applet && argc == 2) {
		line.usage = "APPLET";
	} else if (!line.applet) {
		line.applet = applet_by_verb(*++argv);
		argc--;
	}
	line.words = argv + 1;
	line.count = argc - 1;
	if (line.applet || line.usage)
		complete(stdout, &line);
	return EXIT_SUCCESS;
}
