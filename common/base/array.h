/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef UIO_BASE_ARRAY_H
#define UIO_BASE_ARRAY_H

/**
 * ARRAY_SIZE() - the number of elements of an array, which must not be a pointer
 */
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/**
 * COMPARE() - the order of two numbers, as the functions for qsort(3) return it
 */
#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

#endif
