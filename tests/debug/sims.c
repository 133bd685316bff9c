// SPDX-License-Identifier: GPL-2.0-or-later
/* Simulated devices, with a few names that all processes share. */
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stress.h"

#define COUNT		4
#define COUNT_OF(array) (sizeof(array) / sizeof(*(array)))

static const char *sim_path(const char *file)
{
	static char path[128];

	snprintf(path, sizeof(path), SIMS "/s%u%s%s", any(COUNT),
		 *file ? "/" : "", file);
	return path;
}

/* A file of one of the first maps, which exist most often. */
static const char *map_path(const char *file)
{
	char name[32];

	snprintf(name, sizeof(name), "map%u/%s", any(any(5) + 1), file);
	return sim_path(name);
}

static int put_number(const char *path, unsigned int number)
{
	char text[16];

	snprintf(text, sizeof(text), "%u", number);
	return put(path, text);
}

/*
 * If configfs cannot make a directory's files while another process looks at
 * it, create_default_group() stops the kernel (BUG_ON).
 */
int sim_make(void)
{
	unsigned int sim = any(COUNT);
	char path[64];
	int ret;

	snprintf(path, sizeof(path), SIMS "/s%u", sim);
	may_fail(false);
	ret = mkdir(path, 0755) < 0 ? -errno : 0;
	may_fail(true);
	if (ret)
		return ret;
	snprintf(path, sizeof(path), SIMS "/s%u/map0/size", sim);
	return put(path, "8192");
}

int sim_remove(void)
{
	return rmdir(sim_path("")) < 0 ? -errno : 0;
}

void sim_remove_all(void)
{
	char path[64];
	int i;

	for (i = 0; i < COUNT; i++) {
		snprintf(path, sizeof(path), SIMS "/s%d", i);
		rmdir(path);
	}
}

/*
 * Settings that match each other in most cases, so that the device can go live.
 */
int sim_set(void)
{
	static const struct {
		const char *file, *value;
	} settings[] = {
		{ "irqcontrol", "none" },    { "irqcontrol", "gate" },
		{ "irqcontrol", "oneshot" }, { "irq", "custom" },
		{ "irq", "none" },	     { "name", "stressed" },
		{ "version", "2" },	     { "map0/name", "first" },
		{ "map0/stamps", "1" },	     { "map0/stamps", "0" },
		{ "map1/offset", "8" },	     { "port0/size", "8" },
		{ "port0/start", "0x3f8" },  { "port0/type", "gpio" },
	};
	static const char *const types[] = { "virtual", "logical", "phys" };
	unsigned int which = any(COUNT_OF(settings) + 15);

	if (which < COUNT_OF(settings))
		return put(sim_path(settings[which].file),
			   settings[which].value);
	if (which % 2)
		return put(map_path("type"), types[any(COUNT_OF(types))]);
	return put_number(map_path("size"), any(8) ? 1 + any(1 << 16) : 0);
}

int sim_live(void)
{
	return put(sim_path("live"), "1");
}

int sim_dead(void)
{
	return put(sim_path("live"), "0");
}

int sim_rebind(void)
{
	char name[32];
	int ret;

	snprintf(name, sizeof(name), "uio_sim.s%u", any(COUNT));
	ret = put("/sys/bus/platform/drivers/uio_sim/unbind", name);
	return ret ?: put("/sys/bus/platform/drivers/uio_sim/bind", name);
}

int sim_trigger(void)
{
	return put_number(sim_path("trigger"), 1 + any(50));
}

int sim_period(void)
{
	if (!any(3))
		return put_number(sim_path("burst"), any(20));
	return put_number(sim_path("period_ns"),
			  any(3) ? 500000 + any(20000000) : 0);
}

int sim_write_data(void)
{
	static char text[8193];
	unsigned int size = any(sizeof(text) - 1), i;
	int ret;

	for (i = 0; i < size; i++)
		text[i] = 'a' + i % 26;
	text[size] = '\0';
	ret = put(map_path("data"), text);
	text[size] = 'a';
	return ret;
}

int sim_read_data(void)
{
	return get(map_path("data"));
}

int sim_look(void)
{
	static const char *const files[] = { "name",	  "irqcontrol",
					     "live",	  "dev_name",
					     "events",	  "period_ns",
					     "burst",	  "map0/size",
					     "map1/type", "port0/size" };

	return get(sim_path(files[any(COUNT_OF(files))]));
}
