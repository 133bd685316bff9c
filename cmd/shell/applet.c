// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The register shell: the applets as commands on a device that stays open, so
 * that its power state, and bus mastering under uio_pci_generic, stay as they
 * are from one command to the next.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/options/given.h"
#include "cmd/options/options.h"
#include "cmd/run/input.h"
#include "cmd/show/report.h"
#include "common/base/stop.h"
#include "common/base/text.h"
#include "shell.h"

/* What was typed so far and one line more; frees both. */
static char *append(char *text, char *line)
{
	char *longer = text_format("%s%s\n", text ?: "", line);

	free(text);
	free(line);
	return longer;
}

/* An empty one stands for the last read, but not within a block. */
static char *next_line(const struct shell *shell, struct lines *lines,
		       bool open)
{
	char *prompt = open ? strdup("> ") : shell_prompt(shell);
	char *line = lines_next(lines, prompt ?: "> ");

	free(prompt);
	if (!line || line[strspn(line, " \t")] || open || lines->dropped ||
	    !lines->interactive || !shell->again)
		return line;
	free(line);
	return strdup(shell->again);
}

/* Whether a block goes on in lines that are yet to come. */
static bool is_open(const char *text, unsigned int line)
{
	struct script_error error = { 0 };

	return script_check(text, line, &error) && error.open;
}

/*
 * Lines are run as they come, but those of a block together. At a terminal
 * Ctrl-C gives the block up.
 */
static int run_lines(struct shell *shell, struct lines *lines)
{
	unsigned int first = 1;
	char *line, *text = NULL;
	int first_status = 0, status = 0;

	while (!shell->quit &&
	       (!status || lines->interactive || shell->keep_going) &&
	       (line = next_line(shell, lines, text))) {
		if (lines->dropped || !text) {
			free(text);
			text = NULL;
			first = lines->number;
		}
		text = append(text, line);
		if (text && is_open(text, first))
			continue;
		status = text ? shell_run_text(shell, text, first)
			      : fail_memory();
		first_status = first_status ?: status;
		free(text);
		text = NULL;
	}
	/* What is wrong with a block that was never closed is said there. */
	if (text)
		status = shell_run_text(shell, text, first);
	free(text);
	return lines->interactive ? 0 : first_status ?: status;
}

struct shell_args {
	const char *device;
	struct option_texts require;
	const char *file;
	struct option_texts commands;
	const char *replay;
	bool keep_going;
	bool trace;
	bool dry_run;
};

enum {
	KEY_DRY_RUN = 256,
	KEY_REPLAY,
};

static const struct argp_option options[] = {
	{ "command", 'c', "COMMANDS", 0, "Run COMMANDS; can be repeated", 0 },
	{ "dry-run", KEY_DRY_RUN, NULL, 0,
	  "Check all commands, print each access there would be, and touch "
	  "nothing",
	  0 },
	{ "file", 'f', "FILE", 0,
	  "Read the commands from FILE; - is standard input", 0 },
	{ "keep-going", 'k', NULL, 0, "Go on behind a command that fails", 0 },
	{ "replay", KEY_REPLAY, "FILE", 0,
	  "Run a log, and print where results differ; exit status 9 if any do",
	  0 },
	{ "trace", 'x', NULL, 0, "Print each command before it runs", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct shell_args *args = state->input;

	switch (key) {
	case 'c':
		return option_text(&args->commands, arg, state);
	case KEY_DRY_RUN:
		args->dry_run = true;
		return 0;
	case 'f':
		args->file = arg;
		return 0;
	case 'k':
		args->keep_going = true;
		return 0;
	case KEY_REPLAY:
		args->replay = arg;
		return 0;
	case 'x':
		args->trace = true;
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->require;
		return 0;
	case ARGP_KEY_ARG:
		if (args->device)
			argp_error(state, "'%s' is too much", arg);
		args->device = arg;
		return 0;
	case ARGP_KEY_SUCCESS:
		if (!!args->file + !!args->commands.count + !!args->replay > 1)
			argp_error(state, "--file, --command and --replay do "
					  "not go together");
		if (args->replay && args->dry_run)
			argp_error(state, "--replay compares what was read, "
					  "and a dry run reads nothing");
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
	       "Commands come from a person, from --command or --file, or from "
	       "standard input; `help' lists them. The device stays open from "
	       "one to the next. Unless a person types them the first command "
	       "that fails ends the shell, with its exit status.",
};

/* As the lines of one script, so that all is read before the first runs. */
static int run_commands(struct shell *shell,
			const struct option_texts *commands)
{
	char *text = NULL, *longer;
	int status;

	for (size_t i = 0; i < commands->count; i++) {
		longer = text_format("%s%s%s", text ?: "", text ? "\n" : "",
				     commands->texts[i]);
		free(text);
		text = longer;
		if (!text)
			return fail_memory();
	}
	status = shell_run_text(shell, text, 1);
	free(text);
	return status;
}

static int run(struct target *held, int argc, char **argv)
{
	struct shell_args args = { 0 };
	struct shell shell = { 0 };
	struct lines lines = { 0 };
	int status = applet_parse(&grammar, held, argc, argv, &args), late, sig;

	if (status)
		return status;
	stop_catch_signals();
	if (!args.file && !args.commands.count && !args.replay)
		lines_open(&lines, shell_completer(&shell));
	shell = (struct shell){
		.require = args.require,
		.source = args.commands.count ? "--command"
			  : args.file	      ? input_name(args.file)
			  : args.replay	      ? input_name(args.replay)
			  : lines.interactive ? NULL
					      : "standard input",
		.keep_going = args.keep_going,
		.trace = args.trace,
		.dry_run = args.dry_run,
		.none = { .dry_run = args.dry_run,
			  .held = &shell.targets,
			  .settings = &shell.settings },
		.settings = shell_settings(),
		.target = &shell.none,
	};
	if (lines.interactive)
		shell_news_open(&shell, &lines.news);
	if (args.device)
		status = shell_use(&shell, 2,
				   (char *[]){ "use", (char *)args.device });
	if (args.commands.count)
		status = status ?: run_commands(&shell, &args.commands);
	else if (args.file)
		status = status ?: shell_run_file(&shell, args.file);
	else if (args.replay)
		status = status ?: shell_replay(&shell, args.replay);
	else if (!status || lines.interactive)
		status = run_lines(&shell, &lines);
	sig = lines.interactive ? lines.signal : stop_take();
	late = shell_log_close(&shell);
	lines_close(&lines);
	shell_news_close(&shell);
	shell_close(&shell);
	saved_free(&shell);
	variables_free(&shell);
	shell_remember(&shell, NULL);
	return sig ? 128 + sig : status ?: late;
}

const struct applet applet_shell = {
	.name = "uio-shell",
	.verb = "shell",
	.argp = &grammar,
	.run = run,
};
