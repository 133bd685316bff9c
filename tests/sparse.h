/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For sparse up to 0.6.4, which does not know constructs that kernels since 7.0
 * use. After an error in a header it checks nothing of the rest.
 */
#define __typeof_unqual__ __typeof__

/*
 * sparse does not accept a call as a constant, which MODULE_LICENSE() and the
 * like need.
 */
#define __builtin_strlen(s) (sizeof(s) - 1)
