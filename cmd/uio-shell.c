// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The register shell: the applets as commands on a device that stays open, so
 * that its power state, and bus mastering under uio_pci_generic, stay as they
 * are from one command to the next.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "applet.h"
#include "complete.h"
#include "interrupt.h"
#include "line.h"
#include "options.h"
#include "report.h"
#include "sysfs.h"
#include "target.h"

struct shell {
	const char *require; /* of each device that is used, or NULL */
	struct target target;
	char *selector; /* of the target, which borrows it */
	bool quit;
};

/* readline's completion has no argument for the shell it is of. */
static const char *selector_in_use;

/* A command of the shell's own; all other commands are applets. */
struct builtin {
	const char *name;
	const char *summary;
	int words; /* behind the name, at most */
	int (*run)(struct shell *shell, const char *word);
};

static int use(struct shell *shell, const char *word);
static int help(struct shell *shell, const char *word);
static int quit(struct shell *shell, const char *word);

static const struct builtin builtins[] = {
	{ "use", "Work on DEVICE[:REGION]; alone, say on which.", 1, use },
	{ "help", "List the commands, or explain one.", 1, help },
	{ "quit", "End the shell.", 0, quit },
};

#define BUILTIN_COUNT (sizeof(builtins) / sizeof(builtins[0]))

/* The shell's own applet would nest, with the same device opened again. */
static const struct applet *command_applet(const char *name)
{
	const struct applet *applet = applet_by_verb(name);

	return applet == applet_by_name("uio-shell") ? NULL : applet;
}

static const struct builtin *command_builtin(const char *name)
{
	for (size_t i = 0; i < BUILTIN_COUNT; i++)
		if (!strcmp(name, builtins[i].name))
			return &builtins[i];
	return NULL;
}

static bool has_map(const struct uio_device *device)
{
	return device->region_count && device->regions[0].kind == UIO_MAP;
}

/* A device without a map, or without an interrupt, is as good for the other. */
static int open_all(struct target *target)
{
	bool writable;
	char node[24];
	int status;

	/* Ports and BARs leave the node closed until a command needs it. */
	if (target->region && !uio_map_needs_node(target->region))
		return target_map(target, true);
	snprintf(node, sizeof(node), "/dev/uio%u", target->device->number);
	writable = !access(node, W_OK);
	status = target_open(target, writable ? O_RDWR : O_RDONLY);
	if (!status && (target->region || has_map(target->device)))
		status = target_map(target, writable);
	if (!status)
		target->counted = !uio_irq_count(target->device, &target->node,
						 &target->events);
	return status;
}

static int use(struct shell *shell, const char *word)
{
	struct target target;
	char *selector;
	int status;

	if (!word) {
		print_text(stdout, shell->selector ?: "no device");
		putchar('\n');
		return 0;
	}
	selector = strdup(word);
	if (!selector)
		return fail(-ENOMEM, NULL, "%s", uio_strerror(-ENOMEM));
	status = target_find(&target, selector);
	if (!status && shell->require)
		status = target_require(&target, shell->require);
	if (!status)
		status = target_regs(&target, NULL, NULL, false);
	if (!status)
		status = open_all(&target);
	if (status) {
		target_close(&target);
		free(selector);
		return status;
	}
	target_close(&shell->target);
	free(shell->selector);
	shell->target = target;
	shell->selector = selector;
	selector_in_use = selector;
	return 0;
}

static int unknown(const char *command)
{
	return fail(-UIO_ESYNTAX, NULL, "no command '%s': see `help'", command);
}

static int help(struct shell *shell, const char *word)
{
	const struct applet *applet = word ? command_applet(word) : NULL;
	const struct builtin *builtin = word ? command_builtin(word) : NULL;

	(void)shell;
	if (builtin) {
		puts(builtin->summary);
	} else if (applet) {
		argp_help(applet->argp, stdout,
			  ARGP_HELP_SHORT_USAGE | ARGP_HELP_LONG |
				  ARGP_HELP_DOC,
			  (char *)applet->verb);
		if (applet->on_device)
			puts("In the shell DEVICE is the one in use, and is "
			     "left out.");
	} else if (word) {
		return unknown(word);
	} else {
		for (size_t i = 0; i < BUILTIN_COUNT; i++)
			printf("  %-7s %s\n", builtins[i].name,
			       builtins[i].summary);
		for (size_t i = 0; (applet = applet_at(i)); i++)
			if (command_applet(applet->verb))
				printf("  %-7s %.*s\n", applet->verb,
				       applet_summary_length(applet),
				       applet->argp->doc);
	}
	return 0;
}

static int quit(struct shell *shell, const char *word)
{
	(void)word;
	shell->quit = true;
	return 0;
}

static int run_words(struct shell *shell, int count, char **words)
{
	const struct builtin *builtin = command_builtin(words[0]);
	const struct applet *applet = command_applet(words[0]);

	if (builtin && count - 1 > builtin->words)
		return fail(-UIO_ESYNTAX, NULL, "%s: '%s' is too much",
			    words[0], words[builtin->words + 1]);
	if (builtin)
		return builtin->run(shell, count > 1 ? words[1] : NULL);
	/* What argp says to try after a usage error; it would end the shell. */
	if (applet && count > 1 && !strcmp(words[1], "--help"))
		return help(shell, words[0]);
	if (applet)
		return applet->run(&shell->target, count, words);
	return unknown(words[0]);
}

/*
 * The next word of a line, cut out of it in place. Quotes of either kind keep
 * blanks, and # at the start of a word begins a comment. Returns NULL at the
 * end of the line, and *cursor is NULL where a quote is left open.
 */
static char *next_word(char **cursor)
{
	char *from = *cursor + strspn(*cursor, " \t"), *to = from, *word = from;
	char quote = '\0';

	if (!*from || *from == '#')
		return NULL;
	for (; *from && (quote || !strchr(" \t", *from)); from++) {
		if (*from == quote)
			quote = '\0';
		else if (!quote && strchr("'\"", *from))
			quote = *from;
		else
			*to++ = *from;
	}
	*cursor = quote ? NULL : *from ? from + 1 : from;
	*to = '\0';
	return word;
}

static int run_line(struct shell *shell, char *line)
{
	/* Every second character can be a word, and argv ends with NULL. */
	char **words = calloc(strlen(line) / 2 + 2, sizeof(*words));
	int count = 0, status = 0;

	if (!words)
		return fail(-ENOMEM, NULL, "%s", uio_strerror(-ENOMEM));
	while (line && (words[count] = next_word(&line)))
		count++;
	if (!line)
		status = fail(-UIO_ESYNTAX, NULL, "a quote is left open");
	else if (count)
		status = run_words(shell, count, words);
	free(words);
	return flush_output() ?: status;
}

/* The commands that begin so, by index among them. */
static char *complete_command(const char *start, int index)
{
	const struct applet *applet;

	for (size_t i = 0; i < BUILTIN_COUNT; i++)
		if (!strncmp(builtins[i].name, start, strlen(start)) &&
		    !index--)
			return strdup(builtins[i].name);
	for (size_t i = 0; (applet = applet_at(i)); i++)
		if (command_applet(applet->verb) &&
		    !strncmp(applet->verb, start, strlen(start)) && !index--)
			return strdup(applet->verb);
	return NULL;
}

/* The line of a list that is the index-th to begin so. */
static char *match_line(char *list, const char *start, int index)
{
	char *cursor = list, *word;

	while ((word = strsep(&cursor, "\n")))
		if (*word && !strncmp(word, start, strlen(start)) && !index--)
			return strdup(word);
	return NULL;
}

/* What words the commands take behind them. */
static const struct {
	const char *command;
	bool devices; /* else registers of the one in use */
} word_kinds[] = {
	{ "use", true },
	{ "ls", true },
	{ "peek", false },
	{ "poke", false },
};

static char *complete_word(bool devices, const char *start, int index)
{
	char *list = NULL, *match;
	size_t length;
	FILE *out = open_memstream(&list, &length);

	if (!out)
		return NULL;
	if (devices)
		complete_devices(out);
	else if (selector_in_use)
		complete_registers(out, selector_in_use, NULL, NULL);
	fclose(out);
	match = match_line(list, start, index);
	free(list);
	return match;
}

static char *complete(const char *line, const char *start, int index)
{
	size_t length;

	line += strspn(line, " \t");
	length = strcspn(line, " \t");
	if (!line[length] || !strncmp(line, "help ", 5))
		return complete_command(start, index);
	for (size_t i = 0; i < sizeof(word_kinds) / sizeof(word_kinds[0]); i++)
		if (strlen(word_kinds[i].command) == length &&
		    !strncmp(line, word_kinds[i].command, length))
			return complete_word(word_kinds[i].devices, start,
					     index);
	return NULL;
}

static int run_lines(struct shell *shell, struct lines *lines)
{
	int status = 0;
	char *line;

	while (!shell->quit && (status == 0 || lines->interactive)) {
		char *prompt = attr_path("%s> ", shell->selector ?: "uio");

		line = lines_next(lines, prompt ?: "> ");
		free(prompt);
		if (!line)
			break;
		status = run_line(shell, line);
		free(line);
	}
	if (lines->interactive)
		return 0;
	if (status)
		fail(0, NULL, "stopped at line %u of %s", lines->number,
		     lines->name);
	return status;
}

struct shell_args {
	const char *device;
	const char *require;
	const char *file;
};

static const struct argp_option options[] = {
	{ "file", 'f', "FILE", 0, "Read the commands from FILE", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct shell_args *args = state->input;

	switch (key) {
	case 'f':
		args->file = arg;
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->require;
		return 0;
	case ARGP_KEY_ARG:
		if (args->device)
			argp_error(state, "'%s' is too much", arg);
		args->device = arg;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp grammar = {
	.options = options,
	.parser = parse,
	.children = require_children,
	.args_doc = "[DEVICE[:REGION]]",
	.doc = "Work on a device, command by command.\v"
	       "Commands come from a person, from --file, or from standard "
	       "input; `help' lists them. The device stays open from one to the "
	       "next. In a file or a pipe the first command that fails ends the "
	       "shell, with its exit status.",
};

static int run(struct target *held, int argc, char **argv)
{
	struct sigaction on_interrupt = { .sa_handler = target_interrupt };
	struct shell_args args = { 0 };
	struct shell shell = { 0 };
	struct lines lines;
	int status;

	status = applet_parse(&grammar, held, argc, argv, &args);
	if (!status)
		status = lines_open(&lines, args.file, complete);
	if (status)
		return status;
	/* Without SA_RESTART, so that Ctrl-C ends a wait, not the shell. */
	if (lines.interactive)
		sigaction(SIGINT, &on_interrupt, NULL);
	shell.require = args.require;
	if (args.device)
		status = use(&shell, args.device);
	if (!status || lines.interactive)
		status = run_lines(&shell, &lines);
	lines_close(&lines);
	target_close(&shell.target);
	free(shell.selector);
	return status;
}

const struct applet applet_shell = {
	.name = "uio-shell",
	.verb = "shell",
	.argp = &grammar,
	.run = run,
};
