// SPDX-License-Identifier: GPL-2.0-or-later
#include "script-scan.h"

const unsigned char script_kinds[256] = {
	['\0'] = SCRIPT_END,	   [' '] = SCRIPT_BLANK,
	['\t'] = SCRIPT_BLANK,	   ['\r'] = SCRIPT_BLANK,
	['\n'] = SCRIPT_SEPARATOR, [';'] = SCRIPT_SEPARATOR,
	['{'] = SCRIPT_BRACE,	   ['}'] = SCRIPT_BRACE,
	['\''] = SCRIPT_QUOTE,	   ['"'] = SCRIPT_QUOTE,
	['$'] = SCRIPT_DOLLAR,
};

const char *script_blanks(const char *at)
{
	while (script_is(*at, SCRIPT_BLANK))
		at++;
	return at;
}

bool script_needs_quotes(const char *text, unsigned int kinds)
{
	if (*text == '#')
		return true;
	while (*text && !script_is(*text, kinds))
		text++;
	return *text;
}
