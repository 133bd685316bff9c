// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A library to preload, in which allocation number $FAIL_AT of a tool fails. The
 * allocations are counted from main() on, including those of libraries, but not those
 * of programs that the tool starts. A failure is noted in the file $FAIL_NOTE; an empty
 * file means that the tool made fewer allocations.
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

/* glibc's own functions, because dlsym() allocates memory itself. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

/* The number of allocations up to the one that fails, or 0 if none does. */
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
		/* umockdev crashes if its first allocations fail: they are made now. */
		access(path, F_OK);
		/* The program may expect the low descriptors to be free. */
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
