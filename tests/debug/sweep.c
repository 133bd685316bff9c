// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Runs each step in a device's life with each of its allocations and copies
 * failing.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stress.h"

#define SIM		SIMS "/swept"
#define CARD		"0000:00:03.0"
#define DRIVERS		"/sys/bus/pci/drivers/uio_edu/"
#define LIMIT		2000
#define COUNT_OF(array) (sizeof(array) / sizeof(*(array)))

static int load_sim(void)
{
	return load("uio_sim");
}

static int unload_sim(void)
{
	return unload("uio_sim");
}

static int make(void)
{
	return mkdir(SIM, 0755) < 0 ? -errno : 0;
}

static int remove_sim(void)
{
	return rmdir(SIM) < 0 ? -errno : 0;
}

static int set(void)
{
	static const char *const settings[][2] = {
		{ SIM "/name", "swept" },
		{ SIM "/irqcontrol", "gate" },
		{ SIM "/map0/size", "4096" },
		{ SIM "/map0/name", "regs" },
		{ SIM "/map0/type", "phys" },
		{ SIM "/map1/type", "logical" },
		{ SIM "/map1/stamps", "1" },
		{ SIM "/map2/size", "5000" },
		{ SIM "/port0/name", "serial" },
		{ SIM "/port0/size", "8" },
	};
	unsigned int i;
	int ret = 0;

	for (i = 0; i < COUNT_OF(settings) && !ret; i++)
		ret = put(settings[i][0], settings[i][1]);
	return ret;
}

static int live(void)
{
	return put(SIM "/live", "1");
}

static int dead(void)
{
	return put(SIM "/live", "0");
}

static int write_data(void)
{
	return put(SIM "/map0/data", "registers");
}

static int read_data(void)
{
	return get(SIM "/map0/data");
}

static int trigger(void)
{
	return put(SIM "/trigger", "3");
}

static int period(void)
{
	return put(SIM "/period_ns", "20000000");
}

/* A fault is over when munmap() has failed; what stays mapped keeps the module. */
static int unmap(volatile uint32_t *words)
{
	int ret = munmap((void *)words, 4096) < 0 ? -errno : 0;

	if (ret)
		munmap((void *)words, 4096);
	return ret;
}

static int use_map(int fd, int map)
{
	volatile uint32_t *words = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
					MAP_SHARED, fd, map * 4096);

	if (words == MAP_FAILED)
		return -errno;
	words[1] = words[0];
	return unmap(words);
}

static int use_node(int fd)
{
	struct pollfd wanted = { fd, POLLIN, 0 };
	uint32_t value = 1;
	int map, ret = 0;

	for (map = 0; map < 2 && !ret; map++)
		ret = use_map(fd, map);
	if (ret)
		return ret;
	if (write(fd, &value, sizeof(value)) < 0 || poll(&wanted, 1, 0) < 0)
		return -errno;
	if (read(fd, &value, sizeof(value)) < 0 && errno != EAGAIN)
		return -errno;
	return 0;
}

/* Opens a device, if there is one, and uses it as programs do. */
static int use(void)
{
	int fd = open("/dev/uio0", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	int ret;

	if (fd < 0)
		return -errno;
	ret = use_node(fd);
	close(fd);
	return ret;
}

static int forbid_msi(void)
{
	return cards_allow_msi(false);
}

static int allow_msi(void)
{
	return cards_allow_msi(true);
}

static int load_edu(void)
{
	return load("uio_edu");
}

static int unload_edu(void)
{
	return unload("uio_edu");
}

static int bind(void)
{
	return put(DRIVERS "bind", CARD);
}

static int unbind(void)
{
	return put(DRIVERS "unbind", CARD);
}

static int nothing(void)
{
	return 0;
}

/*
 * The steps in their order. A step that has met its fault, whether it failed
 * because of it or not, is undone before it is tried with the next fault.
 */
static const struct {
	const char *name;
	stress_op *run, *undo;
} steps[] = {
	{ "load uio_sim", load_sim, unload_sim },
	{ "make", make, remove_sim },
	{ "set", set, nothing },
	{ "write data", write_data, nothing },
	{ "read data", read_data, nothing },
	{ "live", live, dead },
	{ "trigger", trigger, nothing },
	{ "period", period, nothing },
	{ "use", use, nothing },
	{ "remove", remove_sim, make },
	{ "forbid MSI", forbid_msi, nothing },
	{ "load uio_edu", load_edu, unload_edu },
	{ "unbind", unbind, bind },
	{ "bind", bind, unbind },
	{ "use the card", use, nothing },
	{ "unload uio_edu", unload_edu, load_edu },
	{ "allow MSI", allow_msi, nothing },
	{ "load uio_edu with MSI", load_edu, unload_edu },
	{ "unbind with MSI", unbind, bind },
	{ "bind with MSI", bind, unbind },
	{ "use the card with MSI", use, nothing },
	{ "unload uio_edu with MSI", unload_edu, load_edu },
};

/*
 * Returns the number of faults, or a negative errno if the step fails without
 * one. The output keeps the guest from being given up.
 */
static int sweep_step(unsigned int i)
{
	unsigned int n;
	int ret;

	for (n = 1; n < LIMIT; n++) {
		fail_nth(n);
		ret = steps[i].run();
		if (!failed_nth())
			return ret ?: (int)n - 1;
		steps[i].undo();
		if (n % 50)
			continue;
		printf("# %s: %u faults so far\n", steps[i].name, n);
		fflush(stdout);
	}
	return -ELOOP;
}

int sweep(void)
{
	unsigned int i;
	int ret;

	for (i = 0; i < COUNT_OF(steps); i++) {
		ret = sweep_step(i);
		if (ret < 0) {
			printf("# %s: %s\n", steps[i].name, strerror(-ret));
			return 1;
		}
		printf("# %s: each of %d faults\n", steps[i].name, ret);
		fflush(stdout);
	}
	return 0;
}
