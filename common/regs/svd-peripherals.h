/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The peripherals of an SVD file, by name. */
#ifndef UIO_REGS_SVD_PERIPHERALS_H
#define UIO_REGS_SVD_PERIPHERALS_H

#include "svd.h"

/**
 * struct peripheral - a peripheral, or an element of an array of peripherals
 * @offset: offset of the element from the first one
 * @doubles: number of later ones that had the same name, and were renamed
 */
struct peripheral {
	struct peripheral *next;
	const char *name;
	const char *description;
	struct svd_node *node;
	uint64_t offset;
	unsigned int doubles;
};

/**
 * struct svd - an SVD file that was read
 * @findings: findings about the names of its peripherals
 */
struct svd {
	struct arena *arena;
	struct svd_node *root;
	struct peripheral *peripherals;
	size_t count;
	const struct reg_finding *findings;
};

/**
 * svd_list_peripherals() - list the peripherals of the tree, and rename duplicates
 *
 * Returns 0, -ENOMEM or -UIO_EREGS.
 */
int svd_list_peripherals(struct svd *svd, struct regs_error *error);

#endif
