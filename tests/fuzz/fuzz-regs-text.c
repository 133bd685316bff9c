// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A register file that can be read is written as text that reads back to the
 * same text.
 */
#include <stdlib.h>

#include "regs-round.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct regs_error error;
	struct regs *regs;

	if (!regs_parse((const char *)data, size, &regs, &error)) {
		try_all(regs);
		regs_free(regs);
	}
	return 0;
}
