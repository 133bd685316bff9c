// SPDX-License-Identifier: GPL-2.0-or-later
/* The multicall binary: selects the applet by the name of the program. */
#include <argp.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "applets.h"
#include "cmd/complete/complete.h"
#include "cmd/show/report.h"
#include "common/base/array.h"
#include "udev-links.h"

static void list_applets(FILE *out)
{
	const struct applet *applet;

	for (size_t i = 0; (applet = applet_at(i)); i++)
		fprintf(out, "  uio %-6s or %-10s %.*s\n", applet->verb,
			applet->name, applet_summary_length(applet),
			applet->grammar->doc);
}

/* The libraries that a build can leave out. */
static const struct {
	const char *name;
	bool built_in;
} libraries[] = {
	{ "expat", WITH_EXPAT },       { "json", WITH_JSON },
	{ "readline", WITH_READLINE }, { "smartcols", WITH_SMARTCOLS },
	{ "udev", WITH_UDEV },
};

static void list_libraries(FILE *out, const char *heading, bool built_in)
{
	const char *before = heading;

	for (size_t i = 0; i < ARRAY_SIZE(libraries); i++) {
		if (libraries[i].built_in != built_in)
			continue;
		fprintf(out, "%s %s", before, libraries[i].name);
		before = "";
	}
	if (before != heading)
		fputc('\n', out);
}

static void print_version(FILE *out, struct argp_state *state)
{
	(void)state;
	fprintf(out, "uio-tools %s%s\n", UIO_VERSION,
		UIO_STATIC ? " (static)" : "");
	list_libraries(out, "with:", true);
	list_libraries(out, "without:", false);
}

void (*argp_program_version_hook)(FILE *out,
				  struct argp_state *state) = print_version;

static int run(const struct applet *applet, int argc, char **argv)
{
	argv[0] = program_invocation_short_name = (char *)applet->name;
	return applet_main(applet, argc, argv);
}

static int unknown(const char *name)
{
	fail(-UIO_ESYNTAX, NULL, "unknown applet '%s'; the applets are:", name);
	list_applets(stderr);
	return EXIT_USAGE;
}

/* Runs `uio VERB ...`, or prints the help or version of uio itself. */
static int multicall(int argc, char **argv)
{
	const struct applet *applet;

	if (argc < 2) {
		fail(-UIO_ESYNTAX, NULL, "missing APPLET; the applets are:");
		list_applets(stderr);
		return EXIT_USAGE;
	}
	if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V")) {
		print_version(stdout, NULL);
		return EXIT_SUCCESS;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-?")) {
		puts("Usage: uio APPLET [ARGUMENT...]\n"
		     "Inspect and poke Linux UIO devices.\n");
		list_applets(stdout);
		puts("\n"
		     "For more about an applet, run `uio APPLET --help'.");
		return EXIT_SUCCESS;
	}
	if (!strcmp(argv[1], "--complete-line"))
		return complete_main(argc - 2, argv + 2);
	if (!strcmp(argv[1], "--udev"))
		return udev_links_main(argc - 2, argv + 2);
	applet = applet_by_verb(argv[1]);
	return applet ? run(applet, argc - 1, argv + 1) : unknown(argv[1]);
}

/* This runs at every exit, including those of argp's --help and --version. */
__attribute__((destructor)) static void close_stdout(void)
{
	int status = flush_output(stdout);

	if (status)
		_exit(status);
}

int main(int argc, char **argv)
{
	bool output = fcntl(STDOUT_FILENO, F_GETFD) >= 0;
	const struct applet *applet;

	argp_err_exit_status = EXIT_USAGE;
	/*
	 * If a device were opened while a standard stream is closed, it would
	 * get the number of the stream, and messages would be written to
	 * irqcontrol. So closed streams are opened on /dev/null, as open()
	 * returns the lowest free number; standard output for reading only, so
	 * that writes to it fail.
	 */
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0)
			break;
	if (!output)
		return fail(-EBADF, NULL, "standard output is closed");
	/*
	 * A program with the rights of its owner would give these to anyone who may run
	 * it, because it takes paths from everywhere. Capabilities of its file change
	 * neither id.
	 */
	if (getuid() != geteuid() || getgid() != getegid())
		return fail_advise(-EPERM, NULL,
				   "the udev rule 70-uio.rules gives nodes to "
				   "the group uio",
				   "refusing to run set-user-ID or "
				   "set-group-ID");

	applet = applet_by_name(program_invocation_short_name);
	if (applet)
		return run(applet, argc, argv);
	if (strcmp(program_invocation_short_name, "uio"))
		return unknown(program_invocation_short_name);
	return multicall(argc, argv);
}
