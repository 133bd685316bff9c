// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * stress DIR SECONDS: eight processes run all possible operations on simulated
 * devices, edu cards and the modules in DIR, in any order, while allocations
 * and copies of the kernel fail for them now and then. Prints how often each
 * operation succeeded and failed; the status is 1 if an operation never
 * succeeded, or if a process was killed.
 *
 * stress DIR sweep: runs each step in a device's life repeatedly, with the
 * first allocation or copy failing, then the second, until all of them succeed.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "stress.h"

#define DEBUGFS "/sys/kernel/debug/"

static const struct {
	const char *name;
	stress_op *run;
} ops[] = {
	{ "sim_make", sim_make },
	{ "sim_set", sim_set },
	{ "sim_live", sim_live },
	{ "sim_dead", sim_dead },
	{ "sim_remove", sim_remove },
	{ "sim_rebind", sim_rebind },
	{ "sim_trigger", sim_trigger },
	{ "sim_period", sim_period },
	{ "sim_write_data", sim_write_data },
	{ "sim_read_data", sim_read_data },
	{ "sim_look", sim_look },
	{ "node_open", node_open },
	{ "node_map", node_map },
	{ "node_touch", node_touch },
	{ "node_read", node_read },
	{ "node_poll", node_poll },
	{ "node_write", node_write },
	{ "node_unmap", node_unmap },
	{ "node_close", node_close },
	{ "node_fork", node_fork },
	{ "card_bind", card_bind },
	{ "card_unbind", card_unbind },
	{ "card_unplug", card_unplug },
	{ "card_plug", card_plug },
	{ "module_reload_sim", module_reload_sim },
	{ "module_reload_edu", module_reload_edu },
};

#define OPS (sizeof(ops) / sizeof(*ops))

/*
 * The operations from the first to the last are run by this number of
 * processes.
 */
static const struct {
	unsigned int processes;
	stress_op *first, *last;
	unsigned int pause_us;
} roles[] = {
	{ 2, sim_make, sim_rebind, 0 },
	{ 1, sim_trigger, sim_look, 0 },
	{ 3, node_open, node_fork, 0 },
	{ 1, card_bind, card_plug, 100000 },
	{ 1, module_reload_sim, module_reload_edu, 2000000 },
};

#define ROLES (sizeof(roles) / sizeof(*roles))

/* Memory that the processes share. */
struct shared {
	volatile bool stop;
	long succeeded[OPS], failed[OPS];
};

static struct shared *shared;

static unsigned int index_of(stress_op *op)
{
	unsigned int i = 0;

	while (ops[i].run != op)
		i++;
	return i;
}

static void work(unsigned int role)
{
	unsigned int first = index_of(roles[role].first);
	unsigned int count = index_of(roles[role].last) + 1 - first;

	srandom(getpid() ^ time(NULL));
	may_fail(true);
	while (!shared->stop) {
		unsigned int op = first + any(count);
		long *counts = ops[op].run() ? shared->failed
					     : shared->succeeded;

		__atomic_fetch_add(&counts[op], 1, __ATOMIC_RELAXED);
		if (roles[role].pause_us)
			usleep(any(roles[role].pause_us));
	}
	may_fail(false);
	exit(0);
}

static unsigned int start(void)
{
	unsigned int role, i, count = 0;

	fflush(stdout);
	for (role = 0; role < ROLES; role++) {
		for (i = 0; i < roles[role].processes; i++, count++)
			if (!fork())
				work(role);
	}
	return count;
}

static void put_fault(const char *kind, const char *file, const char *value)
{
	char path[128];
	int ret;

	snprintf(path, sizeof(path), DEBUGFS "%s/%s", kind, file);
	ret = put(path, value);
	if (ret) {
		fprintf(stderr, "stress: %s: %s\n", path, strerror(-ret));
		exit(1);
	}
}

/* Faults affect only processes that ask for them, and are not logged. */
static void set_faults(const char *percent)
{
	static const char *const kinds[] = { "failslab", "fail_page_alloc",
					     "fail_usercopy" };
	unsigned int i;

	for (i = 0; i < 3; i++) {
		put_fault(kinds[i], "task-filter", "Y");
		put_fault(kinds[i], "verbose", "0");
		put_fault(kinds[i], "times", "-1");
		put_fault(kinds[i], "probability", percent);
		if (i < 2)
			put_fault(kinds[i], "ignore-gfp-wait", "N");
	}
	put_fault("fail_page_alloc", "min-order", "0");
}

static long sum(const long *counts)
{
	unsigned int i;
	long total = 0;

	for (i = 0; i < OPS; i++)
		total += counts[i];
	return total;
}

/* The guest must not be silent for too long. */
static void wait_for_the_end(unsigned int seconds)
{
	time_t now = time(NULL), end = now + seconds;

	for (; now < end; now = time(NULL)) {
		sleep(end - now < 20 ? end - now : 20);
		printf("# %ld operations succeeded, %ld failed\n",
		       sum(shared->succeeded), sum(shared->failed));
		fflush(stdout);
	}
	shared->stop = true;
}

static bool all_ended(unsigned int processes)
{
	bool good = true;
	int status;

	while (processes--) {
		pid_t pid = wait(&status);

		if (status)
			printf("# process %d ended with 0x%x\n", pid, status);
		good &= !status;
	}
	return good;
}

static bool all_succeeded(void)
{
	bool good = true;
	unsigned int i;

	for (i = 0; i < OPS; i++) {
		printf("# %-17s %7ld succeeded, %7ld failed\n", ops[i].name,
		       shared->succeeded[i], shared->failed[i]);
		good &= shared->succeeded[i] > 0;
	}
	return good;
}

static int stress(unsigned int seconds)
{
	unsigned int processes;
	bool good;

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		return 1;
	set_faults("1");
	processes = start();
	wait_for_the_end(seconds);
	good = all_ended(processes);
	set_faults("0");
	return !all_succeeded() || !good;
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: stress DIR SECONDS|sweep\n");
		return 2;
	}
	module_dir = argv[1];
	cards_enable();
	if (!strcmp(argv[2], "sweep")) {
		set_faults("0");
		return sweep();
	}
	return stress(strtoul(argv[2], NULL, 10));
}
