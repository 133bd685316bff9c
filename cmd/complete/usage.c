// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Usage texts: the forms of a command, one per line. Each word of a form is a
 * name in capitals, a literal word, or several of these separated by |.
 */
#include <ctype.h>
#include <string.h>

#include "cmd/applets.h"
#include "completion.h"

/* The maximum length of a place. */
#define PLACE 64

/*
 * Finds the place of a form that the next word is for. Long options take no
 * place, nor does the device of an applet in the register shell; `...' repeats the
 * last place.
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
	} while (!strncmp(text, "--", 2) ||
		 (no_device && !strncmp(text, "DEVICE", 6)));
	if (text[length] == '.')
		*form = text;
	snprintf(place, PLACE, "%.*s", length, text);
	return length ? text : NULL;
}

static bool is_literal(const char *choice)
{
	return islower((unsigned char)*choice) || *choice == '-';
}

static bool takes(char *place, const char *word)
{
	const char *choice;

	while ((choice = strsep(&place, "|")))
		if (!is_literal(choice) || !strcmp(choice, word))
			return true;
	return false;
}

/* A form that begins with an option applies only with that option. */
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

/*
 * The form describes a word that is the only candidate for its place. The first
 * of several forms decides the meaning of a name in capitals.
 */
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
			if (is_literal(choice)) {
				offer(c, choice, about);
			} else if (!named) {
				offer_name(c, NULL, choice);
				is_named = true;
			}
		named = is_named;
	}
}
