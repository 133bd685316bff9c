// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * listing: lists UIO devices and their maps with the least effort: sysfs is
 * read with stdio, and printed with printf.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

static const char *attribute(const char *dir, const char *name)
{
	static char text[256];
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	file = fopen(path, "r");
	if (!file || !fgets(text, sizeof(text), file))
		*text = '\0';
	if (file)
		fclose(file);
	text[strcspn(text, "\n")] = '\0';
	return text;
}

static void list_maps(const char *device)
{
	for (int i = 0; i < 5; i++) {
		char dir[300];

		snprintf(dir, sizeof(dir), "%s/maps/map%d", device, i);
		if (!*attribute(dir, "addr"))
			break;
		printf("\tmap[%d]: addr=%s", i, attribute(dir, "addr"));
		printf(", size=%s\n", attribute(dir, "size"));
	}
}

int main(void)
{
	DIR *class = opendir("/sys/class/uio");
	struct dirent *entry;

	while (class && (entry = readdir(class))) {
		char dir[290];

		if (*entry->d_name == '.')
			continue;
		snprintf(dir, sizeof(dir), "/sys/class/uio/%s", entry->d_name);
		printf("%s: name=%s", entry->d_name, attribute(dir, "name"));
		printf(", version=%s", attribute(dir, "version"));
		printf(", events=%s\n", attribute(dir, "event"));
		list_maps(dir);
	}
	return 0;
}
