// SPDX-License-Identifier: GPL-2.0-or-later
/* What the usage text of a command has at the place of a word. */
#include <string.h>

#include "common/base/array.h"
#include "offers.h"

/**
 * struct place - what a usage line has for one word
 */
struct place {
	const char *text;
	size_t length;
};

/* Options have no place, but may stand anywhere; ... is the same place again. */
static bool next_place(const char **usage, bool option, struct place *place)
{
	do {
		*usage += strspn(*usage, " [");
		place->text = *usage;
		place->length = strcspn(*usage, " [].\n");
		*usage += strcspn(*usage, " \n");
	} while (place->length && (*place->text == '-') != option);
	if (!option && place->text[place->length] == '.')
		*usage = place->text;
	return place->length;
}

/* One of several that | separates. */
static bool next_choice(struct place *place, struct place *choice)
{
	choice->text = place->text;
	choice->length = 0;
	while (choice->length < place->length &&
	       choice->text[choice->length] != '|')
		choice->length++;
	place->text += choice->length;
	place->length -= choice->length;
	if (place->length) {
		place->text++;
		place->length--;
	}
	return choice->length;
}

static bool is_literal(const struct place *choice)
{
	return *choice->text >= 'a' && *choice->text <= 'z';
}

static bool takes(struct place place, const char *word)
{
	struct place choice;

	while (next_choice(&place, &choice))
		if (!is_literal(&choice) ||
		    (strlen(word) == choice.length &&
		     !strncmp(word, choice.text, choice.length)))
			return true;
	return false;
}

/* What stands for words that can be listed. */
static const struct {
	const char *name;
	void (*offer)(const struct offers *offers);
} listed[] = {
	{ "FILE", offer_files },
	{ "SIM", offer_sims },
};

static void offer_listed(const struct offers *offers, const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(listed); i++)
		if (!strcmp(listed[i].name, name))
			listed[i].offer(offers);
}

static void offer_place(const struct offers *offers, struct place place)
{
	struct place choice;

	while (next_choice(&place, &choice)) {
		char word[40];

		snprintf(word, sizeof(word), "%.*s", (int)choice.length,
			 choice.text);
		if (is_literal(&choice))
			offer_words(offers, word, "");
		else
			offer_listed(offers, word);
	}
}

static void offer_usage_options(const struct offers *offers, const char *usage)
{
	struct place place;

	while (next_place(&usage, true, &place)) {
		size_t name = 0;
		char word[40];

		while (name < place.length && place.text[name] != '=')
			name++;
		snprintf(word, sizeof(word), "%.*s", (int)name, place.text);
		if (name > 2)
			offer_words(offers, word,
				    name < place.length ? "=" : "");
	}
}

static void offer_usage_place(const struct offers *offers, const char *usage,
			      char *const *before, size_t count)
{
	struct place place = { 0 };
	bool fits = true;

	for (size_t i = 0; i < count && fits; i++)
		if (before[i][0] != '-')
			fits = next_place(&usage, false, &place) &&
			       takes(place, before[i]);
	if (fits && next_place(&usage, false, &place))
		offer_place(offers, place);
}

void offer_usage(const struct offers *offers, const char *usage,
		 char *const *before, size_t count)
{
	while (usage && *usage) {
		size_t length = strcspn(usage, "\n");

		if (*offers->typed == '-')
			offer_usage_options(offers, usage);
		else
			offer_usage_place(offers, usage, before, count);
		usage += length + (usage[length] == '\n');
	}
}
