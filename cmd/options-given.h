/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef UIO_OPTIONS_GIVEN_H
#define UIO_OPTIONS_GIVEN_H

#include <argp.h>

/**
 * option_given_twice() - find an option that takes an argument, and has two
 * @argv: @argc words, the first of which is a name
 *
 * Options without an argument, and those that add up, may be repeated.
 *
 * Returns its long name, or NULL where there is no such option.
 */
const char *option_given_twice(const struct argp *argp, int argc, char **argv);

#endif
