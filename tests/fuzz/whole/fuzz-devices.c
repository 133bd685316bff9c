// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Whole applets on a device whose files in sysfs contain anything. The first byte
 * of an input chooses the command. Each of the items after it consists of a byte
 * that chooses a file and its kind, a length, and that number of bytes for it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/applets.h"
#include "common/base/array.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The largest exit status that the suite has of its own. */
#define STATUS_MAX 9

static char *const commands[][6] = {
	{ "lsuio" },
	{ "lsuio", "-v" },
	{ "lsuio", "-J" },
	{ "lsuio", "-m" },
	{ "lsuio", "-O" },
	{ "lsuio", "-OP" },
	{ "lsuio", "--diagnose", "--probe", "0" },
	{ "lsuio", "--diagnose", "-J", "0" },
	{ "lsuio", "--candidates" },
	{ "uio-peek", "0", "0" },
	{ "uio-peek", "fpga", "0" },
	{ "uio-peek", "0:bar0", "0" },
	{ "uio-peek", "0:port0", "0" },
	{ "uio-peek", "@0xa0000000", "0" },
	{ "uio-poke", "--dry-run", "pci:0000:00:04.0", "0=1" },
	{ "uio-irq", "--status", "0" },
	{ "uio-wait", "-t", "1ms", "0" },
	{ "uio-shell", "-c", "ls 0; save a 0; 0; 0=1", "0" },
	{ "uio-sim", "list" },
};

/* Relative to the parent's directory; NULL for a file that is missing at first. */
static const struct {
	const char *path;
	const char *text;
} files[] = {
	{ "uio/uio0/name", "fpga" },
	{ "uio/uio0/version", "1.0" },
	{ "uio/uio0/event", "3" },
	{ "uio/uio0/dev", "246:0" },
	{ "uio/uio0/maps/map0/name", "regs" },
	{ "uio/uio0/maps/map0/addr", "0x00000000a0000000" },
	{ "uio/uio0/maps/map0/size", "0x0000000000001000" },
	{ "uio/uio0/maps/map0/offset", "0x0" },
	{ "uio/uio0/maps/map1/name", NULL },
	{ "uio/uio0/maps/map1/addr", NULL },
	{ "uio/uio0/maps/map1/size", NULL },
	{ "uio/uio0/maps/map1/offset", NULL },
	{ "uio/uio0/portio/port0/name", NULL },
	{ "uio/uio0/portio/port0/start", NULL },
	{ "uio/uio0/portio/port0/size", NULL },
	{ "uio/uio0/portio/port0/porttype", NULL },
	{ "resource", "0x00000000a0000000 0x00000000a0000fff 0x40200\n" },
	{ "config", NULL },
	{ "vendor", "0x1234" },
	{ "device", "0x11e8" },
	{ "class", "0x00ff00" },
	{ "irq", "0" },
	{ "enable", "1" },
	{ "modalias", NULL },
	{ "numa_node", NULL },
	{ "driver_override", NULL },
	{ "power/control", NULL },
	{ "power/runtime_status", NULL },
	{ "of_node/name", NULL },
	{ "of_node/reg", NULL },
	{ "of_node/compatible", NULL },
	{ "of_node/interrupts", NULL },
};

enum kind {
	TEXT,
	LINK,
	LONG_TEXT, /* repeated until it is longer than a page */
	DIRECTORY,
	KINDS,
};

static bool changed[ARRAY_SIZE(files)];

static void path_of(size_t file, char *path, size_t size)
{
	snprintf(path, size, "%s/sys/devices/pci0000:00/0000:00:04.0/%s",
		 getenv("UMOCKDEV_DIR"), files[file].path);
}

static void make_parents(char *path)
{
	for (char *slash = path + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
}

static void put(size_t file, enum kind kind, const char *text, size_t length)
{
	char path[512];
	FILE *out;

	path_of(file, path, sizeof(path));
	remove(path);
	make_parents(path);
	if (kind == DIRECTORY) {
		mkdir(path, 0755);
		return;
	}
	/* An empty link cannot be made, so the file is missing then. */
	if (kind == LINK && symlink(text, path))
		return;
	out = kind == LINK ? NULL : fopen(path, "w");
	if (!out)
		return;
	do {
		fwrite(text, 1, length, out);
	} while (kind == LONG_TEXT && length && ftell(out) < 5000);
	fclose(out);
}

static void restore(size_t file)
{
	char path[512];
	const char *text = files[file].text;

	if (text) {
		put(file, TEXT, text, strlen(text));
		return;
	}
	path_of(file, path, sizeof(path));
	remove(path);
}

/* Without a mock system, starts the program again within one. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	char *start[] = { "umockdev-run", "-d",
			  "tests/fuzz/whole/devices.umockdev", "--" };
	char **words;

	if (getenv("UMOCKDEV_DIR")) {
		for (size_t i = 0; i < ARRAY_SIZE(files); i++)
			restore(i);
		return 0;
	}
	words = calloc(ARRAY_SIZE(start) + *argc + 3, sizeof(*words));
	if (!words)
		abort();
	memcpy(words, start, sizeof(start));
	memcpy(words + ARRAY_SIZE(start), *argv, *argc * sizeof(*words));
	/* What the applets print is not shown. */
	words[ARRAY_SIZE(start) + *argc] = "-close_fd_mask=3";
	words[ARRAY_SIZE(start) + *argc + 1] = "-len_control=0";
	execvp(*start, words);
	perror(*start);
	exit(EXIT_FAILURE);
}

/* Changes the files that the items choose. */
static void put_items(const uint8_t *data, const uint8_t *end)
{
	while (end - data > 2) {
		size_t file = data[0] / KINDS % ARRAY_SIZE(files);
		size_t length = data[1];
		char text[256];

		if (length > (size_t)(end - data - 2))
			length = end - data - 2;
		memcpy(text, data + 2, length);
		text[length] = '\0';
		put(file, data[0] % KINDS, text, length);
		changed[file] = true;
		data += 2 + length;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct applet *applet;
	char *words[ARRAY_SIZE(commands[0]) + 1] = { NULL };
	int count = 0;

	if (!size)
		return 0;
	put_items(data + 1, data + size);
	memcpy(words, commands[*data % ARRAY_SIZE(commands)],
	       sizeof(commands[0]));
	while (words[count])
		count++;
	applet = applet_by_name(words[0]);
	if (!applet ||
	    (unsigned int)applet_main(applet, count, words) > STATUS_MAX)
		abort();
	for (size_t i = 0; i < ARRAY_SIZE(files); i++)
		if (changed[i])
			restore(i);
	memset(changed, 0, sizeof(changed));
	return 0;
}
