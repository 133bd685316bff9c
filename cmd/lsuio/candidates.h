/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lsuio --candidates: devices that could become UIO devices, and the commands
 * that bind them.
 */
#ifndef UIO_CMD_LSUIO_CANDIDATES_H
#define UIO_CMD_LSUIO_CANDIDATES_H

#include <stdbool.h>

#include "cmd/show/output.h"

/**
 * print_candidates() - print the candidates with the commands that bind them
 * @all: print the commands also for devices that the system uses
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int print_candidates(bool all, bool json, struct output *out);

#endif
