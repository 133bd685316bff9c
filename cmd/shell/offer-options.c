// SPDX-License-Identifier: GPL-2.0-or-later
/* Options, as an applet's argp has them, and their arguments. */
#include <string.h>

#include "common/base/array.h"
#include "offers.h"

static void offer_all(const struct offers *offers,
		      const struct grammar *grammar)
{
	const struct option_row *row;
	char word[40];

	for (size_t i = 0; (row = grammar_option(grammar, i, NULL)); i++) {
		snprintf(word, sizeof(word), "--%s", row->name);
		offer_words(offers, word, row->argument ? "=" : "");
	}
}

static bool is_called(const struct option_row *row, const char *word,
		      size_t length)
{
	if (length == 2 && word[0] == '-' && word[1] != '-')
		return row->letter == word[1];
	return length == strlen(row->name) + 2 && !strncmp(word, "--", 2) &&
	       !strncmp(word + 2, row->name, length - 2);
}

/* What an option takes, as its help has it; NULL for nothing. */
static const char *argument_of(const struct grammar *grammar, const char *word,
			       size_t length)
{
	const struct option_row *row;

	for (size_t i = 0; (row = grammar_option(grammar, i, NULL)); i++)
		if (is_called(row, word, length))
			return row->argument;
	return NULL;
}

static void files(struct offers *offers, const struct shell *shell)
{
	(void)shell;
	offer_files(offers);
}

static void devices(struct offers *offers, const struct shell *shell)
{
	(void)shell;
	offer_devices(offers, "");
}

static void regions(struct offers *offers, const struct shell *shell)
{
	if (shell->target->selector)
		offer_regions(offers, shell->target->selector, "");
}

static void operands(struct offers *offers, const struct shell *shell)
{
	offer_operands(offers, shell, NULL, 0);
}

static const struct {
	const char *argument;
	void (*offer)(struct offers *offers, const struct shell *shell);
} arguments[] = {
	{ "FILE", files },	   { "DEVICE", devices },
	{ "REGION", regions },	   { "OPERAND", operands },
	{ "CONDITION", operands }, { "OPERAND=VALUE", operands },
};

static void offer_argument(struct offers *offers, const struct shell *shell,
			   const char *argument)
{
	for (size_t i = 0; i < ARRAY_SIZE(arguments); i++)
		if (!strcmp(arguments[i].argument, argument))
			arguments[i].offer(offers, shell);
}

bool offer_option(struct offers *offers, const struct shell *shell,
		  const struct grammar *grammar, char *before)
{
	const char *word = offers->typed, *argument;
	size_t length = strcspn(word, "=");

	if (word[0] == '-' && word[length] == '=') {
		argument = argument_of(grammar, word, length);
		offers->typed = word + length + 1;
	} else if (word[0] == '-' && word[1] && word[1] != '-' && word[2]) {
		argument = argument_of(grammar, word, 2);
		offers->typed = word + 2;
	} else if (word[0] == '-') {
		argument = NULL;
		offer_all(offers, grammar);
	} else {
		argument = argument_of(grammar, before, strlen(before));
		if (!argument)
			return false;
	}
	if (argument)
		offer_argument(offers, shell, argument);
	return true;
}
