/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef UIO_CMD_OPTIONS_GIVEN_H
#define UIO_CMD_OPTIONS_GIVEN_H

#include <argp.h>

struct target;

/**
 * option_given_twice() - find an option that takes an argument, and has two
 * @argv: @argc words, the first of which is a name
 *
 * Options without an argument, and those that add up, may be repeated.
 *
 * Returns its long name, or NULL where there is no such option.
 */
const char *option_given_twice(const struct argp *argp, int argc, char **argv);

/**
 * applet_parse() - read the arguments of an applet
 *
 * An option that takes an argument is refused the second time, unless both
 * have an effect.
 *
 * Returns 0, or the exit status of a usage error that was reported. Where argp
 * reports it, a program exits there.
 */
int applet_parse(const struct argp *argp, const struct target *held, int argc,
		 char **argv, void *input);

#endif
