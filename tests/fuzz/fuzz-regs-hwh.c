// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A hand-off file that can be read is written as text that reads back to the
 * same model.
 */
#include "regs-blocks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	try_blocks((const char *)data, size, NULL);
	return 0;
}
