// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "common/base/text.h"
#include "tap.h"

static const struct {
	const char *text;
	const char *want;
} cases[] = {
	{ "", "" },
	{ "plain \"\\\n\x1b", "plain \"\\\n\x1b" },
	{ "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80",
	  "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80" },
	{ "\xff", "\\xff" },
	{ "a\x80z", "a\\x80z" },
	{ "cut \xe2\x82", "cut \\xe2\\x82" },
	{ "\xe2\x82z", "\\xe2\\x82z" },
	{ "long /: \xc0\xaf \xe0\x80\xaf",
	  "long /: \\xc0\\xaf \\xe0\\x80\\xaf" },
	{ "surrogate \xed\xa0\x80", "surrogate \\xed\\xa0\\x80" },
	{ "\xf4\x8f\xbf\xbf \xf4\x90\x80\x80",
	  "\xf4\x8f\xbf\xbf \\xf4\\x90\\x80\\x80" },
	{ "\xf8\x88\x80\x80\x80", "\\xf8\\x88\\x80\\x80\\x80" },
	{ "del \x7f, csi \xc2\x9b, nbsp \xc2\xa0",
	  "del \\x7f, csi \\xc2\\x9b, nbsp \xc2\xa0" },
};

int main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *clean = utf8_clean(cases[i].text);

		ok(clean && !strcmp(clean, cases[i].want), "text %zu", i);
		free(clean);
	}
	return done();
}
