// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Preloaded into the tools: lets one of a program's allocations fail. They are
 * counted from main() on, those of the libraries with them, and the one of the number
 * $FAIL_AT fails; programs that a tool starts keep all of theirs. A failure is noted
 * in the file $FAIL_NOTE: where there is no note, there were fewer allocations.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dlfcn.h>

typedef int main_function(int argc, char **argv, char **environment);

/* glibc's own, which are there before dlsym() can be called. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

/* How many allocations are left until one fails; 0 for none that fails. */
static atomic_long left;
static int note = -1;
static main_function *real_main;

static bool fails(void)
{
	if (atomic_load(&left) <= 0 || atomic_fetch_sub(&left, 1) != 1)
		return false;
	if (write(note, "failed\n", 7) < 0)
		abort();
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	return fails() ? NULL : __libc_realloc(memory, size);
}

static int begin(int argc, char **argv, char **environment)
{
	const char *at = getenv("FAIL_AT"), *path = getenv("FAIL_NOTE");

	if (at && path && strstr(program_invocation_short_name, "uio")) {
		/* umockdev does not survive it, where it makes allocations once. */
		access(path, F_OK);
		/* Not one of the numbers that the program is given. */
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
			      0600);

		note = fcntl(fd, F_DUPFD_CLOEXEC, 100);
		close(fd);
		left = atol(at);
		unsetenv("FAIL_AT");
	}
	return real_main(argc, argv, environment);
}

int __libc_start_main(main_function *program, int argc, char **argv,
		      void (*init)(void), void (*fini)(void),
		      void (*rtld_fini)(void), void *stack_end);
int __libc_start_main(main_function *program, int argc, char **argv,
		      void (*init)(void), void (*fini)(void),
		      void (*rtld_fini)(void), void *stack_end)
{
	typeof(__libc_start_main) *start =
		(typeof(start))dlsym(RTLD_NEXT, "__libc_start_main");

	real_main = program;
	return start(begin, argc, argv, init, fini, rtld_fini, stack_end);
}
