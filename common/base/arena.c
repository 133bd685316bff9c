// SPDX-License-Identifier: GPL-2.0-or-later
#include "arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * The maximum size of an arena. No reasonable file needs more, but a small file
 * whose parts derive from each other, or are arrays, could ask for any amount.
 * When fuzzing, each allocation has a block of its own, so that overruns are
 * detected.
 */
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
#define ARENA_BLOCK 0
#define ARENA_LIMIT (4 * 1024 * 1024)
#else
#define ARENA_BLOCK (64 * 1024 - 64)
#define ARENA_LIMIT (512 * 1024 * 1024)
#endif

struct block {
	struct block *next;
	uint64_t memory[];
};

/**
 * struct arena - a list of blocks, the newest first
 * @free: the first free byte of the newest block, which has @room bytes left
 * @left: number of bytes that the arena may still allocate
 */
struct arena {
	struct block *blocks;
	char *free;
	size_t room;
	size_t left;
	unsigned int users;
};

struct arena *arena_new(void)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	if (!arena)
		return NULL;
	arena->left = ARENA_LIMIT;
	arena->users = 1;
	return arena;
}

struct arena *arena_hold(struct arena *arena)
{
	arena->users++;
	return arena;
}

void arena_free(struct arena *arena)
{
	if (!arena || --arena->users)
		return;
	while (arena->blocks) {
		struct block *block = arena->blocks;

		arena->blocks = block->next;
		free(block);
	}
	free(arena);
}

/* Empties the newest block and keeps it; the others are freed. */
void arena_clear(struct arena *arena)
{
	struct block *kept = arena->blocks;
	size_t used;

	if (!kept)
		return;
	while (kept->next) {
		struct block *block = kept->next;

		kept->next = block->next;
		free(block);
	}
	used = arena->free - (char *)kept->memory;
	arena->free -= used;
	arena->room += used;
	arena->left = ARENA_LIMIT - arena->room;
}

void *arena_take_unset(struct arena *arena, size_t size)
{
	size_t room = size > ARENA_BLOCK ? size : ARENA_BLOCK;
	struct block *block;

	if (room > arena->left)
		return NULL;
	block = malloc(sizeof(*block) + room);
	if (!block)
		return NULL;
	block->next = arena->blocks;
	arena->blocks = block;
	arena->free = (char *)block->memory + size;
	arena->room = room - size;
	arena->left -= room;
	return (char *)block->memory;
}

/*
 * Memory that is not yet in use is not touched, because that would cost its
 * pages.
 */
void *arena_take(struct arena *arena, size_t size)
{
	/* Skips the bytes up to the next aligned address. */
	size_t gap = -(uintptr_t)arena->free % 8;
	char *taken;

	/* This also holds if there is no block yet. */
	if (gap >= arena->room || size > arena->room - gap) {
		taken = arena_take_unset(arena, size);
	} else {
		taken = arena->free + gap;
		arena->free = taken + size;
		arena->room -= gap + size;
	}
	return taken ? memset(taken, 0, size) : NULL;
}

char *arena_text(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_take(arena, length + 1);

	return copy ? memcpy(copy, text, length) : NULL;
}

char *arena_vprint(struct arena *arena, const char *fmt, va_list args)
{
	va_list again;
	char *text;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, fmt, args);
	text = length < 0 ? NULL : arena_take(arena, length + 1);
	if (text)
		vsnprintf(text, length + 1, fmt, again);
	va_end(again);
	return text;
}

char *arena_print(struct arena *arena, const char *fmt, ...)
{
	va_list args;
	char *text;

	va_start(args, fmt);
	text = arena_vprint(arena, fmt, args);
	va_end(args);
	return text;
}
