// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An SVD file that can be read is written as text that reads back to the same
 * model.
 */
#include <stdlib.h>

#include "regs-blocks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A peripheral that is read by itself equals that of the whole file. */
static void try_alone(const struct regs *regs, const char *text, size_t length)
{
	const struct regs_wanted wanted = { .block = regs->name };
	size_t whole_length, alone_length;
	struct regs_error error;
	struct regs *alone;
	char *whole, *other;

	must(!svd_load(text, length, &wanted, &alone, &error));
	must(!regs_lay(alone, NULL, &error));
	whole = print(regs, &whole_length);
	other = print(alone, &alone_length);
	must(whole_length == alone_length &&
	     !memcmp(whole, other, whole_length));
	free(whole);
	free(other);
	regs_free(alone);
}

/* Chooses blocks by their addresses, or all of them. */
static void try_region(const char *text, size_t length,
		       const struct regs_wanted *wanted)
{
	struct regs_error error;
	struct regs *regs;

	if (svd_load(text, length, wanted, &regs, &error) ||
	    regs_lay(regs, wanted, &error))
		return;
	try_all(regs);
	regs_free(regs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct regs_wanted region = {
		.has_base = true,
		.base = 0x40010000,
		.size = 0x20000,
	};

	try_region((const char *)data, size, &region);
	try_region((const char *)data, size, NULL);
	try_blocks((const char *)data, size, try_alone);
	return 0;
}
