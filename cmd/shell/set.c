// SPDX-License-Identifier: GPL-2.0-or-later
/* `set`: the defaults of other commands. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/options/registers.h"
#include "cmd/show/report.h"
#include "common/base/array.h"
#include "common/base/closest.h"
#include "regs.h"
#include "shell.h"
#include "words.h"

static const struct choice switches[] = {
	{ "off", 0 },
	{ "on", 1 },
	{ 0 },
};

/* A setting without choices concerns the register file of the device in use. */
static const struct setting {
	const char *name;
	const struct choice *choices;
	size_t offset;
} table[] = {
	{ "width", option_widths, offsetof(struct settings, width) },
	{ "endian", option_orders, offsetof(struct settings, endian) },
	{ "base", option_bases, offsetof(struct settings, base) },
	{ "decode", switches, offsetof(struct settings, decode) },
	{ "colour", switches, offsetof(struct settings, colour) },
	{ "regs", NULL, 0 },
	{ "peripheral", NULL, 0 },
	{ "base-address", NULL, 0 },
};

#define COUNT ARRAY_SIZE(table)

struct settings shell_settings(void)
{
	const char *no_color = getenv("NO_COLOR");

	return (struct settings){
		.base = 16,
		.decode = true,
		.colour = !no_color || !*no_color,
	};
}

static int *value_of(struct settings *settings, const struct setting *setting)
{
	return (int *)((char *)settings + setting->offset);
}

static const char *word_of(struct settings *settings,
			   const struct setting *setting)
{
	const struct choice *choice = setting->choices;

	while (choice->value != *value_of(settings, setting))
		choice++;
	return choice->word;
}

/*
 * Writes a setting as a command if it differs from its initial value, or in a
 * list.
 */
static void put(struct shell *shell, const struct setting *setting,
		const char *command, FILE *out)
{
	struct settings first = shell_settings();
	char *own = NULL;
	const char *word, *usual = "auto";

	if (setting->choices) {
		word = word_of(&shell->settings, setting);
		usual = word_of(&first, setting);
	} else {
		own = shell_regs_setting(shell->target, setting->name);
		word = own ?: "";
	}
	if (!*command || strcmp(word, usual)) {
		char *quoted = shell_quote(1, (char *[]){ (char *)word });

		fprintf(out, "%s%-*s ", command, *command ? 0 : 12,
			setting->name);
		print_text(out, *command && quoted ? quoted : word);
		fputc('\n', out);
		free(quoted);
	}
	free(own);
}

void shell_put_settings(struct shell *shell, FILE *out)
{
	for (size_t i = 0; i < COUNT; i++)
		put(shell, &table[i], "set ", out);
}

const char *setting_word(const char *name, size_t index)
{
	if (!name)
		return index < COUNT ? table[index].name : NULL;
	for (size_t i = 0; i < COUNT; i++)
		for (const struct choice *choice = table[i].choices;
		     choice && !strcmp(table[i].name, name) && choice->word;
		     choice++)
			if (!index--)
				return choice->word;
	return NULL;
}

static const struct setting *find(const char *name)
{
	struct closest near = { .word = name };

	for (size_t i = 0; i < COUNT; i++) {
		if (!strcmp(table[i].name, name))
			return &table[i];
		closest_offer(&near, table[i].name);
	}
	fail(-UIO_ESYNTAX, NULL, "unknown setting '%s': %s%s%s", name,
	     near.name ? "did you mean " : "see `set'", near.name ?: "",
	     near.name ? "?" : "");
	return NULL;
}

int shell_set(struct shell *shell, int count, char **words)
{
	const struct setting *setting;
	const struct choice *choice;

	if (count == 1) {
		for (size_t i = 0; i < COUNT; i++)
			put(shell, &table[i], "", shell->out.file);
		return 0;
	}
	setting = find(words[1]);
	if (!setting)
		return EXIT_USAGE;
	if (!setting->choices && count == 3)
		return shell_regs_set(shell, setting->name, words[2]);
	if (!setting->choices)
		return fail(-UIO_ESYNTAX, NULL, "missing value for '%s'",
			    setting->name);
	choice = count == 3 ? choice_find(setting->choices, words[2]) : NULL;
	if (!choice) {
		char text[CHOICES_TEXT];

		choices_text(setting->choices, text);
		return fail(-UIO_ESYNTAX, NULL, "%s must be one of %s",
			    setting->name, text);
	}
	*value_of(&shell->settings, setting) = choice->value;
	/* All output follows the variable NO_COLOR. */
	if (setting->choices == switches && shell->settings.colour)
		unsetenv("NO_COLOR");
	else if (setting->choices == switches)
		setenv("NO_COLOR", "1", 1);
	return 0;
}
