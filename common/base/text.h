/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Strings that are made from a format. */
#ifndef UIO_BASE_TEXT_H
#define UIO_BASE_TEXT_H

/**
 * text_format() - a string from a format, as printf(3) takes it
 *
 * Returns an allocated string, NULL when memory is short.
 */
__attribute__((format(printf, 1, 2))) char *text_format(const char *fmt, ...);

#endif
