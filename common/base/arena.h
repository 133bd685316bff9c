/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory for many small things that live and go together. */
#ifndef UIO_BASE_ARENA_H
#define UIO_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct pool;

/**
 * pool_new() - an empty pool; NULL without memory
 */
struct pool *pool_new(void);

/**
 * pool_hold() - one user more, which has to free it too
 *
 * Returns @pool.
 */
struct pool *pool_hold(struct pool *pool);

/**
 * pool_free() - one user less; it goes with the last
 */
void pool_free(struct pool *pool);

/**
 * pool_clear() - take back all that was taken
 */
void pool_clear(struct pool *pool);

/**
 * pool_take() - zeroed memory, aligned for anything but long double
 *
 * Returns NULL without memory, or where the pool has taken half a gigabyte, as
 * the functions below do.
 */
void *pool_take(struct pool *pool, size_t size);

/**
 * pool_text() - a copy of a text that is not terminated
 */
char *pool_text(struct pool *pool, const char *text, size_t length);

/**
 * pool_print(), pool_vprint() - a text from a format
 */
__attribute__((format(printf, 2, 3))) char *pool_print(struct pool *pool,
						       const char *fmt, ...);
__attribute__((format(printf, 2, 0))) char *
pool_vprint(struct pool *pool, const char *fmt, va_list args);

#endif
