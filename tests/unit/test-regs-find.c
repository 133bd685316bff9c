// SPDX-License-Identifier: GPL-2.0-or-later
/* The register file that a device gets from two directories. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/regs/file.h"
#include "tap.h"

static const struct {
	const char *path;
	const char *text;
} files[] = {
	{ "a/fpga.regs", "register A 0\n" },
	{ "a/fpga.svd", "" },
	{ "a/old.svd", "" },
	{ "a/old.hwh", "" },
	{ "a/design.hwh", "" },
	{ "a/axi!fpga.regs", "" },
	{ "a/broken.regs", "device anything\nwhat?\n" },
	{ "a/card.regs", "device pci:1234:11e8 card\n" },
	{ "a/cards.regs", "device pci:1234:*\n" },
	{ "b/card.regs", "device b-only\n" },
	{ "b/late.regs", "device tardy\nregister A 0\nwhat?\n" },
	{ "b/second.regs", "device fpga\n" },
};

/* These can be listed but not read. */
static const char *const unreadable[] = { "b/broken-link.regs",
					  "b/directory.regs" };

static const struct {
	const char *names[4];
	const char *path; /* NULL for none */
} cases[] = {
	{ { "fpga" }, "a/fpga.regs" },
	{ { "fpga@a0000000" }, "a/fpga.regs" },
	{ { "old" }, "a/old.svd" },
	{ { "design@a0000000" }, "a/design.hwh" },
	{ { "axi/fpga" }, "a/axi!fpga.regs" },
	{ { "../a/fpga" }, NULL },
	{ { "" }, NULL },
	{ { "none" }, NULL },
	{ { "anything" }, NULL },
	{ { "tardy" }, NULL },
	{ { "uio_pci_generic", "pci:1234:11e8" }, "a/card.regs" },
	{ { "uio_pci_generic", "pci:1234:0001" }, "a/cards.regs" },
	{ { "pci:1234:11e8", "fpga" }, "a/fpga.regs" },
	{ { "b-only" }, "b/card.regs" },
	{ { "b-only@0" }, "b/card.regs" },
	{ { "broken-link" }, NULL },
};

static void write_file(const char *directory, const char *name,
		       const char *text)
{
	char path[256];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	out = fopen(path, "w");
	if (out) {
		fputs(text, out);
		fclose(out);
	}
}

static void make_files(const char *directory)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/a:%s/b", directory, directory);
	setenv("UIO_REGS_PATH", path, 1);
	snprintf(path, sizeof(path), "%s/a", directory);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/b", directory);
	mkdir(path, 0700);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		write_file(directory, files[i].path, files[i].text);
	snprintf(path, sizeof(path), "%s/%s", directory, unreadable[0]);
	if (symlink("nothing", path))
		ok(false, "a link");
	snprintf(path, sizeof(path), "%s/%s", directory, unreadable[1]);
	mkdir(path, 0700);
}

static void remove_files(const char *directory)
{
	char path[256];

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", directory, files[i].path);
		unlink(path);
	}
	snprintf(path, sizeof(path), "%s/%s", directory, unreadable[0]);
	unlink(path);
	snprintf(path, sizeof(path), "%s/%s", directory, unreadable[1]);
	rmdir(path);
	snprintf(path, sizeof(path), "%s/a", directory);
	rmdir(path);
	snprintf(path, sizeof(path), "%s/b", directory);
	rmdir(path);
	rmdir(directory);
}

static void test_few_names(void)
{
	struct uio_device device = {
		.facts = {
			.known = UIO_FACT_ALL,
			.name = "fpga",
			.driver = "other",
		},
	};
	struct uio_names names = { .device = &device };
	char *path = NULL;

	ok(!regs_find(&names, &path) && names.count == 1 && names.kinds == 1,
	   "names after the one that has a file are not made");
	free(path);
	names_free(names.names, names.count);
}

/* Root could list it. */
static void test_unlisted(const char *directory)
{
	char *known[] = { (char *)"fpga" };
	struct uio_names names = { .names = known, .count = 1 };
	char path[256], *found = NULL;
	uid_t user = geteuid();

	snprintf(path, sizeof(path), "%s/a", directory);
	setenv("UIO_REGS_PATH", path, 1);
	chmod(directory, 0711);
	chmod(path, 0311);
	if (!user && seteuid(65534))
		ok(false, "another user");
	ok(!regs_find(&names, &found) &&
		   !strcmp(strrchr(found, '/'), "/fpga.regs"),
	   "a directory that can be searched but not listed");
	if (!user && seteuid(user))
		ok(false, "the user");
	chmod(path, 0700);
	free(found);
}

/* Root could read it, and a FIFO without a writer would never end. */
static void test_unreadable(const char *directory)
{
	char *known[] = { (char *)"fpga" };
	struct uio_names names = { .names = known, .count = 1 };
	char path[256], parent[256], *found = NULL;
	uid_t user = geteuid();

	snprintf(path, sizeof(path), "%s/a:%s/b", directory, directory);
	setenv("UIO_REGS_PATH", path, 1);
	snprintf(path, sizeof(path), "%s/a/fpga.regs", directory);
	chmod(path, 0);
	snprintf(parent, sizeof(parent), "%s/a", directory);
	chmod(parent, 0755);
	if (!user && setresuid(65534, 65534, 0))
		ok(false, "another user");
	ok(!regs_find(&names, &found) && !strcmp(found, path),
	   "a file that must not be read");
	if (!user && setresuid(0, 0, 0))
		ok(false, "the user");
	free(found);
	unlink(path);
	if (mkfifo(path, 0600))
		ok(false, "a FIFO");
	ok(!regs_find(&names, &found) &&
		   !strcmp(strrchr(found, '/'), "/fpga.svd"),
	   "a FIFO");
	free(found);
}

static void test_directories(void)
{
	static const char standard[] = "/etc/uio/regs:/run/uio/regs:"
				       "/usr/local/share/uio/regs:"
				       "/usr/share/uio/regs";
	char expected[256], *list;

	setenv("UIO_REGS_PATH", "/x:/y", 1);
	setenv("XDG_CONFIG_HOME", "/config", 1);
	list = regs_directories();
	snprintf(expected, sizeof(expected), "/x:/y:/config/uio/regs:%s",
		 standard);
	ok(list && !strcmp(list, expected), "%s", list);
	free(list);

	unsetenv("UIO_REGS_PATH");
	unsetenv("XDG_CONFIG_HOME");
	setenv("HOME", "/home", 1);
	list = regs_directories();
	snprintf(expected, sizeof(expected), "/home/.config/uio/regs:%s",
		 standard);
	ok(list && !strcmp(list, expected), "%s", list);
	free(list);
}

int main(void)
{
	char directory[] = "/tmp/test-regs-find.XXXXXX";

	if (!mkdtemp(directory)) {
		ok(false, "a directory");
		return done();
	}
	make_files(directory);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t front = strlen(directory) + 1;
		char *path = NULL;
		struct uio_names names = { .names = (char **)cases[i].names };
		int err;

		while (names.names[names.count])
			names.count++;
		err = regs_find(&names, &path);

		ok(cases[i].path ? !err && !strcmp(path + front, cases[i].path)
				 : err == -UIO_ENOREGS,
		   "'%s' gets %s", cases[i].names[0],
		   path ? path + front : "none");
		free(path);
	}
	test_few_names();
	test_unlisted(directory);
	test_unreadable(directory);
	remove_files(directory);
	test_directories();
	return done();
}
