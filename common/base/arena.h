/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Allocation of many small objects that are freed together. */
#ifndef UIO_BASE_ARENA_H
#define UIO_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/**
 * arena_new() - an empty arena; NULL without memory
 */
struct arena *arena_new(void);

/**
 * arena_hold() - one user more, which has to free it too
 *
 * Returns @arena.
 */
struct arena *arena_hold(struct arena *arena);

/**
 * arena_free() - one user less; it goes with the last
 */
void arena_free(struct arena *arena);

/**
 * arena_clear() - take back all that was taken
 */
void arena_clear(struct arena *arena);

/**
 * arena_take() - zeroed memory, aligned for anything but long double
 *
 * Returns NULL without memory, or where the arena has taken half a gigabyte, as
 * the functions below do.
 */
void *arena_take(struct arena *arena, size_t size);

/**
 * arena_take_unset() - a new piece of the arena's memory, with anything in it
 */
void *arena_take_unset(struct arena *arena, size_t size);

/**
 * arena_text() - a copy of a text that is not terminated
 */
char *arena_text(struct arena *arena, const char *text, size_t length);

/**
 * arena_print(), arena_vprint() - a text from a format
 */
__attribute__((format(printf, 2, 3))) char *arena_print(struct arena *arena,
							const char *fmt, ...);
__attribute__((format(printf, 2, 0))) char *
arena_vprint(struct arena *arena, const char *fmt, va_list args);

#endif
