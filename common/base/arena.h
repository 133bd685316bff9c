/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Allocation of many small objects that are freed together. */
#ifndef UIO_BASE_ARENA_H
#define UIO_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/**
 * arena_new() - make an empty arena
 *
 * Returns NULL if memory is short.
 */
struct arena *arena_new(void);

/**
 * arena_hold() - add a user of the arena, who has to free it too
 *
 * Returns @arena.
 */
struct arena *arena_hold(struct arena *arena);

/**
 * arena_free() - remove a user of the arena; the last one frees the memory
 * arena_clear() - take back all memory that was allocated from the arena
 */
void arena_free(struct arena *arena);
void arena_clear(struct arena *arena);

/**
 * arena_take() - allocate zeroed memory, aligned for any type but long double
 *
 * Returns NULL if memory is short, or if the arena would exceed half a
 * gigabyte, as the functions below do.
 */
void *arena_take(struct arena *arena, size_t size);

/**
 * arena_take_unset() - allocate memory without setting it to zero
 */
void *arena_take_unset(struct arena *arena, size_t size);

/**
 * arena_text() - copy a text that is not terminated
 */
char *arena_text(struct arena *arena, const char *text, size_t length);

/**
 * arena_print(), arena_vprint() - format a text, as printf(3) does
 */
__attribute__((format(printf, 2, 3))) char *arena_print(struct arena *arena,
							const char *fmt, ...);
__attribute__((format(printf, 2, 0))) char *
arena_vprint(struct arena *arena, const char *fmt, va_list args);

#endif
