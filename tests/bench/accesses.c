// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * accesses NODE SIZE SCRIPT: does in C what the shell does with a script: lines
 * of `poke OFFSET=VALUE` and `expect OFFSET == VALUE` are read with strtoull(),
 * and each is one access of 32 bits with the shell's checks: aligned, inside of
 * the map, guarded against SIGBUS, and the value that was read compared.
 *
 * accesses NODE SIZE COUNT: makes the same accesses and checks COUNT times,
 * without a script: a poke of 0x10 and an expect in turn.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile char *map;
static uint64_t size;
static sigjmp_buf escape;

static void on_sigbus(int sig)
{
	(void)sig;
	siglongjmp(escape, 1);
}

static bool allowed(uint64_t offset)
{
	return offset % 4 == 0 && offset < size && size - offset >= 4;
}

static bool poke(uint64_t offset, uint64_t value)
{
	if (!allowed(offset) || value > UINT32_MAX || sigsetjmp(escape, 0))
		return false;
	*(volatile uint32_t *)(map + offset) = value;
	return true;
}

static bool expect(uint64_t offset, uint64_t value)
{
	if (!allowed(offset) || value > UINT32_MAX || sigsetjmp(escape, 0))
		return false;
	return *(volatile uint32_t *)(map + offset) == value;
}

static bool run_line(const char *line)
{
	bool pokes = !strncmp(line, "poke ", 5);
	uint64_t offset, value;
	char *end;

	if (!pokes && strncmp(line, "expect ", 7))
		return false;
	offset = strtoull(line + (pokes ? 5 : 7), &end, 0);
	if (strncmp(end, pokes ? "=" : " == ", pokes ? 1 : 4))
		return false;
	value = strtoull(end + (pokes ? 1 : 4), &end, 0);
	return *end == '\n' &&
	       (pokes ? poke(offset, value) : expect(offset, value));
}

static bool run_script(FILE *script)
{
	char *line = NULL;
	size_t length = 0;

	while (getline(&line, &length, script) > 0)
		if (!run_line(line))
			return false;
	return true;
}

static bool run_loop(unsigned long count)
{
	for (unsigned long i = 0; i < count; i += 2)
		if (!poke(0x10, 0x12345678) || !expect(0x10, 0x12345678))
			return false;
	return true;
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = on_sigbus,
				    .sa_flags = SA_NODEFER };
	int fd = argc == 4 ? open(argv[1], O_RDWR) : -1;
	FILE *script;

	if (fd < 0)
		return 2;
	size = strtoull(argv[2], NULL, 0);
	map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		return 1;
	sigaction(SIGBUS, &action, NULL);
	script = fopen(argv[3], "r");
	return !(script ? run_script(script) : run_loop(atol(argv[3])));
}
