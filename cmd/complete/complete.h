/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words that can stand where one is being typed, for the shells' completions. */
#ifndef UIO_CMD_COMPLETE_COMPLETE_H
#define UIO_CMD_COMPLETE_COMPLETE_H

#include <stdio.h>

#include "cmd/run/target.h"

/**
 * complete_devices() - print the names of devices, one a line
 */
void complete_devices(FILE *out);

/**
 * complete_regions() - print the regions of a device, each by all of its names
 * @device: DEVICE
 */
void complete_regions(FILE *out, const char *device);

/**
 * complete_names() - print registers, and fields behind theirs
 */
void complete_names(FILE *out, const struct regs *regs);

/**
 * complete_registers() - print the registers and fields of a device, as its
 * register file names them; nothing where it has none
 * @device: DEVICE[:REGION]
 * @file, @peripheral: as for --regs and --peripheral, or NULL
 */
void complete_registers(FILE *out, const char *device, const char *file,
			const char *peripheral);

/**
 * complete_sims() - print the names of simulated devices
 */
void complete_sims(FILE *out);

/**
 * complete_main() - `uio --complete devices`, `regions DEVICE`,
 * `registers DEVICE [FILE [PERIPHERAL]]`, or `sims`
 *
 * Prints one word a line, and no errors: nobody wants them while typing.
 */
int complete_main(int argc, char **argv);

#endif
