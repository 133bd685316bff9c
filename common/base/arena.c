// SPDX-License-Identifier: GPL-2.0-or-later
#include "arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * No file worth reading needs more, but a small one whose parts derive from
 * each other, or are arrays, could ask for any amount. For a fuzzer everything
 * has memory of its own, so that nothing overruns unseen.
 */
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
#define POOL_BLOCK 0
#define POOL_LIMIT (4 * 1024 * 1024)
#else
#define POOL_BLOCK (64 * 1024 - 64)
#define POOL_LIMIT (512 * 1024 * 1024)
#endif

struct block {
	struct block *next;
	uint64_t memory[];
};

/**
 * struct pool - blocks, the newest first
 * @free: where that one has @room bytes left
 * @left: what all may yet take
 */
struct pool {
	struct block *blocks;
	char *free;
	size_t room;
	size_t left;
	unsigned int users;
};

struct pool *pool_new(void)
{
	struct pool *pool = calloc(1, sizeof(*pool));

	if (!pool)
		return NULL;
	pool->left = POOL_LIMIT;
	pool->users = 1;
	return pool;
}

struct pool *pool_hold(struct pool *pool)
{
	pool->users++;
	return pool;
}

void pool_free(struct pool *pool)
{
	if (!pool || --pool->users)
		return;
	while (pool->blocks) {
		struct block *block = pool->blocks;

		pool->blocks = block->next;
		free(block);
	}
	free(pool);
}

/* The newest block is kept, as empty as it was. */
void pool_clear(struct pool *pool)
{
	struct block *kept = pool->blocks;
	size_t used;

	if (!kept)
		return;
	while (kept->next) {
		struct block *block = kept->next;

		kept->next = block->next;
		free(block);
	}
	used = pool->free - (char *)kept->memory;
	memset(kept->memory, 0, used);
	pool->free -= used;
	pool->room += used;
	pool->left = POOL_LIMIT - pool->room;
}

static void *take_from_next(struct pool *pool, size_t size)
{
	size_t room = size > POOL_BLOCK ? size : POOL_BLOCK;
	struct block *block;

	if (room > pool->left)
		return NULL;
	block = calloc(1, sizeof(*block) + room);
	if (!block)
		return NULL;
	block->next = pool->blocks;
	pool->blocks = block;
	pool->free = (char *)block->memory + size;
	pool->room = room - size;
	pool->left -= room;
	return block->memory;
}

void *pool_take(struct pool *pool, size_t size)
{
	/* To where the next begins that is aligned. */
	size_t gap = -(uintptr_t)pool->free % 8;

	/* Also where there is no block yet. */
	if (gap >= pool->room || size > pool->room - gap)
		return take_from_next(pool, size);
	pool->free += gap + size;
	pool->room -= gap + size;
	return pool->free - size;
}

char *pool_text(struct pool *pool, const char *text, size_t length)
{
	char *copy = pool_take(pool, length + 1);

	return copy ? memcpy(copy, text, length) : NULL;
}

char *pool_vprint(struct pool *pool, const char *fmt, va_list args)
{
	va_list again;
	char *text;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, fmt, args);
	text = length < 0 ? NULL : pool_take(pool, length + 1);
	if (text)
		vsnprintf(text, length + 1, fmt, again);
	va_end(again);
	return text;
}

char *pool_print(struct pool *pool, const char *fmt, ...)
{
	va_list args;
	char *text;

	va_start(args, fmt);
	text = pool_vprint(pool, fmt, args);
	va_end(args);
	return text;
}
