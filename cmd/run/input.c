// SPDX-License-Identifier: GPL-2.0-or-later
#include "input.h"

#include <string.h>

bool is_standard(const char *path)
{
	return !strcmp(path, "-");
}

const char *input_name(const char *path)
{
	return is_standard(path) ? "standard input" : path;
}

FILE *input_open(const char *path)
{
	return is_standard(path) ? stdin : fopen(path, "re");
}

/* A terminal can be read again after its end. */
void input_close(FILE *in)
{
	if (in == stdin)
		clearerr(in);
	else
		fclose(in);
}
