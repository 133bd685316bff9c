// SPDX-License-Identifier: GPL-2.0-or-later
#include "in-use.h"

#include <errno.h>
#include <limits.h>
#include <net/if.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "common/base/array.h"
#include "common/base/text.h"
#include "sysfs.h"

/* Whether a node has this device number, from a `dev` attribute of sysfs. */
static bool is_node(const char *path, const char *number)
{
	unsigned int major_number, minor_number;
	struct stat node;

	return !stat(path, &node) && S_ISBLK(node.st_mode) &&
	       sscanf(number, "%u:%u", &major_number, &minor_number) == 2 &&
	       node.st_rdev == makedev(major_number, minor_number);
}

/* The fields of proc_pid_mountinfo(5) that show which device is mounted. */
struct mounted {
	char number[32];
	char at[PATH_MAX];
	char type[32];
	char source[PATH_MAX];
};

/* A file system on several disks has one of them as its source. */
static bool is_on_disk(const struct mounted *mounted, const char *number)
{
	return !strcmp(mounted->number, number) ||
	       is_node(mounted->source, number);
}

/* A shared directory has the tag of its device as its source. */
static bool is_shared(const struct mounted *mounted, const char *tag)
{
	return !strcmp(mounted->type, "9p") && !strcmp(mounted->source, tag);
}

/* virtiofs has no attribute with its tag before Linux 6.9. */
static bool is_virtiofs(const struct mounted *mounted, const char *type)
{
	return !strcmp(mounted->type, type);
}

/* The kernel writes a blank in a path as \040, and a few others in the same way. */
static void unescape(char *path)
{
	char *to = path;

	while (*path) {
		if (*path == '\\' && strspn(path + 1, "01234567") >= 3) {
			*to++ = (path[1] - '0') << 6 | (path[2] - '0') << 3 |
				(path[3] - '0');
			path += 4;
		} else {
			*to++ = *path++;
		}
	}
	*to = '\0';
}

/* The first mount that matches the key: a device number, a tag or a type. */
static char *mounted_on(const char *name, const char *key,
			bool (*matches)(const struct mounted *mounted,
					const char *key))
{
	FILE *mounts = fopen("/proc/self/mountinfo", "re");
	char *line = NULL, *use = NULL;
	struct mounted mounted;
	size_t size = 0;

	while (mounts && !use && getline(&line, &size, mounts) >= 0) {
		const char *rest = strstr(line, " - ");

		if (!rest ||
		    sscanf(line, "%*s %*s %31s %*s %4095s", mounted.number,
			   mounted.at) != 2 ||
		    sscanf(rest, " - %31s %4095s", mounted.type,
			   mounted.source) != 2)
			continue;
		unescape(mounted.at);
		unescape(mounted.source);
		if (matches(&mounted, key))
			use = text_format("%s is mounted on %s", name,
					  mounted.at);
	}
	free(line);
	if (mounts)
		fclose(mounts);
	return use;
}

static char *swapped_to(const char *name, const char *number)
{
	FILE *swaps = fopen("/proc/swaps", "re");
	char path[PATH_MAX], *use = NULL;

	while (swaps && !use && fscanf(swaps, "%4095s%*[^\n]", path) == 1)
		if (is_node(path, number))
			use = text_format("%s is swap space", name);
	if (swaps)
		fclose(swaps);
	return use;
}

/* A volume on the disk may be mounted instead. */
static char *held_by(const char *dir, const char *name)
{
	char *path = text_format("%s/holders", dir), *use = NULL;
	char **names = NULL;
	int count = path ? dir_names(path, &names) : -ENOMEM;

	if (count > 0)
		use = text_format("%s is part of %s", name, names[0]);
	names_free(names, count);
	free(path);
	return use;
}

static char *block_use(const char *dir, const char *name)
{
	char *number, *use;

	if (attr_read_in(dir, "dev", &number))
		return NULL;
	use = mounted_on(name, number, is_on_disk)
		      ?: swapped_to(name, number) ?: held_by(dir, name);
	free(number);
	return use;
}

static char *net_use(const char *dir, const char *name)
{
	uint64_t flags;

	if (attr_u64_in(dir, "flags", &flags) || !(flags & IFF_UP))
		return NULL;
	return text_format("network interface %s is up", name);
}

/* proc_consoles(5): each line begins with the name of a terminal. */
static char *console_use(const char *dir, const char *name)
{
	FILE *consoles = fopen("/proc/consoles", "re");
	char console[64], *use = NULL;

	(void)dir;
	while (consoles && !use &&
	       fscanf(consoles, "%63s%*[^\n]", console) == 1)
		if (!strcmp(console, name))
			use = text_format("%s is a console", name);
	if (consoles)
		fclose(consoles);
	return use;
}

/* Directories that a virtual machine shares with its host. */
static char *share_use(const char *dir, const char *name)
{
	char *driver = attr_link_in(dir, "driver");
	char *tag = NULL, *use = NULL;

	if (!attr_read_in(dir, "mount_tag", &tag))
		use = mounted_on(tag, tag, is_shared);
	else if (driver && !strcmp(driver, "virtiofs"))
		use = mounted_on(name, driver, is_virtiofs);
	free(tag);
	free(driver);
	return use;
}

static const struct {
	const char *dir;
	char *(*use)(const char *dir, const char *name);
} classes[] = {
	{ "/sys/class/block", block_use },
	{ "/sys/class/net", net_use },
	{ "/sys/class/tty", console_use },
	{ "/sys/bus/virtio/devices", share_use },
};

static bool is_below(const char *dir, const char *device)
{
	size_t length = strlen(device);

	return !strncmp(dir, device, length) && dir[length] == '/';
}

/*
 * Whether a disk belongs to an NVMe controller that has several paths to it: it is
 * below the NVMe subsystem, which has links to its controllers.
 */
static bool is_nvme(const char *dir, const char *device)
{
	static const char parent[] = "/nvme-subsystem/";
	const char *at = strstr(dir, parent);
	char *subsystem, **names, *link, *controller;
	bool found = false;
	int count;

	if (!at)
		return false;
	at += strlen(parent);
	subsystem = strndup(dir, at + strcspn(at, "/") - dir);
	count = subsystem ? dir_names(subsystem, &names) : -ENOMEM;
	for (int i = 0; i < count && !found; i++) {
		link = text_format("%s/%s", subsystem, names[i]);
		controller = link ? realpath(link, NULL) : NULL;
		found = controller && is_below(controller, device);
		free(controller);
		free(link);
	}
	if (count >= 0)
		names_free(names, count);
	free(subsystem);
	return found;
}

/* The first use of a device by a member of a class. */
static char *class_use(size_t i, const char *device)
{
	char **names, *use = NULL;
	int count = dir_names(classes[i].dir, &names);

	for (int n = 0; n < count && !use; n++) {
		char *link = text_format("%s/%s", classes[i].dir, names[n]);
		char *dir = link ? realpath(link, NULL) : NULL;

		if (dir && (is_below(dir, device) || is_nvme(dir, device)))
			use = classes[i].use(dir, names[n]);
		free(dir);
		free(link);
	}
	names_free(names, count);
	return use;
}

int device_use(const char *path, char **use)
{
	char *device = realpath(path, NULL);
	uint64_t booted_with;

	*use = NULL;
	if (!device)
		return errno == ENOMEM ? -ENOMEM : 0;
	for (size_t i = 0; i < ARRAY_SIZE(classes) && !*use; i++)
		*use = class_use(i, device);
	/* The kernel's VGA arbiter knows which display the firmware used. */
	if (!*use && !attr_u64_in(device, "boot_vga", &booted_with) &&
	    booted_with)
		*use = strdup("it is the display that the system booted with");
	free(device);
	return 0;
}
