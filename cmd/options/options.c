// SPDX-License-Identifier: GPL-2.0-or-later
#include "options.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "common/base/number.h"

error_t option_time(uint64_t *ns, const char *arg, struct argp_state *state)
{
	if (!duration_parse(arg, ns))
		return 0;
	argp_error(state, "bad time '%s': 100ms, 2s, 1m", arg);
	return EINVAL;
}

error_t option_count(uint64_t *count, const char *arg, struct argp_state *state)
{
	if (!number_parse(arg, count))
		return 0;
	argp_error(state, "bad count '%s'", arg);
	return EINVAL;
}

error_t option_text(struct option_texts *texts, const char *arg,
		    struct argp_state *state)
{
	if (texts->count < OPTION_TEXTS_MAX) {
		texts->texts[texts->count++] = arg;
		return 0;
	}
	argp_error(state, "'%s': at most %d of them", arg, OPTION_TEXTS_MAX);
	return EINVAL;
}

const struct choice *choice_find(const struct choice *choices, const char *word)
{
	while (choices->word && strcmp(choices->word, word))
		choices++;
	return choices->word ? choices : NULL;
}

void choices_text(const struct choice *choices, char text[static CHOICES_TEXT])
{
	size_t length = 0;

	for (text[0] = '\0'; choices->word && length < CHOICES_TEXT; choices++)
		length += snprintf(text + length, CHOICES_TEXT - length, "%s%s",
				   length ? ", " : "", choices->word);
}

error_t option_choice(int *value, const struct choice *choices, const char *arg,
		      struct argp_state *state)
{
	const struct choice *choice = choice_find(choices, arg);
	char words[CHOICES_TEXT];

	if (choice) {
		*value = choice->value;
		return 0;
	}
	choices_text(choices, words);
	argp_error(state, "bad word '%s': one of %s", arg, words);
	return EINVAL;
}

enum {
	KEY_REQUIRE = 2048,
};

static const struct argp_option require_options[] = {
	{ "require", KEY_REQUIRE, "NAME[=VERSION]", 0,
	  "Go on only if the device has this name and version; can be repeated",
	  0 },
	{ 0 },
};

static error_t parse_require(int key, char *arg, struct argp_state *state)
{
	return key == KEY_REQUIRE ? option_text(state->input, arg, state)
				  : ARGP_ERR_UNKNOWN;
}

static const struct argp require_argp = {
	.options = require_options,
	.parser = parse_require,
};

const struct argp_child require_children[] = {
	{ .argp = &require_argp },
	{ 0 },
};
