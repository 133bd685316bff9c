/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef UIO_BASE_SLICE_H
#define UIO_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/**
 * struct slice - a part of a text, borrowed from it and not terminated
 */
struct slice {
	const char *start;
	size_t length;
};

/**
 * slice_is() - whether a slice consists of exactly these characters
 */
static inline bool slice_is(const struct slice *slice, const char *text)
{
	return strlen(text) == slice->length &&
	       !memcmp(slice->start, text, slice->length);
}

#endif
