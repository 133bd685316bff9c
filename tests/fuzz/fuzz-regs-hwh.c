// SPDX-License-Identifier: GPL-2.0-or-later
/* Whatever of Vivado's can be read is written as text that reads back to the same. */
#include <stdlib.h>

#include "regs-round.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct regs_error error;
	const char *name;
	struct regs *regs;
	struct svd *svd;

	if (svd_parse((const char *)data, size, &svd, &error))
		return 0;
	for (size_t i = 0; i < 4 && (name = svd_peripheral(svd, i)); i++) {
		const struct regs_wanted wanted = { .block = name };

		if (svd_regs(svd, &wanted, &regs, &error) ||
		    regs_lay(regs, NULL, &error))
			continue;
		try_all(regs);
		regs_free(regs);
	}
	svd_close(svd);
	return 0;
}
