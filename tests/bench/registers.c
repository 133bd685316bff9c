// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * registers NODE OFFSET: the least that a program must do to read a register;
 * registers NODE LENGTH out|in FILE, registers NODE LENGTH fill: the same for a
 * range of 32-bit registers, as a bare loop.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int copy_out(volatile uint32_t *map, size_t length, const char *path)
{
	uint32_t *copy = malloc(length);
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	for (size_t i = 0; copy && i < length / 4; i++)
		copy[i] = map[i];
	return write(file, copy, length) != (ssize_t)length;
}

static int copy_in(volatile uint32_t *map, size_t length, const char *path)
{
	uint32_t *copy = malloc(length);
	int file = open(path, O_RDONLY);

	if (read(file, copy, length) != (ssize_t)length)
		return 1;
	for (size_t i = 0; i < length / 4; i++)
		map[i] = copy[i];
	return 0;
}

int main(int argc, char **argv)
{
	int fd = argc > 2 ? open(argv[1], argc > 3 ? O_RDWR : O_RDONLY) : -1;
	size_t number = argc > 2 ? strtoul(argv[2], NULL, 0) : 0;
	volatile uint32_t *map =
		mmap(NULL, argc > 3 ? number : number + 4,
		     argc > 3 ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED,
		     fd, 0);

	if (map == MAP_FAILED)
		return 1;
	if (argc == 3)
		return printf("0x%08x\n", map[number / 4]) < 0;
	if (!strcmp(argv[3], "out"))
		return copy_out(map, number, argv[4]);
	if (!strcmp(argv[3], "in"))
		return copy_in(map, number, argv[4]);
	for (size_t i = 0; i < number / 4; i++)
		map[i] = 0x5a5a5a5a;
	return 0;
}
