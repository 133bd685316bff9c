// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * floor NODE MAP COUNT: a read loop, the least that a program must do to wait
 * for interrupts. Prints how many events were missed, and the median and 99th
 * percentile of the time from the kernel's timestamp to the return of read, in
 * ns.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "../../kmod/uio_stamps.h"

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	int fd = argc == 4 ? open(argv[1], O_RDONLY) : -1;
	size_t count = argc == 4 ? atoi(argv[3]) : 0, seen = 0, events = 0;
	uint64_t *latency = calloc(count, sizeof(*latency));
	const volatile struct uio_stamps *stamps;
	uint32_t before = 0, now;

	if (fd < 0 || !count || !latency)
		return 2;
	stamps = mmap(NULL, sizeof(*stamps), PROT_READ, MAP_SHARED, fd,
		      atoi(argv[2]) * sysconf(_SC_PAGESIZE));
	if (stamps == MAP_FAILED)
		return 1;
	for (size_t i = 0; i < sizeof(*stamps); i += 4096)
		(void)((const volatile char *)stamps)[i];
	puts("ready");
	fflush(stdout);
	while (events < count) {
		struct timespec woken;
		uint32_t head;

		if (read(fd, &now, sizeof(now)) != sizeof(now))
			return 1;
		clock_gettime(CLOCK_MONOTONIC, &woken);
		head = __atomic_load_n(&stamps->head, __ATOMIC_ACQUIRE);
		head -= stamps->ring[(head - 1) % UIO_STAMPS_ENTRIES].count -
			now + 1;
		latency[seen++] = woken.tv_sec * UINT64_C(1000000000) +
				  woken.tv_nsec -
				  stamps->ring[head % UIO_STAMPS_ENTRIES].ns;
		events += events ? now - before : 1;
		before = now;
	}
	qsort(latency, seen, sizeof(*latency), by_value);
	printf("%zu %llu %llu\n", events - seen,
	       (unsigned long long)latency[seen / 2],
	       (unsigned long long)latency[seen * 99 / 100]);
	return 0;
}
