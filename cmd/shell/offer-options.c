// SPDX-License-Identifier: GPL-2.0-or-later
/* Options, as an applet's argp has them, and their arguments. */
#include <string.h>

#include "offers.h"

static void offer_one(const struct offers *offers,
		      const struct argp_option *option)
{
	bool argument = option->arg && !(option->flags & OPTION_ARG_OPTIONAL);
	char word[40];

	snprintf(word, sizeof(word), "--%s", option->name);
	offer_words(offers, word, argument ? "=" : "");
}

static void offer_all(const struct offers *offers, const struct argp *argp)
{
	const struct argp_option *option = argp->options;
	const struct argp_child *child = argp->children;

	for (; option && (option->name || option->key); option++)
		if (option->name && !(option->flags & OPTION_HIDDEN))
			offer_one(offers, option);
	for (; child && child->argp; child++)
		offer_all(offers, child->argp);
}

static bool is_called(const struct argp_option *option, const char *word,
		      size_t length)
{
	if (length == 2 && word[0] == '-' && word[1] != '-')
		return option->key == word[1];
	return option->name && length == strlen(option->name) + 2 &&
	       !strncmp(word, "--", 2) &&
	       !strncmp(word + 2, option->name, length - 2);
}

/* What an option takes, as its help has it; NULL for nothing. */
static const char *argument_of(const struct argp *argp, const char *word,
			       size_t length)
{
	const struct argp_option *option = argp->options;
	const struct argp_child *child = argp->children;
	const char *found = NULL;

	for (; option && (option->name || option->key); option++)
		if (is_called(option, word, length))
			return option->arg;
	for (; child && child->argp && !found; child++)
		found = argument_of(child->argp, word, length);
	return found;
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
	for (size_t i = 0; i < sizeof(arguments) / sizeof(arguments[0]); i++)
		if (!strcmp(arguments[i].argument, argument))
			arguments[i].offer(offers, shell);
}

bool offer_option(struct offers *offers, const struct shell *shell,
		  const struct argp *argp, char *before)
{
	const char *word = offers->typed, *argument;
	size_t length = strcspn(word, "=");

	if (word[0] == '-' && word[length] == '=') {
		argument = argument_of(argp, word, length);
		offers->typed = word + length + 1;
	} else if (word[0] == '-' && word[1] && word[1] != '-' && word[2]) {
		argument = argument_of(argp, word, 2);
		offers->typed = word + 2;
	} else if (word[0] == '-') {
		argument = NULL;
		offer_all(offers, argp);
	} else {
		argument = argument_of(argp, before, strlen(before));
		if (!argument)
			return false;
	}
	if (argument)
		offer_argument(offers, shell, argument);
	return true;
}
