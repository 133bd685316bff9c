// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Usage texts: the forms of a command, a line each. For a word a form has a name
 * in capitals, a word to be typed as it is, or several of these with | between.
 */
#include <ctype.h>
#include <string.h>

#include "cmd/applets.h"
#include "completion.h"

/* Enough for the longest place. */
#define PLACE 64

/*
 * What a form has for the next word, and where it has it. Options have no place,
 * and in the register shell no device that the applet is for; ... is the same
 * place again.
 */
static const char *next_place(const struct completion *c, const char **form,
			      char place[static PLACE])
{
	const struct applet *applet = c->line->applet;
	bool no_device = c->line->held && applet && applet->on_device;
	const char *text;
	int length;

	do {
		text = *form += strspn(*form, " [");
		length = strcspn(text, " [].\n");
		*form += strcspn(text, " \n");
	} while (*text == '-' || (no_device && !strncmp(text, "DEVICE", 6)));
	if (text[length] == '.')
		*form = text;
	snprintf(place, PLACE, "%.*s", length, text);
	return length ? text : NULL;
}

static bool takes(char *place, const char *word)
{
	const char *choice;

	while ((choice = strsep(&place, "|")))
		if (!islower((unsigned char)*choice) || !strcmp(choice, word))
			return true;
	return false;
}

/* One that begins with an option is for it, and then the others are not. */
static bool applies(struct completion *c, const char *usage, const char *form)
{
	bool others = false;

	for (const char *line = usage; line; line = strchr(line, '\n')) {
		size_t length = strcspn(line += *line == '\n', " \n");
		const struct offered_option *row =
			strncmp(line, "--", 2)
				? NULL
				: option_called(c, line + 2, length - 2);

		if (line == form && row)
			return row->given;
		others |= row && row->given;
	}
	return !others;
}

/* A word that is alone at its place is explained by the form. Of several forms
 * the first one says what the words are that have a name. */
void offer_usage(struct completion *c, const char *usage)
{
	bool named = false;

	for (const char *form = usage; form; form = strchr(form, '\n')) {
		const char *next = form += *form == '\n', *text, *choice;
		bool fits = applies(c, usage, form), is_named = named;
		char place[PLACE], about[PLACE], *choices = place;

		for (size_t i = 0; i < c->given_count && fits; i++)
			fits = next_place(c, &next, place) &&
			       takes(place, c->given[i]);
		text = fits ? next_place(c, &next, place) : NULL;
		if (!text)
			continue;
		snprintf(about, sizeof(about), "%.*s",
			 strchr(place, '|') ? 0 : (int)strcspn(text, "\n"),
			 text);
		while ((choice = strsep(&choices, "|")))
			if (islower((unsigned char)*choice)) {
				offer(c, choice, about);
			} else if (!named) {
				offer_name(c, NULL, choice);
				is_named = true;
			}
		named = is_named;
	}
}
