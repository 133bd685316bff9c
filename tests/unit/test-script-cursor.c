// SPDX-License-Identifier: GPL-2.0-or-later
/* The words of the command at the end of a text, in <>, and the open quote. */
#include <stdio.h>
#include <string.h>

#include "common/lang/script-cursor.h"
#include "tap.h"

static const struct {
	const char *text;
	const char *want;
} cases[] = {
	{ "", "<>" },
	{ "pe", "<pe>" },
	{ "peek ", "<peek><>" },
	{ "peek CTRL.M", "<peek><CTRL.M>" },
	{ "peek 0; po", "<po>" },
	{ "peek 0;", "<>" },
	{ "peek 0; ", "<>" },
	{ "repeat 3 { poke CT", "<poke><CT>" },
	{ "repeat 3 {", "<>" },
	{ "repeat 3 { a } ; b c", "<b><c>" },
	{ "a\nb\n c d", "<c><d>" },
	{ "a # b", "#" },
	{ "# b", "#" },
	{ "a # b\nc", "<c>" },
	{ "a b#c", "<a><b#c>" },
	{ "poke 'CTRL=1 <", "<poke><CTRL=1 <'" },
	{ "poke \"CT", "<poke><CT\"" },
	{ "poke 'a;b' \"c}\" d", "<poke><a;b><c}><d>" },
	{ "a '' ", "<a><><>" },
	{ "x'y z'w", "<xy zw>" },
};

static void describe(const struct script_cursor *cursor, char *text)
{
	*text = '\0';
	if (cursor->comment) {
		strcpy(text, "#");
		return;
	}
	for (size_t i = 0; i < cursor->count; i++)
		text += sprintf(text, "<%s%c", cursor->words[i],
				i + 1 == cursor->count && cursor->quote
					? cursor->quote
					: '>');
}

int main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct script_cursor cursor;
		char found[100];
		int err = script_cursor(cases[i].text, &cursor);

		describe(&cursor, found);
		ok(!err && !strcmp(found, cases[i].want), "%s, not %s",
		   cases[i].want, found);
		script_cursor_free(&cursor);
	}
	return done();
}
