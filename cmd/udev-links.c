// SPDX-License-Identifier: GPL-2.0-or-later
#include "udev-links.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/base/text.h"
#include "common/device/lookup.h"
#include "common/device/sysfs.h"

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/*
 * udev leaves these characters and \xNN unchanged in the name of a link. The # is
 * not among them: it always comes before a number.
 */
#define PLAIN LETTERS "0123456789+-.:=@_"

/* Different names get different links, and none is the name of a directory. */
static void print_encoded(FILE *out, const char *text)
{
	for (const char *c = text; *c; c++)
		if (strchr(PLAIN, *c) && (*c != '.' || c != text))
			fputc(*c, out);
		else
			fprintf(out, "\\x%02x", (unsigned char)*c);
}

/* The kinds of links, each with its property in udev's database. */
enum link_kind {
	BY_NAME,
	BY_PATH,
	KINDS,
};

static const char *const properties[] = {
	[BY_NAME] = "UIO_BY_NAME",
	[BY_PATH] = "UIO_BY_PATH",
};

/* Makes the names of a device's links, without #K; "" for none. */
struct link_names {
	char *of[KINDS];
};

static char *link_name(size_t kind, const struct uio_device *device)
{
	const char *bus = kind == BY_PATH ? uio_device_bus(device) : NULL;
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	if (!out)
		return NULL;
	if (kind == BY_NAME) {
		print_encoded(out, uio_device_name(device));
	} else if (bus) {
		print_encoded(out, bus);
		fputc('-', out);
		print_encoded(out, uio_device_address(device));
	}
	return text_close(out, &text);
}

static void names_of(struct link_names *names, const struct uio_device *device)
{
	for (size_t kind = 0; kind < KINDS; kind++)
		names->of[kind] = link_name(kind, device);
}

static void names_drop(struct link_names *names)
{
	for (size_t kind = 0; kind < KINDS; kind++)
		free(names->of[kind]);
}

static bool same(const char *a, const char *b)
{
	return a && b && *a && !strcmp(a, b);
}

/* Has udev process the devices with one of these names again. */
static void renumber(const struct uio_device_list *list,
		     const struct link_names *names, unsigned int but)
{
	for (size_t i = 0; i < list->count; i++) {
		struct link_names others;
		bool meets = false;
		char *uevent;

		if (list->devices[i].number == but)
			continue;
		names_of(&others, &list->devices[i]);
		for (size_t kind = 0; kind < KINDS; kind++)
			meets |= same(names->of[kind], others.of[kind]);
		names_drop(&others);
		uevent = text_format("/sys/class/uio/uio%u/uevent",
				     list->devices[i].number);
		/*
		 * A device that was removed in the meantime has no links to
		 * correct.
		 */
		if (meets && uevent)
			attr_write(uevent, "change", strlen("change"));
		free(uevent);
	}
}

/* #K is the number of devices earlier in the order that have the same name. */
static void print_links(const struct uio_device_list *list, size_t index,
			const struct link_names *names)
{
	for (size_t kind = 0; kind < KINDS; kind++) {
		const char *name = names->of[kind];
		size_t nth = 0;

		if (!name || !*name)
			continue;
		for (size_t i = 0; i < index; i++) {
			char *other = link_name(kind, &list->devices[i]);

			nth += same(name, other);
			free(other);
		}
		printf("%s=%s", properties[kind], name);
		if (nth)
			printf("#%zu", nth);
		putchar('\n');
	}
}

static int device_there(const struct uio_device_list *list, unsigned int number,
			bool added)
{
	struct link_names names;
	size_t index = 0;

	while (index < list->count && list->devices[index].number != number)
		index++;
	if (index == list->count)
		return fail(-UIO_ENODEVICE, NULL, "uio%u: %s", number,
			    uio_strerror(-UIO_ENODEVICE));
	names_of(&names, &list->devices[index]);
	print_links(list, index, &names);
	if (added)
		renumber(list, &names, number);
	names_drop(&names);
	return EXIT_SUCCESS;
}

/* The names of a device that was removed are in udev's database. */
static int device_gone(const struct uio_device_list *list)
{
	struct link_names names;

	for (size_t kind = 0; kind < KINDS; kind++) {
		const char *name = getenv(properties[kind]) ?: "";

		names.of[kind] = strndup(name, strcspn(name, "#"));
	}
	/* The number and the name may already belong to another device. */
	renumber(list, &names, UINT_MAX);
	names_drop(&names);
	return EXIT_SUCCESS;
}

int udev_links_main(int argc, char **argv)
{
	const char *action = getenv("ACTION") ?: "";
	struct uio_device_list list;
	unsigned int number;
	int status, err;

	if (argc != 1 || !uio_device_number(argv[0], &number))
		return fail(-UIO_ESYNTAX, NULL,
			    "--udev can only be used by udev rules");
	err = uio_list_by_address(&list);
	if (err)
		return fail(err, NULL, "/sys/class/uio: %s", uio_strerror(err));
	status = strcmp(action, "remove")
			 ? device_there(&list, number, !strcmp(action, "add"))
			 : device_gone(&list);
	uio_device_list_free(&list);
	return status;
}
