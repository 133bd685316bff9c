// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * checked DEVICE SCRIPT: does in C what the shell does with a script, with the
 * same checks by the same functions: the device is found by its name and its
 * register file is searched for; each line, `poke OPERAND=VALUE` or `expect
 * OPERAND OP VALUE`, is parsed and checked against the map and the register
 * file; the existence of the device is checked at each tick; accesses are
 * guarded.
 *
 * checked DEVICE COUNT: makes the same two accesses COUNT times, a poke and an
 * expect in turn, which are parsed and checked against the map once.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/access/mapping.h"
#include "common/access/node.h"
#include "common/base/clock.h"
#include "common/device/lookup.h"
#include "common/device/names.h"
#include "common/lang/condition.h"
#include "common/regs/file.h"

static struct uio_match match;
static struct uio_node node;
static struct uio_mapping mapping;
static struct resolve_context by;
static uint64_t asked;
static volatile sig_atomic_t interrupted;

static void on_signal(int sig)
{
	interrupted = sig;
}

static bool open_device(const char *name)
{
	const struct uio_device *device;
	struct regs_error error;
	struct regs *regs = NULL;
	struct uio_names names = { 0 };
	char *file;

	if (uio_lookup(name, &match) || match.found.count != 1)
		return false;
	device = match.found.devices;
	names.device = device;
	if (!regs_find(&names, &file) && regs_load(file, NULL, &regs, &error))
		return false;
	by.regs = regs;
	return !uio_region_find(device, NULL, &by.region) &&
	       !uio_node_watch(device, &node) &&
	       !uio_node_open(device, O_RDWR, &node) &&
	       !uio_map(device, &node, by.region, UIO_MAP_ALL, true, &mapping);
}

static bool may_access(void)
{
	uint64_t tick = clock_tick();

	if (interrupted || (tick != asked && uio_node_gone(&node)))
		return false;
	asked = tick;
	return true;
}

static bool read_poke(const char *text, struct resolved *found)
{
	struct operand op;
	size_t column;

	return !operand_parse(text, &op, &column) && op.assigned &&
	       !resolve(&op, &by, found, &column) && resolved_whole(found) &&
	       !(found->reg && found->reg->access == REG_RO);
}

static bool poke(const struct resolved *found)
{
	const struct access *access = &found->access;

	return may_access() && !access_write(&mapping, access->offset,
					     &access->unit, access->value);
}

static bool expect(const struct condition *condition)
{
	const struct access *access = &condition->found.access;
	uint64_t value;

	return may_access() &&
	       !access_read(&mapping, access->offset, &access->unit, &value) &&
	       condition_holds(condition, value);
}

static bool run_line(const char *line)
{
	struct condition condition;
	struct resolved found;
	size_t column;

	if (!strncmp(line, "poke ", 5))
		return read_poke(line + 5, &found) && poke(&found);
	return !strncmp(line, "expect ", 7) &&
	       !condition_parse(line + 7, &by, &condition, &column) &&
	       expect(&condition);
}

static bool run_script(FILE *script)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t length;

	while ((length = getline(&line, &size, script)) > 0) {
		line[length - 1] = '\0';
		if (!run_line(line))
			return false;
	}
	return true;
}

static bool run_loop(unsigned long count)
{
	struct condition condition;
	struct resolved found;
	size_t column;

	if (!read_poke("0x10=0x12345678", &found) ||
	    condition_parse("0x10 == 0x12345678", &by, &condition, &column))
		return false;
	for (unsigned long i = 0; i < count; i += 2)
		if (!poke(&found) || !expect(&condition))
			return false;
	return true;
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = on_signal };
	FILE *script;

	sigaction(SIGINT, &action, NULL);
	if (argc != 3 || !open_device(argv[1]))
		return 1;
	script = fopen(argv[2], "r");
	return !(script ? run_script(script) : run_loop(atol(argv[2])));
}
