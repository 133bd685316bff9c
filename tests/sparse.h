/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For sparse up to 0.6.4, which does not know what kernels since 7.0 use. After an
 * error in a header it checks nothing of the rest.
 */
#define __typeof_unqual__ __typeof__

/* It takes no call for a constant, as MODULE_LICENSE() and its like do. */
#define __builtin_strlen(s) (sizeof(s) - 1)
