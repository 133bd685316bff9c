/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Units as the bytes they are in memory, and in files. */
#ifndef UIO_ACCESS_BYTES_H
#define UIO_ACCESS_BYTES_H

#include "access.h"

/**
 * unit_to_bytes(), unit_from_bytes() - a value and its bytes, in the order in
 * which the register has them in memory
 * @bytes: as many as the unit is wide
 */
void unit_to_bytes(unsigned char *bytes, uint64_t value,
		   const struct unit *unit);
uint64_t unit_from_bytes(const unsigned char *bytes, const struct unit *unit);

#endif
