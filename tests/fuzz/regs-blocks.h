/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Properties that each block of an XML register file must have. */
#ifndef REGS_BLOCKS_H
#define REGS_BLOCKS_H

#include "regs-round.h"

/* Checks the first blocks one by one, also with @more unless it is NULL. */
static void try_blocks(const char *text, size_t length,
		       void (*more)(const struct regs *regs, const char *text,
				    size_t length))
{
	struct regs_error error;
	const char *name;
	struct regs *regs;
	struct svd *svd;

	if (svd_parse(text, length, &svd, &error))
		return;
	for (size_t i = 0; i < 4 && (name = svd_peripheral(svd, i)); i++) {
		const struct regs_wanted wanted = { .block = name };

		if (svd_regs(svd, &wanted, &regs, &error) ||
		    regs_lay(regs, NULL, &error))
			continue;
		try_all(regs);
		if (more)
			more(regs, text, length);
		regs_free(regs);
	}
	svd_close(svd);
}

#endif
