/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What commands of the shell take where none of their options says otherwise. */
#ifndef UIO_CMD_RUN_SETTINGS_H
#define UIO_CMD_RUN_SETTINGS_H

/**
 * struct settings - as `set` changes them
 * @width: of accesses at an offset, in bits; 0: the register file's, or 32
 * @endian: enum reg_endian; unsaid: the register file's, or the CPU's
 * @base: values are printed in
 * @decode: an operand that stands alone is shown with its fields
 * @colour: on a terminal
 */
struct settings {
	int width;
	int endian;
	int base;
	int decode;
	int colour;
};

#endif
